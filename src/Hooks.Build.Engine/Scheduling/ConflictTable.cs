using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>
/// Which hooks must never run at the same time: those with a common lock, and a writer with whoever reads or writes the same files.
/// A hook starts only when none it conflicts with runs; nothing is held while waiting, so there is no order to get wrong and no deadlock.
/// </summary>
internal sealed class ConflictTable
{
    private readonly List<int>[] _conflicts;
    private readonly List<List<PlannedHook>> _groups;

    public ConflictTable(HookSelection selection, bool fixing)
    {
        var hooks = selection.Hooks.ToList();
        _conflicts = new List<int>[selection.Plan.Hooks.Count];
        for (var i = 0; i < _conflicts.Length; i++)
        {
            _conflicts[i] = [];
        }

        var touched = hooks.Count > 1 ? hooks.ConvertAll(hook => new Touched(hook, Fixes(hook, fixing))) : [];
        GlobBudget budget = new();
        for (var i = 0; i < hooks.Count; i++)
        {
            for (var j = i + 1; j < hooks.Count; j++)
            {
                if (touched[i].Collides(touched[j], budget))
                {
                    _conflicts[hooks[i].Index].Add(hooks[j].Index);
                    _conflicts[hooks[j].Index].Add(hooks[i].Index);
                }
            }
        }

        _groups = CheckGroups.Of(selection, fixing);
        Join();
    }

    private ConflictTable(List<int>[] conflicts) => (_conflicts, _groups) = (conflicts, []);

    /// <summary>The table of some of the hooks, for runs that are played.</summary>
    /// <param name="selected">For each hook of the plan whether it is one of them.</param>
    /// <param name="apart">A hook that is taken to be in conflict with none; -1 for none.</param>
    public ConflictTable Among(IReadOnlyList<bool> selected, int apart = -1) =>
        new([.. _conflicts.Select((others, hook) => selected[hook] && hook != apart ? others.FindAll(other => selected[other] && other != apart) : [])]);

    /// <summary>The hooks that must not run while a hook does.</summary>
    public IReadOnlyList<int> Of(int hook) => _conflicts[hook];

    public bool IsBlocked(int hook, IReadOnlySet<int> running) => running.Count > 0 && _conflicts[hook].Exists(running.Contains);

    /// <summary>A hook has done the work of others as well, which look at nothing any more: they are in conflict with none.</summary>
    /// <returns>These others.</returns>
    public IReadOnlyList<int> Release(int hook)
    {
        List<int> others = [.. (_groups.Find(group => group.Exists(member => member.Index == hook)) ?? [])
            .Select(member => member.Index)
            .Where(other => other != hook)];
        foreach (var other in others)
        {
            _conflicts[other].ForEach(third => _conflicts[third].Remove(other));
            _conflicts[other].Clear();
        }

        return others;
    }

    /// <summary>Whether a hook may repair the files it is given.</summary>
    public static bool Fixes(PlannedHook hook, bool fixing) => fixing && (hook.Fix.Count > 0 || hook.FixesItself);

    // The first check of a group that starts does the work of all: what one of them conflicts with, all do.
    private void Join()
    {
        foreach (var group in _groups)
        {
            var members = group.Select(hook => hook.Index).ToHashSet();
            var others = members.SelectMany(member => _conflicts[member]).Where(other => !members.Contains(other)).Distinct().ToList();
            foreach (var (member, other) in members.SelectMany(member => others.Select(other => (member, other))))
            {
                if (!_conflicts[member].Contains(other))
                {
                    _conflicts[member].Add(other);
                    _conflicts[other].Add(member);
                }
            }
        }
    }
}
