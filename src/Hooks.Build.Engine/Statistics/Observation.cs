using System.Runtime.InteropServices;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Statistics;

/// <summary>What one run says of a hook, or of all items of a matrix as one.</summary>
/// <param name="Time">When the run began.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Queued">How long it waited.</param>
/// <param name="ProcessorTime">Processor time; <see langword="null"/> where it is not known.</param>
/// <param name="PeakMemory">Bytes; <see langword="null"/> where it is not known.</param>
/// <param name="Ran">It was started in that run; else its result was remembered, or it had nothing to do.</param>
/// <param name="WasLookedUp">Its result was looked for among those that are remembered.</param>
/// <param name="WasRemembered">Its result was found there.</param>
/// <param name="PassedOnRetry">It failed first and passed on the same files.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Observation(
    DateTimeOffset Time, HookOutcome Outcome, TimeSpan Duration, TimeSpan Queued, TimeSpan? ProcessorTime, long? PeakMemory, bool Ran, bool WasLookedUp,
    bool WasRemembered, bool PassedOnRetry)
{
    /// <summary>It ran, and was not ended by us before it had come to a verdict.</summary>
    public bool IsVerdict =>
        Ran && Outcome is HookOutcome.Succeeded or HookOutcome.Failed or HookOutcome.TimedOut or HookOutcome.Crashed or HookOutcome.ToolNotFound;

    /// <summary>It ran as long as it takes: a tool that is not there takes no time.</summary>
    public bool IsTimed => IsVerdict && Outcome != HookOutcome.ToolNotFound;

    /// <summary>It ran and did not pass.</summary>
    public bool Failed => IsVerdict && Outcome != HookOutcome.Succeeded;

    /// <summary>What a record says.</summary>
    public static Observation Of(LoggedHook hook) => new(
        hook.Time,
        hook.Outcome,
        hook.Duration,
        hook.Queued,
        hook.ProcessorTime,
        hook.PeakMemory,
        Ran: hook.Source is ResultSource.NotRemembered or ResultSource.Miss
            && hook.Outcome is not (HookOutcome.NoFiles or HookOutcome.Skipped or HookOutcome.NotNeeded),
        WasLookedUp: hook.Source is not ResultSource.NotRemembered,
        WasRemembered: hook.Source is ResultSource.Local or ResultSource.Remote,
        hook.PassedOnRetry);

    /// <summary>
    /// The items of a matrix in one run as one: it takes from the start of the first that ran to the end of the last, fails where one fails, and is remembered
    /// where all are.
    /// </summary>
    public static Observation Of(IReadOnlyList<LoggedHook> items)
    {
        var all = items.Select(Of).ToList();
        var ran = items.Where((_, i) => all[i].Ran).ToList();
        var known = all.Where(item => item.Ran).ToList();
        return new Observation(
            items[0].Time,
            Worst(all),
            ran.Count == 0 ? default : ran.Max(item => item.Start + item.Duration) - ran.Min(item => item.Start),
            all.Max(item => item.Queued),
            known.Count == 0 || known.Exists(item => item.ProcessorTime is null)
                ? null
                : known.Aggregate(TimeSpan.Zero, (sum, item) => sum + item.ProcessorTime!.Value),
            all.Max(item => item.PeakMemory),
            Ran: known.Count > 0,
            WasLookedUp: all.TrueForAll(item => item.WasLookedUp),
            WasRemembered: all.TrueForAll(item => item.WasRemembered),
            PassedOnRetry: all.Exists(item => item.PassedOnRetry));
    }

    private static HookOutcome Worst(List<Observation> items)
    {
        ReadOnlySpan<HookOutcome> order =
            [HookOutcome.Crashed, HookOutcome.TimedOut, HookOutcome.ToolNotFound, HookOutcome.Failed, HookOutcome.Cancelled, HookOutcome.Skipped, HookOutcome.Succeeded, HookOutcome.NotNeeded];
        foreach (var outcome in order)
        {
            if (items.Exists(item => item.Outcome == outcome))
            {
                return outcome;
            }
        }

        return HookOutcome.NoFiles;
    }
}
