using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Statistics;

/// <summary>A log of runs that a test makes up, written as the engine writes it.</summary>
internal sealed class PastRuns : IDisposable
{
    private readonly TempFolder _folder = new();

    public static DateTimeOffset Now { get; } = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public string Folder => _folder.Path;

    public string Log => RunLogFormat.PathOf(Folder);

    public static ReportQuery LastDays(double days) => new() { Now = Now, Since = Now - TimeSpan.FromDays(days) };

    /// <summary>What came of a hook that ran.</summary>
    public static HookReport Ran(PlannedHook hook, double start, double seconds, HookOutcome outcome = HookOutcome.Succeeded) => new()
    {
        Hook = hook,
        Outcome = outcome,
        Start = TimeSpan.FromSeconds(start),
        Duration = TimeSpan.FromSeconds(seconds),
        ProcessorTime = TimeSpan.FromSeconds(seconds),
        Source = ResultSource.NotRemembered,
        Attempts = 1,
    };

    /// <summary>Writes a run.</summary>
    /// <param name="daysAgo">When it began.</param>
    /// <param name="reports">Its hooks.</param>
    /// <param name="stage">Its stage.</param>
    /// <param name="branch">Its branch.</param>
    /// <param name="interrupted">Whether it was interrupted.</param>
    /// <param name="cores">Cores it could use.</param>
    public void Add(
        double daysAgo,
        IReadOnlyList<HookReport> reports,
        HookStages stage = HookStages.PreCommit,
        string? branch = null,
        bool interrupted = false,
        int cores = 8)
    {
        var duration = reports.Max(report => report.Start + report.Duration);
        var request = Make.Request() with { LogDirectory = Folder, Stage = stage, Cores = cores };
        HookPlan plan = Make.Plan([.. reports.Select(report => report.Hook with { DependsOn = [], After = [], Finally = false })]);
        RunLogFile.Append(
            plan,
            request,
            new RunReport([.. reports.Select((report, i) => report with { Hook = report.Hook with { Index = i } })], duration, interrupted),
            Now - TimeSpan.FromDays(daysAgo) + duration,
            branch).ShouldBeNull();
    }

    public RunHistory Read(ReportQuery query) => RunHistory.Read([(Folder, name => name)], query);

    /// <summary>The advice of the last week.</summary>
    public IReadOnlyList<Advice> Advice(HookPlan plan)
    {
        var history = Read(LastDays(7));
        return Advisor.Of(plan, history, RunStatistics.Of(history, []), _ => false);
    }

    public void Dispose() => _folder.Dispose();
}
