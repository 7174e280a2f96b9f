using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.State;
using Hooks.Build.Engine.Statistics;
using Hooks.Build.Runner.LogReports;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;

namespace Hooks.Build.Runner.Doors;

/// <summary>The report of the log of runs, as text for people.</summary>
internal static class DoorReport
{
    /// <summary>Tells it.</summary>
    /// <exception cref="HooksException">A setting is not valid.</exception>
    public static void Tell(DoorRequest request, EventStream events, CancellationToken cancellation)
    {
        var state = request.ToState();
        var now = TimeProvider.System.GetUtcNow();
        var stage = SettingTable.Stage.Read(request.Text("stage"));
        ReportQuery query = new()
        {
            Now = now,
            Since = ReportTime.Since(
                state.Read(SettingTable.ReportSince) is { Length: > 0 } since ? since : SettingTable.ReportSince.Default, SettingTable.ReportSince.Name, now),
            Stage = stage == HookStages.None ? null : stage,
            Hooks = state.Read(SettingTable.Filter),
        };
        var plan = OpenProject.Alone(state, OpenProject.Read(state, HookStages.None, cancellation));
        var report = LogReport.Make(ReportSource.Of(state, plan), query, SettingTable.Filter.Name);
        if (Write(state, plan, () => report) is { } file)
        {
            events.TellText($"page: {file}");
        }

        events.TellText(string.Join('\n', ReportText.Lines(report, int.MaxValue, (_, text) => text)).TrimStart('\n'));
    }

    /// <summary>Writes the page that a project wants of all its runs of the last days.</summary>
    /// <returns>Absolute path of it; <see langword="null"/> where it wants none.</returns>
    /// <exception cref="HooksException">HOOK9002: it cannot be written.</exception>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public static string? WritePage(PlanState state, HookPlan plan) => Write(state, plan, () =>
    {
        var now = TimeProvider.System.GetUtcNow();
        return LogReport.Make(
            ReportSource.Of(state, plan),
            new ReportQuery { Now = now, Since = ReportTime.Since(SettingTable.ReportSince.Default, SettingTable.ReportSince.Name, now) },
            SettingTable.Filter.Name);
    });

    private static string? Write(PlanState state, HookPlan plan, Func<LogReport> report)
    {
        if (state.Read(SettingTable.ReportPage) is not { Length: > 0 } page)
        {
            return null;
        }

        var file = ReportPage.PathOf(page, Path.GetDirectoryName(state.Project)!, SettingTable.ReportPage.Name);
        ReportPage.Write(report(), plan, file, SettingTable.ReportPage.Name);
        return file;
    }
}
