using System.Globalization;
using Hooks.Build.Bench.Workloads;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Running;

namespace Hooks.Build.Bench.Unchanged;

/// <summary>A workload in a repository, each of its steps with files of its own.</summary>
internal sealed class CachedWorkload
{
    private const int FilesOfStep = 20;
    private readonly HookPlan _plan;
    private readonly Workload _workload;
    private int _edits;

    private CachedWorkload(Workload workload, double second, string folder)
    {
        _workload = workload;
        Folder = folder;
        _plan = HookPlan.Create([.. workload.Steps.Select((step, index) => new PlannedHook
        {
            Index = index,
            Name = step.Name,
            Command = [["sleep", (step.Seconds * second).ToString("0.######", CultureInfo.InvariantCulture)]],
            DependsOn = step.DependsOn,
            Profiles = [step.Group],
            Files = [step.Name + "/**"],
            Cores = 0.05,
            Hash = step.Name,
        })]);
    }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>Writes and commits it.</summary>
    public static async Task<CachedWorkload> CreateAsync(Workload workload, double second, string folder, CancellationToken cancellation)
    {
        CachedWorkload remembered = new(workload, second, Path.Combine(folder, "repository"));
        foreach (var step in workload.Steps)
        {
            _ = Directory.CreateDirectory(Path.Combine(remembered.Folder, step.Name));
            for (var i = 0; i < FilesOfStep; i++)
            {
                await File.WriteAllTextAsync(remembered.FileOf(step.Name, i), string.Create(CultureInfo.InvariantCulture, $"{step.Name} {i}\n"), cancellation);
            }
        }

        await File.WriteAllTextAsync(Path.Combine(remembered.Folder, ".gitignore"), "/logs/\n", cancellation);
        _ = await Tool.RunAsync(remembered.Folder, "git", ["init", "--quiet"], cancellation);
        _ = await Tool.RunAsync(remembered.Folder, "git", ["add", "--all"], cancellation);
        _ = await Tool.RunAsync(
            remembered.Folder, "git", ["-c", "user.name=bench", "-c", "user.email=bench@localhost", "commit", "--quiet", "--message", "All"], cancellation);
        return remembered;
    }

    /// <summary>Changes a file of each of some steps.</summary>
    public void Edit(IEnumerable<string> steps)
    {
        _edits++;
        foreach (var step in steps)
        {
            File.WriteAllText(FileOf(step, 0), string.Create(CultureInfo.InvariantCulture, $"{step}, edit {_edits}\n"));
        }
    }

    /// <summary>Runs it.</summary>
    /// <param name="schedule">In which order hooks start.</param>
    /// <param name="slots">How many run at a time at most.</param>
    /// <param name="remembers">Results are remembered and used.</param>
    /// <param name="mustRun">The steps that must run, and no others.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Milliseconds.</returns>
    /// <exception cref="BenchException">Other steps ran, or one failed.</exception>
    public async Task<double> RunAsync(HookSchedule schedule, int slots, bool remembers, IReadOnlyCollection<string> mustRun, CancellationToken cancellation)
    {
        RunRequest request = new()
        {
            RepositoryRoot = Folder,
            LogDirectory = Path.Combine(Folder, "logs"),
            Schedule = schedule,
            MaxParallel = slots,
            Stage = HookStages.Build,
            Cache = remembers,
            CacheDirectory = Folder + ".cache",
        };
        var started = TimeProvider.System.GetTimestamp();
        var report = await HookEngine.RunAsync(_plan, request, EngineServices.Create(worker: null), new QuietObserver(), cancellation);
        var elapsed = TimeProvider.System.GetElapsedTime(started);
        var ran = report.Hooks.Where(hook => hook.Source is ResultSource.Miss or ResultSource.NotRemembered)
            .Select(hook => hook.Hook.Name)
            .ToHashSet(StringComparer.Ordinal);
        return report.Succeeded && report.Count(HookOutcome.Succeeded) == _workload.Steps.Count && ran.SetEquals(mustRun)
            ? elapsed.TotalMilliseconds
            : throw new BenchException($"{_workload.Name}: {Texts.Summary(report)}; ran: {string.Join(", ", ran)}");
    }

    private string FileOf(string step, int i) => Path.Combine(Folder, step, string.Create(CultureInfo.InvariantCulture, $"file{i}.txt"));
}
