using System.Collections.Concurrent;
using System.Text;

namespace Hooks.Build.Package.Tests.Kit;

/// <summary>
/// A temporary git repository with a hooks project, <c>build/Hooks.csproj</c>, that references the package. The first is restored, the others are
/// copies of it: a restore takes longer than most builds.
/// </summary>
internal sealed class TestRepository
{
    public const string Project = "build/Hooks.csproj";
    public const string Source = "build/RepoHooks.cs";

    private static readonly ConcurrentDictionary<string, Lazy<Task<TestRepository>>> Templates = new(StringComparer.Ordinal);
    private static int _count;
    private bool _hasOwnDotnet;

    private TestRepository(string root) => Root = root;

    /// <summary>Full path of the repository.</summary>
    public string Root { get; }

    /// <summary>A repository whose hooks project is restored and has the members in its one class.</summary>
    public static async Task<TestRepository> CreateAsync(string members = "")
    {
        var repository = (await TemplateAsync("restored", RestoredAsync)).Copy();
        repository.WriteHooks(members);
        return repository;
    }

    /// <summary>A repository whose hooks project is built; tests with the same members share the build.</summary>
    public static async Task<TestRepository> CreateBuiltAsync(string members) => (await TemplateAsync(members, async () =>
    {
        var repository = await CreateAsync(members);
        _ = (await repository.BuildAsync("-p:HooksRunOnBuild=false")).ShouldExitWith(0);
        return repository;
    })).Copy();

    /// <summary>A repository with nothing but the feed in it.</summary>
    public static async Task<TestRepository> CreateEmptyAsync(string? name = null)
    {
        TestRepository repository = new(NewFolder(name));
        repository.Write(
            "nuget.config", $"""<configuration><packageSources><add key="packed" value="{PackedPackage.Feed}" /></packageSources></configuration>""" + "\n");
        repository.Write(".gitignore", "bin/\nobj/\n");
        _ = (await SdkRun.RunAsync(repository.Root, "git", ["init", "--quiet"])).ShouldExitWith(0);
        return repository;
    }

    /// <summary>The project file of a hooks project.</summary>
    public static string ProjectText(string properties = "<TargetFramework>net10.0</TargetFramework>", string items = "", string packageAttributes = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Hooks.Build" Version="{PackedPackage.Version}" {packageAttributes} />
            {items}
          </ItemGroup>
        </Project>
        """;

    /// <summary>A source file whose line 2 is the first of the members.</summary>
    public static string SourceText(string members) => $"using Hooks.Build; static class RepoHooks {{\n{members}\n}}\n";

    public void WriteHooks(string members) => Write(Source, SourceText(members));

    public void WriteProject(string properties = "<TargetFramework>net10.0</TargetFramework>", string items = "", string packageAttributes = "") =>
        Write(Project, ProjectText(properties, items, packageAttributes));

    public void Write(string file, string text)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(FullPath(file))!);
        File.WriteAllText(FullPath(file), text);
    }

    public string FullPath(string file) => Path.Combine(Root, file);

    public bool Has(string file) => File.Exists(FullPath(file));

    public string Read(string file) => File.ReadAllText(FullPath(file));

    /// <summary>The lines that hooks appended to a file; none where no hook wrote it.</summary>
    public IReadOnlyList<string> ReadLines(string file) => Has(file) ? File.ReadAllLines(FullPath(file)) : [];

    /// <summary>What is run from now on has a <c>dotnet</c> of its own: for tests of processes, pipes, ends, signals and time.</summary>
    public TestRepository WithOwnDotnet()
    {
        _hasOwnDotnet = true;
        return this;
    }

    /// <summary>Builds the hooks project, which is restored already.</summary>
    public Task<SdkRun> BuildAsync(params string[] options) => DotnetAsync(["build", Project, "--no-restore", .. options]);

    /// <summary>Runs a target on the hooks project, which is built already.</summary>
    public Task<SdkRun> TargetAsync(string target, params string[] options) =>
        DotnetAsync(["msbuild", Project, "-nologo", "-v:m", "-t:" + target, "-p:NoBuild=true", .. options]);

    public Task<SdkRun> DotnetAsync(params string[] arguments) => DotnetAsync(arguments, []);

    public Task<SdkRun> DotnetAsync(string[] arguments, params (string Name, string Value)[] variables) =>
        _hasOwnDotnet ? SdkRun.OwnDotnetAsync(Root, arguments, variables) : SdkRun.DotnetAsync(Root, arguments, variables);

    private static async Task<TestRepository> RestoredAsync()
    {
        var repository = await CreateEmptyAsync();
        repository.WriteProject();
        _ = (await repository.DotnetAsync("restore", Project)).ShouldExitWith(0);
        return repository;
    }

    private static Task<TestRepository> TemplateAsync(string key, Func<Task<TestRepository>> create) => Templates.GetOrAdd(key, _ => new(create)).Value;

    private static string NewFolder(string? name)
    {
        var folder = Path.Combine(PackedPackage.Workplace, Interlocked.Increment(ref _count).ToString("'repository-'000"), name ?? "");
        return Directory.CreateDirectory(Path.TrimEndingDirectorySeparator(folder)).FullName;
    }

    // What restore wrote names the project by its full path.
    private TestRepository Copy()
    {
        TestRepository copy = new(NewFolder(name: null));
        foreach (var folder in Directory.EnumerateDirectories(Root, "*", SearchOption.AllDirectories))
        {
            _ = Directory.CreateDirectory(copy.FullPath(Path.GetRelativePath(Root, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
        {
            var target = copy.FullPath(Path.GetRelativePath(Root, file));
            File.Copy(file, target);
            if (Path.GetExtension(file) is ".json" or ".props" or ".targets")
            {
                File.WriteAllText(target, File.ReadAllText(file, Encoding.UTF8).Replace(Root, copy.Root));
            }
        }

        return copy;
    }
}
