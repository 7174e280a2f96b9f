using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Model;

/// <summary>What names mean in a plan, without case: a hook, or all items of a matrix.</summary>
internal sealed class PlanNames
{
    private readonly Dictionary<string, IReadOnlyList<int>> _meanings;
    private readonly List<int> _doubled = [];
    private readonly IReadOnlyList<PlannedHook> _hooks;

    public PlanNames(IReadOnlyList<PlannedHook> hooks)
    {
        _hooks = hooks;
        _meanings = new(hooks.Count, StringComparer.OrdinalIgnoreCase);
        Dictionary<string, List<int>>? matrices = null;
        for (var i = 0; i < hooks.Count; i++)
        {
            if (!_meanings.TryAdd(hooks[i].Name, [i]))
            {
                _doubled.Add(i);
            }

            if (hooks[i].Matrix is { } matrix)
            {
                matrices ??= new(StringComparer.OrdinalIgnoreCase);
                if (!matrices.TryGetValue(matrix, out var items))
                {
                    matrices.Add(matrix, items = []);
                }

                items.Add(i);
            }
        }

        foreach (var (matrix, items) in matrices ?? [])
        {
            if (!_meanings.TryAdd(matrix, items))
            {
                _doubled.Add(items[0]);
            }
        }
    }

    /// <summary>Hooks whose name another has.</summary>
    public IReadOnlyList<int> Doubled => _doubled;

    /// <summary>The indices of the hooks that a name means; none where it means nothing.</summary>
    public IReadOnlyList<int> Find(string name) => _meanings.GetValueOrDefault(name) ?? OfItem(name);

    /// <summary>What is told of a hook that depends on what is none.</summary>
    public string Unknown(PlannedHook hook, string name)
    {
        var closest = NameSuggestion.Closest(name, _meanings.Keys);
        return $"Hook '{hook.Name}' depends on '{name}', which is not a hook{(closest is null ? "" : $"; did you mean '{closest}'?")}";
    }

    // Which items there are is known only when hooks run, and there may be none.
    private IReadOnlyList<int> OfItem(string name) =>
        name.EndsWith(']')
            && name.IndexOf('[', StringComparison.Ordinal) is > 0 and var open
            && _meanings.GetValueOrDefault(name[..open]) is [var only]
            && _hooks[only].MatrixOf.Count > 0 ? [only] : [];
}
