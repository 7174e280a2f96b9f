using System.Reflection;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.State;
using Hooks.Build.Engine.Tests.Plans;
using Hooks.Build.Runner.Running;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.Events;

/// <summary>Runs hooks beside C# methods that listen, in real processes.</summary>
internal sealed class ListenerBench : IDisposable
{
    private static readonly Lazy<string> Methods = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("hooks-listeners-").FullName;
        return HooksAssembly.Compile(folder, ListenerMethods.Source);
    });

    private readonly TemporaryFolder _folder = new();
    private Recording? _launcher;

    public static string MethodsAssembly => Methods.Value;

    public static string WorkerAssembly { get; } = typeof(ListenerBench).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry =>
        entry.Key == "WorkerAssembly").Value!;

    public string Root => _folder.Path;

    public string Worker { get; set; } = WorkerAssembly;

    /// <summary>What the worker loads.</summary>
    public string Assembly { get; set; } = MethodsAssembly;

    public RunRequest Request => field ??= new RunRequest
    {
        RepositoryRoot = Root,
        LogDirectory = Path.Combine(Root, "logs"),
        MaxParallel = 4,
        Cores = 4,
        Properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Configuration"] = "Debug" },
    };

    /// <summary>What was started, in order: <c>worker</c>, or the last argument of a command.</summary>
    public IReadOnlyList<string> Started => _launcher?.Started ?? [];

    /// <summary>What people were told.</summary>
    public List<Problem> Warnings { get; } = [];

    public static PlannedHook Command(string name, string script, params string[] dependsOn) =>
        new()
        {
            Index = 0,
            Name = name,
            Command = [["/bin/sh", "-c", script]],
            DependsOn = dependsOn,
            Stages = HookStages.Build | HookStages.BeforeTool,
            Wave = dependsOn.Length,
        };

    public static HookPlan Plan(string[] listeners, params PlannedHook[] hooks)
    {
        var all = PlanReader.Read(Methods.Value).Listeners;
        return HookPlan.Create(
            [.. hooks.Select((hook, index) => hook with { Index = index })], [.. listeners.Select(name => all.Single(listener => listener.Name == name))]);
    }

    public IReadOnlyList<string> Lines(string file) => File.Exists(Path.Combine(Root, file)) ? File.ReadAllLines(Path.Combine(Root, file)) : [];

    /// <summary>Compiles an assembly with the listener <c>Writes</c> and with what runs while it is loaded.</summary>
    public void WhileLoaded(string statement) => Assembly = HooksAssembly.Compile(
        Directory.CreateDirectory(Path.Combine(Root, "own")).FullName,
        "static class RepoHooks { [OnRun] static void Writes(RunContext run) { } [System.Runtime.CompilerServices.ModuleInitializer] internal static void Load() { " + statement + " } }");

    /// <summary>Runs a plan as the program does, and sees that no process is left.</summary>
    public RunReport Run(
        HookPlan plan, RunRequest? request = null, IRunObserver? observer = null, Action<RunReport>? ended = null, CancellationToken cancellation = default)
    {
        PlanState state = new()
        {
            Assembly = Assembly,
            RepositoryRoot = Root,
            Project = Path.Combine(Root, "Hooks.csproj"),
            LogDirectory = Request.LogDirectory,
            Worker = Worker,
        };
        Observer told = new(this, observer);
        HookRun run = new(state) { Ended = ended };
        var report = run.Execute(
            plan,
            request ?? Request,
            told,
            services => services with { Launcher = _launcher = new Recording(services.Launcher), Environment = WithOurs(services.Environment) },
            cancellation);
        run.Close();
        _launcher!.Alive.ShouldBe(0, "a process is left");
        return report;
    }

    public void Dispose() => _folder.Dispose();

    private static Dictionary<string, string> WithOurs(IReadOnlyDictionary<string, string> environment) =>
        new(environment, StringComparer.Ordinal) { ["HOOKS_TEST_GIVEN"] = "given", ["HOOKS_TEST_OTHER"] = "other" };

    private sealed class Observer(ListenerBench bench, IRunObserver? observer) : IRunObserver
    {
        public void Warned(Problem problem)
        {
            bench.Warnings.Add(problem);
            observer?.Warned(problem);
        }

        public RunInterests Interests => observer?.Interests ?? RunInterests.None;

        public void Told(RunDetail detail) => observer?.Told(detail);

        public void Began(int hooks) => observer?.Began(hooks);

        public void HookStarted(PlannedHook hook) => observer?.HookStarted(hook);

        public void HookEnded(HookReport report) => observer?.HookEnded(report);

        public void ProfileEnded(ProfileReport report) => observer?.ProfileEnded(report);
    }

    private sealed class Recording(IProcessLauncher launcher) : IProcessLauncher
    {
        private readonly List<(string Name, IChildProcess Process)> _all = [];

        public IReadOnlyList<string> Started
        {
            get
            {
                lock (_all)
                {
                    return [.. _all.Select(each => each.Name)];
                }
            }
        }

        public int Alive
        {
            get
            {
                lock (_all)
                {
                    return _all.Count(each => !each.Process.Completion.IsCompleted);
                }
            }
        }

        public IChildProcess Start(ProcessStart start)
        {
            lock (_all)
            {
                var process = launcher.Start(start);
                _all.Add((start.Arguments is ["exec", ..] ? "worker" : start.Arguments.Count > 0 ? start.Arguments[^1] : start.FileName, process));
                return process;
            }
        }
    }
}
