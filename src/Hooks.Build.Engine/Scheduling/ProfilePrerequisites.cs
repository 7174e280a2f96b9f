using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>
/// The profiles of a run as groups of hooks. Profiles run at once, up to a number; one that stops does not stop the others. A run without
/// profiles is one group of all hooks.
/// </summary>
internal sealed class ProfilePrerequisites
{
    private readonly IReadOnlyList<string> _names;
    private readonly List<int>[] _groupsOfHook;
    private readonly bool[] _active;
    private readonly bool[] _stopped;
    private readonly int[] _left;

    public ProfilePrerequisites(HookSelection selection, int mostAtOnce)
    {
        _names = selection.Profiles.Count == 0 ? [""] : selection.Profiles;
        _groupsOfHook = new List<int>[selection.Plan.Hooks.Count];
        _left = new int[_names.Count];
        foreach (var hook in selection.Plan.Hooks)
        {
            _groupsOfHook[hook.Index] = selection.Selected[hook.Index] ? GroupsOf(hook) : [];
            _groupsOfHook[hook.Index].ForEach(group => _left[group]++);
        }

        _active = new bool[_names.Count];
        _stopped = new bool[_names.Count];
        var room = mostAtOnce <= 0 ? _names.Count : mostAtOnce;
        for (var group = 0; group < _names.Count; group++)
        {
            // A profile without hooks in this run never ends, so it must take no place.
            _active[group] = _left[group] == 0 || room-- > 0;
        }
    }

    public bool IsActive(int hook) => _groupsOfHook[hook].Exists(group => _active[group]);

    public bool IsStopped(int hook) => _groupsOfHook[hook].TrueForAll(group => _stopped[group]);

    /// <summary>Stops the hook's groups.</summary>
    public void Stop(int hook) => _groupsOfHook[hook].ForEach(group => _stopped[group] = true);

    public void StopAll() => Array.Fill(_stopped, value: true);

    public bool Contains(string profile, int hook) => _groupsOfHook[hook].Contains(_names.ToList().IndexOf(profile));

    /// <summary>Counts a hook as ended, lets the next profile in for each that is complete, and names those.</summary>
    public IReadOnlyList<string> End(int hook)
    {
        List<string> complete = [];
        foreach (var group in _groupsOfHook[hook])
        {
            if (--_left[group] == 0)
            {
                _ = ActivateNext();
                if (_names[group].Length > 0)
                {
                    complete.Add(_names[group]);
                }
            }
        }

        return complete;
    }

    /// <summary>Lets the next profile in, where a hook waits for one of a profile that is not in yet.</summary>
    public bool ActivateNext()
    {
        var next = Array.IndexOf(_active, value: false);
        if (next < 0)
        {
            return false;
        }

        _active[next] = true;
        return true;
    }

    private List<int> GroupsOf(PlannedHook hook)
    {
        List<int> groups = [];
        for (var group = 0; group < _names.Count; group++)
        {
            if (_names[group].Length == 0 || hook.Profiles.Contains(_names[group], StringComparer.OrdinalIgnoreCase))
            {
                groups.Add(group);
            }
        }

        return groups;
    }
}
