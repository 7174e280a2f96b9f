using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Staging;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>Runs hooks on what is staged in a real repository, with real processes, as <c>git commit</c> does.</summary>
internal sealed class CommitBench : IDisposable
{
    public TempRepository Repository { get; } = new();

    public Recorder Observer { get; init; } = new();

    public RunRequest Request { get; set; } = new() { RepositoryRoot = "", LogDirectory = "", Stage = HookStages.PreCommit };

    public CancellationTokenSource Stop { get; } = new();

    /// <summary>The index that git names in GIT_INDEX_FILE; empty for the repository's own.</summary>
    public string IndexFile { get; set; } = "";

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>What starts the process of ready-made hooks; nothing where no such hook runs.</summary>
    public IProcessLauncher? Tools { get; set; }

    /// <summary>A hook that finds blanks at the end of lines, and a command that removes them.</summary>
    public static PlannedHook Blanks { get; } = Shell("Blanks", "! grep -n ' $' \"$@\"") with { Fix = [["sed", "-i", "s/ *$//", "{files}"]], Files = ["**"] };

    /// <summary>A hook during which another git begins to hold the index.</summary>
    public static PlannedHook Locks { get; } = Make.Hook("Locks") with { Command = [["/bin/sh", "-c", ": > .git/index.lock"]] };

    /// <summary>A hook that runs a script on its files.</summary>
    public static PlannedHook Shell(string name, string script) =>
        Make.Hook(name) with
        {
            Command = [["/bin/sh", "-c", script.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), "sh", "{files}"]],
            Files = ["**"],
        };

    /// <summary>A hook that runs a script on its files, which it declares to change.</summary>
    public static PlannedHook Fixer(string name, string script) => Shell(name, script) with { Writes = ["**"] };

    /// <summary>Commits a file with a content.</summary>
    public CommitBench Committed(string name, string content)
    {
        Write(name, content, secondsAgo: 100);
        _ = Repository.Stage(name);
        _ = Repository.Git("commit", "--quiet", "--no-verify", "-m", "base");
        return this;
    }

    /// <summary>Stages a file with a content.</summary>
    public CommitBench Staged(string name, string content)
    {
        Write(name, content, secondsAgo: 50);
        _ = Repository.Stage(name);
        return this;
    }

    /// <summary>Gives the file on disk another content than what is staged.</summary>
    public CommitBench OnDisk(string name, string content)
    {
        Write(name, content, secondsAgo: 20);
        return this;
    }

    /// <summary>Where copies may go; nothing for the usual places.</summary>
    public IReadOnlyList<string>? Places { get; set; }

    private string _mounted = "";

    /// <summary>Mounts a file system of 20 MB, where that is allowed.</summary>
    public bool TryMount(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        using var mount = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("mount", ["-t", "tmpfs", "-o", "size=20m", "tmpfs", folder])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        mount.WaitForExit();
        _mounted = mount.ExitCode == 0 ? folder : "";
        return mount.ExitCode == 0;
    }

    public string Index(string name) => Repository.Shell($"git show ':{name}'; echo .")[..^1];

    public string Disk(string name) => File.ReadAllText(Repository.In(name));

    public async Task<RunReport> RunAsync(params PlannedHook[] hooks)
    {
        var launcher = Tools is null ? SystemLauncher.Create() : new Starting(SystemLauncher.Create(), Tools);
        Dictionary<string, string> environment = new(HookEnvironment.OfThisProcess(), StringComparer.Ordinal) { ["GIT_CONFIG_GLOBAL"] = "/dev/null" };
        if (IndexFile.Length > 0)
        {
            environment["GIT_INDEX_FILE"] = IndexFile;
        }

        EngineServices services = new()
        {
            Launcher = launcher,
            Clock = Clock,
            Environment = environment,
            Worker = Tools is null
                ? null
                : new() { Dotnet = "/bin/sh", WorkerAssembly = "w.dll", HooksAssembly = "h.dll", ToolAssembly = Starting.ToolAssembly },
            Files = GitFiles.Of(launcher, environment),
            Git = root => GitProgram.Find(root, launcher, environment),
            Stage = (request, files, clock) => new StagedContent(
                GitProgram.Find(request.RepositoryRoot, launcher, environment)!, request, files, clock, Places),
        };
        Request = Request with
        {
            RepositoryRoot = Request.RepositoryRoot.Length == 0 ? Repository.Path : Request.RepositoryRoot,
            LogDirectory = Path.Combine(Repository.Path, ".git", "logs-of-hooks"),
        };
        return await HookEngine.RunAsync(Make.Plan(hooks), Request, services, Observer, Stop.Token).WaitAsync(TimeSpan.FromMinutes(10));
    }

    /// <summary>Git is git, and tools are started by another.</summary>
    private sealed class Starting(IProcessLauncher others, IProcessLauncher tools) : IProcessLauncher
    {
        public const string ToolAssembly = "t.dll";

        public IChildProcess Start(ProcessStart start) => (start.Arguments.Contains(ToolAssembly, StringComparer.Ordinal) ? tools : others).Start(start);
    }

    private void Write(string name, string content, int secondsAgo)
    {
        var path = Repository.In(name);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(-secondsAgo));
    }

    public void Dispose()
    {
        if (_mounted.Length > 0)
        {
            _ = Repository.Shell($"umount -l '{_mounted}'");
        }

        Stop.Dispose();
        Repository.Dispose();
    }
}
