using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.History;

/// <summary>A folder with a log of runs that a test makes up.</summary>
internal sealed class RunLogBench : IDisposable
{
    private readonly TempFolder _folder = new();

    public static DateTimeOffset Now { get; } = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    public string Folder => _folder.Path;

    public string Path => RunLogFormat.PathOf(Folder);

    public string Text => File.ReadAllText(Path);

    public RunRequest Request => Make.Request() with { LogDirectory = Folder, Stage = HookStages.Build };

    public static HookReport Report(PlannedHook hook, double seconds, double? processorSeconds = null) => new()
    {
        Hook = hook,
        Outcome = HookOutcome.Succeeded,
        Duration = TimeSpan.FromSeconds(seconds),
        ProcessorTime = processorSeconds is { } known ? TimeSpan.FromSeconds(known) : null,
    };

    /// <summary>Logs a run of these hooks.</summary>
    public void Append(IEnumerable<HookReport> hooks, RunRequest? request = null)
    {
        var reports = hooks.ToList();
        var plan = HookPlan.Create([.. reports.Select(report => report.Hook)]);
        RunLogFile.Append(plan, request ?? Request, new RunReport(reports, TimeSpan.FromSeconds(10), Interrupted: false), Now).ShouldBeNull();
    }

    /// <summary>Logs a run of one hook.</summary>
    public void Append(HookReport hook, RunRequest? request = null) => Append([hook], request);

    public (IReadOnlyList<LoggedRecord> Records, int Damaged, int Newer) Read()
    {
        RunLogReader reader = new(Folder);
        IReadOnlyList<LoggedRecord> records = [.. reader.Read()];
        return (records, reader.Damaged, reader.Newer);
    }

    public void Dispose() => _folder.Dispose();
}
