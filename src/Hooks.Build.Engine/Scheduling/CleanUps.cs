using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>The hooks that clean up: whether there is anything to clean up after, and how long they may take when somebody wants the run to end.</summary>
/// <param name="selection">The hooks of the run.</param>
internal sealed class CleanUps(HookSelection selection)
{
    /// <summary>How long all of them together may take once the run was interrupted: whoever did that waits.</summary>
    public static readonly TimeSpan AfterInterruption = TimeSpan.FromSeconds(15);

    private readonly bool _areThere = selection.Hooks.Any(hook => hook.Finally);
    private readonly bool[] _ran = new bool[selection.Plan.Hooks.Count];
    private volatile bool _isTimeOver;

    /// <summary>The run was interrupted, and their time is over.</summary>
    public bool IsTimeOver => _isTimeOver;

    /// <summary>Takes note of what came of a hook.</summary>
    public void Ended(HookReport report) => _ran[report.Hook.Index] |= report.Ran;

    /// <summary>Whether anything ran that a hook depends on, directly or through others.</summary>
    public bool IsNeeded(PlannedHook hook) =>
        new DependencyGraph(selection.Plan.Requirements).Closure([hook.Index]).Zip(_ran).Any(pair => pair is { First: true, Second: true });

    /// <summary>What is told where their time was over before all was done; <see langword="null"/> where it was not.</summary>
    /// <param name="reports">What came of all hooks.</param>
    public Problem? CutOff(IReadOnlyList<HookReport> reports)
    {
        if (!_isTimeOver)
        {
            return null;
        }

        var (ended, never) = (NamesOf(HookOutcome.Cancelled, _ => true), NamesOf(HookOutcome.Skipped, IsNeeded));
        return ended.Length + never.Length == 0 ? null : new Problem(Codes.Skipped, FormattableString.Invariant(
            $"Clean-up was cut off, as all of it has {AfterInterruption.TotalSeconds} seconds once a run is interrupted: {ended}{(ended.Length == 0 ? "" : " ended before it was done")}{(ended.Length > 0 && never.Length > 0 ? ", " : "")}{never}{(never.Length == 0 ? "" : " did not run")}. What that cleans up after may be left: look after it yourself"));

        string NamesOf(HookOutcome outcome, Func<PlannedHook, bool> isMeant) =>
            string.Join(
                ", ",
                reports.Where(report => report.Hook.Finally && report.Outcome == outcome && isMeant(report.Hook)).Select(report => $"'{report.Hook.Name}'"));
    }

    /// <summary>Begins to count their time.</summary>
    /// <returns>What ends the count; <see langword="null"/> where there are none.</returns>
    public ITimer? Limit(TimeProvider clock, Action wake) => !_areThere ? null : clock.CreateTimer(
        _ =>
        {
            _isTimeOver = true;
            wake();
        },
        state: null,
        AfterInterruption,
        Timeout.InfiniteTimeSpan);
}
