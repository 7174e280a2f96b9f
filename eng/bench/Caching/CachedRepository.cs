using System.Globalization;
using System.Text;
using Hooks.Build.Bench.Builds;

namespace Hooks.Build.Bench.Caching;

/// <summary>A repository with many files and a project whose hooks, half commands and half C#, depend on all of them.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Files">How many files it has beside the project.</param>
internal sealed record CachedRepository(string Folder, int Files)
{
    /// <summary>How many hooks it has.</summary>
    public const int Hooks = 20;

    private const int FilesOfFolder = 100;

    /// <summary>Folder of the project.</summary>
    public string Project => Path.Combine(Folder, "hooks");

    /// <summary>What says that nothing need be done.</summary>
    public string Stamp => Path.Combine(Logs, "uptodate");

    /// <summary>The log of runs, which grows with each.</summary>
    public string RunLog => Path.Combine(Logs, "runs.jsonl");

    /// <summary>One of the files.</summary>
    public string SomeFile => PathOf(Files / 2);

    private string Logs => Path.Combine(Project, "obj/Debug/net10.0/hooks");

    /// <summary>Writes, commits and restores it.</summary>
    public static async Task<CachedRepository> CreateAsync(string folder, PackedPackage package, int files, CancellationToken cancellation)
    {
        CachedRepository repository = new(folder, files);
        _ = Directory.CreateDirectory(repository.Project);
        for (var i = 0; i < files; i++)
        {
            var path = repository.PathOf(i);
            if (i % FilesOfFolder == 0)
            {
                _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            }

            await File.WriteAllTextAsync(path, string.Create(CultureInfo.InvariantCulture, $"file {i}\n"), cancellation);
        }

        // Nothing of a folder above, or of this machine's caches, has a say.
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.props"), "<Project />", cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.targets"), "<Project />", cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Packages.props"), "<Project />", cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, ".gitignore"), "bin/\nobj/\n", cancellation);
        await File.WriteAllTextAsync(Path.Combine(repository.Project, "Hooks.cs"), Sources(), cancellation);
        await File.WriteAllTextAsync(Path.Combine(repository.Project, "Bench.csproj"), ProjectText(package, folder + ".cache"), cancellation);
        _ = await Tool.RunAsync(folder, "git", ["init", "--quiet"], cancellation);
        _ = await Tool.RunAsync(folder, "git", ["add", "--all"], cancellation);
        _ = await Tool.RunAsync(
            folder,
            "git",
            ["-c", "user.name=bench", "-c", "user.email=bench@localhost", "-c", "gc.auto=0", "commit", "--quiet", "--message", "All"],
            cancellation);
        _ = await Tool.RunAsync(repository.Project, "dotnet", ["restore", "-tl:off", "-nologo"], cancellation);
        return repository;
    }

    /// <summary>Builds the project.</summary>
    public Task<ToolResult> BuildAsync(IEnumerable<string> arguments, CancellationToken cancellation) =>
        Tool.RunAsync(Project, "dotnet", ["build", "--no-restore", "-tl:off", "-nologo", .. arguments], cancellation);

    private string PathOf(int file) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"src/part{file / FilesOfFolder}/file{file}.txt"));

    private static string Sources()
    {
        StringBuilder text = new("using Hooks.Build;\n\nstatic class CachedHooks\n{\n");
        for (var i = 1; i <= Hooks / 2; i++)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"    [Hook(Files = [\"src/**/*.txt\"])]\n    const string Command{i} = \"true {i}\";\n\n")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"    [Hook(Files = [\"src/**/*.txt\"])]\n    static bool Method{i}(HookContext hook) => hook.Files.Count > {i};\n\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string ProjectText(PackedPackage package, string cache) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <RestoreAdditionalProjectSources>{package.Feed}</RestoreAdditionalProjectSources>
            <RestorePackagesPath>{package.Feed}/restored</RestorePackagesPath>
            <NuGetAudit>false</NuGetAudit>
            <HooksCacheDirectory>{cache}</HooksCacheDirectory>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Hooks.Build" Version="{package.Version}" PrivateAssets="all" />
          </ItemGroup>
        </Project>
        """;
}
