using System.Reflection;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Plans;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>Runs C# hooks in a real worker, and sees what is left of it.</summary>
internal sealed class WorkerBench : IDisposable
{
    private static readonly Lazy<string> Hooks = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("hooks-worker-").FullName;
        return HooksAssembly.Compile(folder, WorkerHooks.Source);
    });

    private readonly TempFolder _root = new();

    public static string WorkerAssembly { get; } = typeof(WorkerBench).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry =>
        entry.Key == "WorkerAssembly").Value!;

    public Recording Launcher { get; } = new();

    public Recorder Observer { get; } = new();

    public string Assembly { get; set; } = Hooks.Value;

    public string Dotnet { get; set; } = "dotnet";

    public string Worker { get; set; } = WorkerAssembly;

    public string Root => _root.Path;

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public Func<RunRequest, RunRequest> Change { get; set; } = request => request;

    public Func<HookPlan, HookPlan> ChangePlan { get; set; } = plan => plan;

    public Dictionary<string, string> Environment { get; } = new(HookEnvironment.OfThisProcess(), StringComparer.Ordinal);

    public string[] Files { get; set; } = [];

    public string Write(string name, string content) => _root.File(name, content);

    public string In(string name) => _root.In(name);

    /// <summary>The hook's log, without the line that says how it ended.</summary>
    public string Log(string hook) => LogText.Body(_root.In($"logs/{hook}.log"));

    /// <summary>Runs hooks by name.</summary>
    public async Task<RunReport> RunAsync(CancellationToken cancellation, params string[] names)
    {
        var request = Change(Make.Request(Root) with { Filter = names, MaxParallel = 16, DefaultTimeout = TimeSpan.FromSeconds(60) });
        EngineServices services = new()
        {
            Launcher = Launcher,
            Clock = Clock,
            Environment = Environment,
            Files = new FakeFiles(Files),
            Worker = new WorkerOptions { Dotnet = Dotnet, WorkerAssembly = Worker, HooksAssembly = Assembly },
        };
        var report = await HookEngine.RunAsync(ChangePlan(PlanReader.Read(Assembly)), request, services, Observer, cancellation)
            .WaitAsync(TimeSpan.FromMinutes(10), CancellationToken.None);
        Launcher.Alive.ShouldBe(0, "a process is left");
        Launcher.Pipes.Where(Path.Exists).ShouldBeEmpty("a pipe is left");
        return report;
    }

    public Task<RunReport> RunAsync(params string[] names) => RunAsync(CancellationToken.None, names);

    public async Task<HookReport> RunOneAsync(string name) => (await RunAsync(name)).Hooks.Single();

    public void Dispose() => _root.Dispose();

    /// <summary>The real launcher, which remembers what it started.</summary>
    internal sealed class Recording : IProcessLauncher
    {
        private readonly IProcessLauncher _launcher = SystemLauncher.Create();
        private readonly List<(ProcessStart Start, IChildProcess Process)> _all = [];

        /// <summary>Workers that were started.</summary>
        public int Workers => Snapshot().Count(started => started.Start.Arguments.Contains("exec", StringComparer.Ordinal));

        /// <summary>Processes that have not ended.</summary>
        public int Alive => Snapshot().Count(started => !started.Process.Completion.IsCompleted);

        /// <summary>The pipes of the workers: the argument after the worker's assembly.</summary>
        public IEnumerable<string> Pipes =>
            Snapshot()
                .Where(started => started.Start.Arguments.Count >= 3 && started.Start.Arguments[0] == "exec")
                .Select(started => started.Start.Arguments[^2]);

        public IChildProcess Start(ProcessStart start)
        {
            var process = _launcher.Start(start);
            lock (_all)
            {
                _all.Add((start, process));
            }

            return process;
        }

        private List<(ProcessStart Start, IChildProcess Process)> Snapshot()
        {
            lock (_all)
            {
                return [.. _all];
            }
        }
    }
}
