using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>
/// Hooks that start before what they wait for is done, on cores that would idle. Such a hook only reads, and so does all it waits for that is not
/// done, so that it sees the same files as later. What comes of it counts once all it waits for is done and did not fail; until then nobody is told.
/// It yields to any hook that may start by right, and is tried once.
/// </summary>
internal sealed class Speculation
{
    private readonly HookSelection _selection;
    private readonly int[] _order;
    private readonly bool[] _onlyReads;
    private readonly bool[] _isTried;
    private readonly Dictionary<int, RunningHook> _early = [];

    /// <summary>Finds out which hooks may start early in a run; none where it does not ask for that.</summary>
    /// <param name="selection">The hooks.</param>
    /// <param name="request">The run.</param>
    /// <param name="order">The hooks, each after all it waits for.</param>
    public Speculation(HookSelection selection, RunRequest request, int[] order)
    {
        _selection = selection;
        _order = order;
        var count = selection.Plan.Hooks.Count;
        IsOn = request.Speculate && request.Schedule == HookSchedule.Ready && order.Length > 1;
        _onlyReads = new bool[IsOn ? count : 0];
        _isTried = new bool[IsOn ? count : 0];
        if (IsOn)
        {
            var some = false;
            foreach (var hook in order)
            {
                some |= _onlyReads[hook] = OnlyReads(selection.Plan.Hooks[hook], request.Fixing);
            }

            IsOn = some;
        }
    }

    /// <summary>Whether there is any hook that may be started early.</summary>
    public bool IsOn { get; }

    /// <summary>By how much earlier hooks ended.</summary>
    public TimeSpan Gain { get; private set; }

    /// <summary>How long hooks ran for nothing.</summary>
    public TimeSpan Waste { get; private set; }

    /// <summary>The hooks that started early and of which it is not known yet whether that counts; those that ended are among them.</summary>
    public IReadOnlyCollection<RunningHook> Early => _early.Values;

    public bool IsEarly(int hook) => _early.ContainsKey(hook);

    /// <summary>For each hook whether it and all it waits for that is not done only read.</summary>
    public bool[] FindCandidates(bool[] isDone)
    {
        var found = new bool[isDone.Length];
        foreach (var hook in _order)
        {
            found[hook] = isDone[hook] || (_onlyReads[hook] && AreAll(found, _selection.Order.DependenciesOf(hook)));
        }

        return found;
    }

    public bool IsTried(int hook) => _isTried[hook];

    public void Start(RunningHook hook)
    {
        _early.Add(hook.Hook.Index, hook);
        _isTried[hook.Hook.Index] = true;
    }

    /// <summary>All that a hook waits for is done and did not fail: if it started early, that counts from now on.</summary>
    /// <returns>The hook, where it started early and was not dropped since.</returns>
    public RunningHook? Prove(int index, TimeSpan now)
    {
        if (!_early.TryGetValue(index, out var hook) || hook.IsDropped)
        {
            return null;
        }

        _ = _early.Remove(index);
        var ahead = now - hook.Started;
        Gain += hook.Held is { } held && held.Duration < ahead ? held.Duration : ahead;
        return hook;
    }

    /// <summary>Forgets a hook that ran for nothing.</summary>
    public void Forget(RunningHook hook, TimeSpan time)
    {
        _ = _early.Remove(hook.Hook.Index);
        Waste += time;
    }

    /// <summary>What a hook that started early waits for failed, or the run stops.</summary>
    /// <returns>Whether it had ended already, so that nothing more comes of it.</returns>
    public bool Skip(int index, string why)
    {
        if (!_early.TryGetValue(index, out var hook))
        {
            return false;
        }

        if (hook.Held is { } held)
        {
            Forget(hook, held.Duration);
            return true;
        }

        hook.Drop(why);
        return false;
    }

    private static bool OnlyReads(PlannedHook hook, bool fixing) =>
        hook.Kind != HookKind.Check && (hook.Files.Count > 0 || hook.Reads.Count > 0) && !hook.NoCache && hook.Writes.Count == 0 && !ConflictTable.Fixes(hook, fixing);

    private static bool AreAll(bool[] found, IReadOnlyList<int> hooks)
    {
        foreach (var hook in hooks)
        {
            if (!found[hook])
            {
                return false;
            }
        }

        return true;
    }
}
