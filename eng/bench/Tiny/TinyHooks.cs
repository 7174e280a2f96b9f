using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hooks.Build.Bench.Running;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Bench.Tiny;

/// <summary>C# hooks that read a small file each, and a program that does the same.</summary>
internal sealed class TinyHooks
{
    /// <summary>How many hooks the documents have.</summary>
    public const int Count = 21;

    private const string Mark = "began ";
    private readonly string _folder;
    private readonly string _hooks;

    /// <summary>Builds them.</summary>
    public TinyHooks(string folder)
    {
        _folder = folder;
        StringBuilder text = new("using System;\nusing System.Diagnostics;\nusing System.IO;\nusing Hooks.Build;\n\nstatic class TinyHooks\n{\n");
        for (var i = 1; i <= Count; i++)
        {
            File.WriteAllText(FileOf(i), "small\n");
            _ = text.Append(CultureInfo.InvariantCulture, $$"""
                    [Hook]
                    static bool Tiny{{i}}(HookContext hook)
                    {
                        Console.WriteLine("{{Mark}}" + Stopwatch.GetTimestamp());
                        return File.ReadAllText(Path.Combine(hook.RepositoryRoot, "file{{i}}.txt")).Length == 6;
                    }

                """);
        }

        _hooks = BuiltAssembly.OfHooks(Path.Combine(folder, "TinyHooks.dll"), text.Append("}\n").ToString(), Count);
        Program = BuiltAssembly.OfProgram(Path.Combine(folder, "TinyProgram.dll"), "using System.IO;\nreturn File.ReadAllText(args[0]).Length == 6 ? 0 : 1;\n");
    }

    /// <summary>A program that takes the path of a file.</summary>
    public string Program { get; }

    /// <summary>One of the small files.</summary>
    public string FileOf(int i) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"file{i}.txt"));

    /// <summary>Starts a worker, and ends it again.</summary>
    /// <returns>Milliseconds until it is ready for hooks.</returns>
    public async Task<double> StartWorkerAsync()
    {
        WorkerServices services = new(Worker, SystemLauncher.Create(), TimeProvider.System, HookEnvironment.For(HookEnvironment.OfThisProcess(), []), _folder);
        var started = Stopwatch.GetTimestamp();
        await using var worker = await WorkerProcess.StartAsync(services, WorkerKind.ForHooks(Worker), mayWait: false, CancellationToken.None);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>Runs all hooks.</summary>
    /// <exception cref="BenchException">Not all of them passed.</exception>
    public async Task<TinyRun> RunAsync(CancellationToken cancellation)
    {
        RunRequest request = new() { RepositoryRoot = _folder, LogDirectory = Path.Combine(_folder, "logs") };
        EndObserver observer = new();
        var started = Stopwatch.GetTimestamp();
        var report = await HookEngine.RunAsync(PlanReader.Read(_hooks), request, EngineServices.Create(Worker), observer, cancellation);
        if (!report.Succeeded || report.Count(HookOutcome.Succeeded) != Count)
        {
            throw new BenchException($"Tiny hooks: {Texts.Summary(report)}");
        }

        // The clock is that of the system: what a worker reads is comparable to what this process reads.
        var began = report.Hooks.Min(hook => long.Parse(
            hook.Tail.Single(line => line.StartsWith(Mark, StringComparison.Ordinal))[Mark.Length..], CultureInfo.InvariantCulture));
        return new TinyRun(Since(began), Since(observer.Ends[0]), Since(observer.Ends[^1]), Since(Stopwatch.GetTimestamp()));

        double Since(long timestamp) => Stopwatch.GetElapsedTime(started, timestamp).TotalMilliseconds;
    }

    private WorkerOptions Worker => new() { Dotnet = "dotnet", WorkerAssembly = Repository.Worker, HooksAssembly = _hooks };

    private sealed class EndObserver : IRunObserver
    {
        public List<long> Ends { get; } = [];

        public void Warned(Problem problem) => throw new BenchException(problem.Message);

        public void HookStarted(PlannedHook hook)
        {
        }

        public void HookEnded(HookReport report) => Ends.Add(Stopwatch.GetTimestamp());

        public void ProfileEnded(ProfileReport report)
        {
        }
    }
}

/// <summary>Milliseconds since the start of a run.</summary>
/// <param name="Began">Until the first line of a hook ran.</param>
/// <param name="First">Until the first hook had ended.</param>
/// <param name="All">Until the last had ended.</param>
/// <param name="Whole">Until the run was over, the worker gone.</param>
internal sealed record TinyRun(double Began, double First, double All, double Whole);
