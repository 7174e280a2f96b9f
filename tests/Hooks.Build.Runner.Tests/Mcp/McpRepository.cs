using System.Diagnostics;
using Hooks.Build.Engine.State;
using Hooks.Build.Engine.Tests.Plans;
using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Tests.Mcp;

/// <summary>A repository with hooks that were built here: compiled by the real generator, with the state that a build leaves.</summary>
internal sealed class McpRepository : IDisposable
{
    private const string Source = """
        static class RepoHooks
        {
            [Hook(Files = ["**/*.txt"], Description = "No TODO in texts")]
            const string Lint = "sh -c 'code=0; for file do if grep -q TODO \"$file\"; then echo \"$file(1,1): error TODO1: there is a TODO\"; code=1; fi; done; exit $code' sh {files}";

            [Hook(Files = ["**/*.md"], DependsOn = [nameof(Lint)])] const string Docs = "true";

            [Hook(Stages = HookStages.Manual, Profiles = ["slow"])] const string Slow = "sh -c 'echo $$ > slow.pid; : > started; sleep 1000'";

            [Hook(Stages = HookStages.Manual, Profiles = ["loud"])]
            const string Loud = "sh -c 'echo \"{{\\\"jsonrpc\\\":\\\"2.0\\\",\\\"id\\\":1,\\\"result\\\":{{}}}}\"; echo to stderr >&2; cat loud.out; exit 1'";

            [Hook(Stages = HookStages.Manual, Profiles = ["many"])]
            const string Many = "sh -c 'for n in $(seq 1 150); do echo \"a.txt($n,1): warning MANY$n: number $n\"; done; exit 1'";

            [Hook(Stages = HookStages.Manual, Profiles = ["fix"], Files = ["**/*.fix"], Fix = "sed -i s/bad/good/ {files}")]
            const string Fixable = "sh -c '! grep -l bad \"$@\"' sh {files}";

            [Hook(Stages = HookStages.AgentStop)] const string AtStop = "true";
        }
        """;

    private static readonly Lazy<McpRepository> Template = new(() => new McpRepository());

    private readonly Dictionary<string, string> _settings = new(StringComparer.OrdinalIgnoreCase) { ["HooksCache"] = "false" };

    private McpRepository()
    {
        Write("build/Hooks.csproj", "<Project><ItemGroup><PackageReference Include=\"Hooks.Build\" /></ItemGroup></Project>\n");
        Write("build/RepoHooks.cs", Source);
        File.SetLastWriteTimeUtc(PathOf("build/RepoHooks.cs"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Write(".gitignore", "bin/\nobj/\n");
        _ = Directory.CreateDirectory(PathOf("build/bin"));
        _ = HooksAssembly.Compile(PathOf("build/bin"), Source);
        WriteState();
        Git("init", "-q");
        Git("add", ".");
        Git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "base");
    }

    private McpRepository(McpRepository template)
    {
        Run("cp", "-a", template.Root + "/.", Root);

        // The state names no path outside of the repository, and times are those of the copy.
        WriteState();
    }

    /// <summary>Absolute path of the repository.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("hooks-mcp-").FullName;

    /// <summary>A repository with all the hooks, and nothing changed since the last commit.</summary>
    public static McpRepository Create() => new(Template.Value);

    /// <summary>Other hooks, as if they had been built.</summary>
    public void Declare(string members)
    {
        _ = HooksAssembly.Compile(PathOf("build/bin"), $"static class RepoHooks {{ {members} }}");
        WriteState();
    }

    /// <summary>A property of the project, as if it had been built with it.</summary>
    public void Set(string name, string value)
    {
        _settings[name] = value;
        WriteState();
    }

    public string PathOf(string file) => Path.Combine(Root, file);

    public bool Has(string file) => File.Exists(PathOf(file));

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public void Write(string file, string text)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    public void Git(params string[] arguments) => Run("git", ["-C", Root, .. arguments]);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void WriteState()
    {
        PlanState state = new()
        {
            Package = BuildInformation.Version,
            Assembly = PathOf("build/bin/RepoHooks.dll"),
            RepositoryRoot = Root,
            Project = PathOf("build/Hooks.csproj"),
            LogDirectory = PathOf("build/obj/hooks"),
            Settings = _settings,
        };
        PlanStateFile.Write(
            PathOf("build/obj/hooks.state"),
            PlanInputs.Stamp(
                state, [PathOf("build/RepoHooks.cs")], [PathOf("build/Hooks.csproj")], [], watchesFolders: false, TimeProvider.System.GetUtcNow()));
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output);
    }
}
