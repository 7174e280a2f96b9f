namespace Hooks.Build.Graph;

/// <summary>Several patterns as one deterministic automaton, made as far as it is walked: what is excluded is excluded by whichever of them.</summary>
internal sealed class GlobExclusion
{
    /// <summary>Nothing is excluded.</summary>
    public static readonly GlobExclusion None = new([]);

    private readonly GlobStates[] _patterns;
    private readonly int[] _first;
    private readonly List<int[]> _sets = [];
    private readonly Dictionary<int[], int> _indices = new(SetComparer.Instance);
    private readonly Dictionary<(int Set, char Character), int> _steps = [];

    public GlobExclusion(IReadOnlyList<GlobPath> patterns)
    {
        _patterns = [.. patterns.Select(pattern => new GlobStates(pattern, starsTakeOne: false))];
        _first = new int[_patterns.Length + 1];
        var states = new List<int>();
        for (var i = 0; i < _patterns.Length; i++)
        {
            _first[i + 1] = _first[i] + _patterns[i].End + 1;
            Add(i, state: 0, states);
        }

        Start = IndexOf(states);
    }

    /// <summary>The set of states before the first character.</summary>
    public int Start { get; }

    /// <summary>How many states a set has.</summary>
    public int SizeOf(int set) => _sets[set].Length;

    /// <summary>Whether a path that leads to the set is excluded.</summary>
    public bool Excludes(int set) => Array.Exists(_sets[set], state => Array.BinarySearch(_first, state + 1) > 0);

    /// <summary>Adds the sets of characters that the next step tells apart.</summary>
    public void AddTold(int set, List<GlobCharacters> told)
    {
        foreach (var state in _sets[set])
        {
            var pattern = PatternOf(state);
            if (_patterns[pattern].On(state - _first[pattern]) is { } on)
                told.Add(on);
        }
    }

    /// <summary>The set after one more character.</summary>
    public int Next(int set, char character)
    {
        if (_patterns.Length == 0)
            return set;
        if (_steps.TryGetValue((set, character), out var next))
            return next;

        var states = new List<int>();
        foreach (var state in _sets[set])
        {
            var pattern = PatternOf(state);
            Add(pattern, Step(_patterns[pattern], state - _first[pattern], character), states);
        }

        _steps.Add((set, character), next = IndexOf(states));
        return next;
    }

    private static int Step(GlobStates pattern, int state, char character) =>
        character == '/' ? pattern.Slash(state) : pattern.On(state)?.Contains(character) == true ? pattern.Next(state) : GlobStates.None;

    // With all states that it takes no character to get to.
    private void Add(int pattern, int state, List<int> states)
    {
        for (; state != GlobStates.None; state = _patterns[pattern].Free(state))
            states.Add(_first[pattern] + state);
    }

    private int PatternOf(int state)
    {
        var at = Array.BinarySearch(_first, state);
        return at >= 0 ? at : ~at - 1;
    }

    private int IndexOf(List<int> states)
    {
        states.Sort();
        int[] set = [.. states.Where((state, i) => i == 0 || state != states[i - 1])];
        if (!_indices.TryGetValue(set, out var index))
        {
            _indices.Add(set, index = _sets.Count);
            _sets.Add(set);
        }

        return index;
    }

    private sealed class SetComparer : IEqualityComparer<int[]>
    {
        public static readonly SetComparer Instance = new();

        public bool Equals(int[]? x, int[]? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.SequenceEqual(y));

        public int GetHashCode(int[] obj)
        {
            var hash = 17;
            foreach (var item in obj)
                hash = unchecked((hash * 31) + item);

            return hash;
        }
    }
}
