using System.Runtime.Versioning;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Processes;

namespace Hooks.Build.Engine.Tests.Installing;

/// <summary>
/// A repository with a hooks project, and a runner and a dotnet that write down what they are given. Git reads no configuration but the test's.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class HookedRepository : IDisposable
{
    public const string Project = "build/Hooks.csproj";
    public const string State = "build/obj/hooks.state";

    private const string Configuration = """
        [user]
            name = Test
            email = test@example.org
        [protocol "file"]
            allow = always
        [init]
            defaultBranch = main

        """;

    private static readonly string Git = ToolPath.TryFind("git", "/", Child.Environment, out var path, out _) ? path : "git";
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _environment;

    public HookedRepository(string name = "repository")
    {
        Root = _folder.In(name);
        _ = Directory.CreateDirectory(Root);
        _environment = new(Child.Environment, StringComparer.Ordinal)
        {
            ["GIT_CONFIG_GLOBAL"] = _folder.File("gitconfig", Configuration),
            ["GIT_CONFIG_SYSTEM"] = "/dev/null",
            ["LOG"] = LogPath,
        };
        Runner = Tool("tools/hooks");
        Dotnet = Tool("dotnet/dotnet");
        BornRepository.CopyTo(Root, nameof(HookedRepository), Make);
        // Its index knows other files of the same content.
        GitAsync(["update-index", "-q", "--refresh"]).GetAwaiter().GetResult();
    }

    public string Root { get; set; }

    public string Runner { get; set; }

    public string Dotnet { get; set; }

    /// <summary>What the runner, dotnet and hooks of others have written down.</summary>
    public IReadOnlyList<string> Log => File.Exists(LogPath) ? File.ReadAllLines(LogPath) : [];

    private string LogPath => _folder.In("log");

    public string In(string name) => Path.Combine(Root, name);

    public string Outside(string name) => _folder.In(name);

    public string Hook(string name) => In(".git/hooks/" + name);

    public string Write(string name, string text)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        File.WriteAllText(In(name), text);
        return In(name);
    }

    /// <summary>A hook of somebody else.</summary>
    public string WriteHook(string name, string script = "echo earlier \"$@\" >>\"$LOG\"", UnixFileMode mode = (UnixFileMode)0b111_101_000)
    {
        var path = Write(".git/hooks/" + name, "#!/bin/sh\n" + script + "\n");
        File.SetUnixFileMode(path, mode);
        return path;
    }

    public InstallRequest Request(HookStages stages = HookStages.PreCommit, bool force = false) => new()
    {
        Folder = Root,
        Project = In(Project),
        StateFile = In(State),
        Runner = Runner,
        Dotnet = Dotnet,
        Stages = stages,
        Force = force,
    };

    public async Task<InstallReport> InstallAsync(HookStages stages = HookStages.PreCommit, bool force = false) => await InstallAsync(Request(stages, force));

    public Task<InstallReport> InstallAsync(InstallRequest request) => Installer().InstallAsync(request, CancellationToken.None);

    public Task<InstallReport> UninstallAsync(string? project = null) =>
        Installer().UninstallAsync(Root, project is null ? null : In(project), CancellationToken.None);

    public HookInstaller Installer(IProcessLauncher? launcher = null) => new(launcher ?? SystemLauncher.Create(), _environment);

    /// <summary>The problem that an installation ends with.</summary>
    public async Task<string> RefusalAsync(InstallRequest request)
    {
        var problem = (await Should.ThrowAsync<HooksException>(InstallAsync(request))).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe(Codes.CannotInstall);
        return problem.Message;
    }

    /// <summary>Runs git and requires success.</summary>
    public async Task<string> GitAsync(string[] arguments, string? folder = null)
    {
        var (exitCode, output) = await TryGitAsync(arguments, folder);
        exitCode.ShouldBe(0, output);
        return output.Trim();
    }

    public async Task<(int ExitCode, string Output)> TryGitAsync(string[] arguments, string? folder = null, params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> environment = new(_environment, StringComparer.Ordinal);
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        var child = Child.Start(Git, arguments, folder ?? Root, environment);
        var exit = await child.EndAsync();
        return (exit.ExitCode, child.Output);
    }

    public Task<(int ExitCode, string Output)> CommitAsync(string? folder = null, params (string Name, string Value)[] variables) =>
        TryGitAsync(["commit", "--quiet", "--allow-empty", "-m", "more"], folder, variables);

    /// <summary>Makes a program that writes down its name and arguments, and standard input where it is not empty.</summary>
    public string Tool(string name) => _folder.Script(name, """
        #!/bin/sh
        printf '%s' "${0##*/}" >>"$LOG"
        printf ' [%s]' "$@" >>"$LOG"
        printf '\n' >>"$LOG"
        while IFS= read -r line; do printf '< %s\n' "$line" >>"$LOG"; done

        """);

    public void Dispose() => _folder.Dispose();

    private static void Make(string folder)
    {
        _ = Directory.CreateDirectory(Path.Combine(folder, "build"));
        File.WriteAllText(Path.Combine(folder, Project), "<Project />");
        File.WriteAllText(Path.Combine(folder, ".gitignore"), "obj/\n");
        _ = TempRepository.Run(folder, "git", "init", "--quiet", "--initial-branch=main");
        _ = TempRepository.Run(folder, "git", "add", ".");
        _ = TempRepository.Run(folder, "git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "first");
    }
}
