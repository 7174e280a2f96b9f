using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Scheduling;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Statistics;

/// <summary>A run of the log that can be played again, with the times it had and otherwise.</summary>
internal sealed class RunReplay
{
    // Who asks for cores of less than that is measured too badly.
    private static readonly TimeSpan ShortestTelling = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<int, LoggedHook> _hooks;
    private readonly HookSelection _selection;
    private readonly bool[] _selected;
    private readonly ConflictTable _conflicts;
    private readonly int _cores;
    private readonly int _maxParallel;

    private RunReplay(HookPlan plan, PastRun run, Dictionary<int, LoggedHook> hooks, ConflictTable conflicts)
    {
        _hooks = hooks;
        _selected = [.. plan.Hooks.Select(hook => hooks.ContainsKey(hook.Index))];
        _selection = HookSelection.OfPast(plan, _selected);
        _conflicts = conflicts;
        _cores = Math.Max(1, run.Record!.Cores);
        _maxParallel = Math.Max(1, run.Record.MaxParallel);
        Actual = (hooks.Values.Max(EndOf) - hooks.Values.Min(hook => hook.Start)).TotalSeconds;
        Played = Play(Durations());
        CriticalPath = RunTimeline.CriticalPath(hooks.Keys, hook => EndOf(hooks[hook]), _selection.Order.DependenciesOf);
    }

    /// <summary>Seconds from the start of its first hook to the end of its last.</summary>
    public double Actual { get; }

    /// <summary>The same, played again.</summary>
    public double Played { get; }

    /// <summary>The hook that ended last, before it the one of those it waits for that ended last, and so on; by index, in the order of time.</summary>
    public IReadOnlyList<int> CriticalPath { get; }

    /// <summary>Played again it takes about as long as it did: only then is it worth while to play it otherwise.</summary>
    public bool IsFaithful
    {
        get
        {
            const double Margin = 0.05;
            const double Part = 0.2;
            return Math.Abs(Played - Actual) <= Margin + (Part * Actual);
        }
    }

    /// <summary>Whether a run can be played: it came to its end, and the plan has all of its hooks.</summary>
    /// <param name="plan">The plan as it is now.</param>
    /// <param name="indices">The plan's hooks by name.</param>
    /// <param name="run">The run.</param>
    /// <param name="conflicts">Which hooks of the plan must not run together.</param>
    /// <returns><see langword="null"/> where it cannot.</returns>
    public static RunReplay? Of(HookPlan plan, IReadOnlyDictionary<string, int> indices, PastRun run, ConflictTable conflicts)
    {
        if (!run.IsWhole)
        {
            return null;
        }

        Dictionary<int, LoggedHook> hooks = [];
        foreach (var hook in run.Hooks.Where(hook => TookPart(hook.Outcome)))
        {
            if (!indices.TryGetValue(hook.Hook, out var index) || !hooks.TryAdd(index, hook))
            {
                return null;
            }
        }

        return hooks.Count == 0 ? null : new RunReplay(plan, run, hooks, conflicts);
    }

    /// <summary>Whether a hook ran in it, and did not have its result from elsewhere.</summary>
    public bool Ran(int hook) => _hooks.TryGetValue(hook, out var record) && Observation.Of(record).IsVerdict;

    /// <summary>Seconds that a hook took.</summary>
    public double Seconds(int hook) => _hooks[hook].Duration.TotalSeconds;

    /// <summary>Seconds that a hook waited.</summary>
    public double Waited(int hook) => _hooks[hook].Queued.TotalSeconds;

    /// <summary>How much shorter it would be if a hook took a part of its time.</summary>
    public double SavedWithPart(int hook, double part)
    {
        var durations = Durations();
        durations[hook] *= part;
        return Played - Play(durations);
    }

    /// <summary>How much shorter it would be if a hook could run beside all others.</summary>
    public double SavedWithoutConflictsOf(int hook) => Played - Play(Durations(), apart: hook);

    /// <summary>How much shorter it would be on twice as many cores.</summary>
    public double SavedWithTwiceTheCores() => Played - Play(Durations(), times: 2);

    private static bool TookPart(HookOutcome outcome) =>
        outcome is HookOutcome.Succeeded or HookOutcome.Failed or HookOutcome.TimedOut or HookOutcome.Crashed or HookOutcome.ToolNotFound;

    private static TimeSpan EndOf(LoggedHook hook) => hook.Start + hook.Duration;

    private double[] Durations()
    {
        var durations = new double[_selected.Length];
        foreach (var (index, hook) in _hooks)
        {
            durations[index] = hook.Duration.TotalSeconds;
        }

        return durations;
    }

    private double Play(double[] durations, int apart = -1, int times = 1)
    {
        HookForecast[] forecasts = [.. durations.Select((seconds, index) => new HookForecast(
            TimeSpan.FromSeconds(seconds), _hooks.TryGetValue(index, out var hook) ? WeightOf(hook) : 0, IsLearned: true))];
        return ScheduleSimulation.Play(_selection, forecasts, _conflicts.Among(_selected, apart), _maxParallel * times, _cores * times);
    }

    private static double WeightOf(LoggedHook hook) => hook.ProcessorTime is { } time && hook.Duration >= ShortestTelling ? time / hook.Duration : 1;
}
