using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Spares;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Plans;
using Hooks.Build.Engine.Tests.Workers;

namespace Hooks.Build.Engine.Tests.Spares;

/// <summary>Runs C# hooks one run after another, with workers that are real and kept, in a folder of its own.</summary>
internal sealed class SpareBench : IDisposable
{
    // Nothing here is about how fast a loaded machine is.
    private const int Patience = 120_000;
    private readonly TempFolder _folder = new();

    public SpareBench(int version = 1)
    {
        Root = _folder.In("repository");
        Environment = new Dictionary<string, string>(HookEnvironment.OfThisProcess(), StringComparer.Ordinal)
        {
            ["XDG_RUNTIME_DIR"] = _folder.In("run"),
            ["HOME"] = _folder.Path,
        };
        _ = Environment.Remove("XDG_CACHE_HOME");
        _ = Directory.CreateDirectory(_folder.In("repository"));
        _ = Directory.CreateDirectory(_folder.In("hooks"));
        _ = Directory.CreateDirectory(_folder.In("run"));
        WorkerAssembly = CopyWorker();
        Build(version);
    }

    public Dictionary<string, string> Environment { get; }

    public List<string> Trace { get; } = [];

    /// <summary>Is told what is done, as it is done.</summary>
    public Action<string>? OnTrace { get; set; }

    public bool IsTraced { get; init; } = true;

    public int Milliseconds { get; set; } = Patience;

    public string Root { get; set; }

    public string Runtime => _folder.In("run");

    public string Assembly { get; private set; } = "";

    public string WorkerAssembly { get; }

    /// <summary>A process that would be kept.</summary>
    public SpareRequest Request =>
        new("test", path => ["exec", path, Assembly], new ProcessStart("/bin/sh", [], Root, Environment, _ => { }), [Path.GetDirectoryName(Assembly)!]);

    public IReadOnlyList<KeptWorker> Kept => KeptWorkers.All(Environment);

    /// <summary>Builds the hooks, and waits until a change of them would show.</summary>
    public void Build(int version)
    {
        Assembly = HooksAssembly.Compile(_folder.In("hooks"), SpareHooks.Source(version));
        while (!StatMargin.IsSettled(FileStatus.Read(Assembly), StatMargin.Now()))
        {
            _ = Thread.Yield();
        }
    }

    /// <summary>Runs hooks, and leaves a worker for the next run.</summary>
    public async Task<RunReport> RunAsync(CancellationToken cancellation, params string[] names)
    {
        using PosixLauncher launcher = new();
        SpareKeeper keeper = new(launcher, Environment, IsTraced ? Tell : null, Milliseconds);
        EngineServices services = new()
        {
            Launcher = launcher,
            Clock = TimeProvider.System,
            Environment = Environment,
            Files = new FakeFiles([]),
            Worker = new WorkerOptions { Dotnet = "dotnet", WorkerAssembly = WorkerAssembly, HooksAssembly = Assembly },
            Spares = keeper,
        };
        var request = Make.Request(Root) with { Filter = names, MaxParallel = 16, DefaultTimeout = TimeSpan.FromMinutes(2) };
        var report = await HookEngine.RunAsync(PlanReader.Read(Assembly), request, services, new Recorder(), cancellation);
        keeper.StartNext();
        return report;
    }

    private void Tell(string line)
    {
        Trace.Add(line);
        OnTrace?.Invoke(line);
    }

    /// <summary>What one hook tells.</summary>
    public async Task<string> TellAsync(string name) => (await RunAsync(CancellationToken.None, name)).Hooks.Single().Reason;

    /// <summary>The process in which the next run has its hooks, and what was done to get it.</summary>
    public async Task<(string Process, string Trace)> NextAsync()
    {
        Trace.Clear();
        var process = await TellAsync("Process");
        return (process, string.Join("; ", Trace));
    }

    // What is tested is not built anew meanwhile, as other tests do when they pack.
    private string CopyWorker()
    {
        var folder = Directory.CreateDirectory(_folder.In("worker")).FullName;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(WorkerBench.WorkerAssembly)!))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        return Path.Combine(folder, Path.GetFileName(WorkerBench.WorkerAssembly));
    }

    public void Dispose()
    {
        _ = KeptWorkers.Stop(Environment);
        _folder.Dispose();
    }
}
