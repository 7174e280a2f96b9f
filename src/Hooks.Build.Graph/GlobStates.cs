namespace Hooks.Build.Graph;

/// <summary>
/// A pattern as an automaton over characters. From a state it goes on with a set of characters, with a '/', or with nothing; 0 is the first state.
/// </summary>
internal sealed class GlobStates
{
    /// <summary>Stands for "nowhere".</summary>
    public const int None = -1;

    private readonly List<(GlobCharacters? On, int Next, int Slash, int Free)> _states = [];

    /// <summary>Makes the automaton.</summary>
    /// <param name="path">The pattern.</param>
    /// <param name="starsTakeOne">Whether <c>*</c> stands for one character at least, as a name that people would give does.</param>
    public GlobStates(GlobPath path, bool starsTakeOne)
    {
        for (var i = 0; i < path.Segments.Count; i++)
        {
            if (path.Segments[i] is { } segment)
                Add(segment, isLast: i == path.Segments.Count - 1, starsTakeOne);
            else
                AddDoubleStar();
        }
    }

    /// <summary>The state in which the path may end.</summary>
    public int End => _states.Count;

    /// <summary>The characters with which it goes on from a state, or null.</summary>
    public GlobCharacters? On(int state) => state < End ? _states[state].On : null;

    /// <summary>Where these lead.</summary>
    public int Next(int state) => _states[state].Next;

    /// <summary>Where a '/' leads, or <see cref="None"/>.</summary>
    public int Slash(int state) => state < End ? _states[state].Slash : None;

    /// <summary>Where it gets without a character, or <see cref="None"/>.</summary>
    public int Free(int state) => state < End ? _states[state].Free : None;

    private void Add(GlobSegment segment, bool isLast, bool starsTakeOne)
    {
        foreach (var token in segment.Tokens)
        {
            if (token is null && starsTakeOne)
                _states.Add((GlobCharacters.Any, End + 1, None, None));

            _states.Add(token is null ? (GlobCharacters.Any, End, None, End + 1) : (token, End + 1, None, None));
        }

        if (!isLast)
            _states.Add((null, None, End + 1, None));
    }

    // Outside of a segment it may be left, inside of one it must be gone through to its '/'.
    private void AddDoubleStar()
    {
        var outside = End;
        _states.Add((GlobCharacters.Any, outside + 1, None, outside + 2));
        _states.Add((GlobCharacters.Any, outside + 1, outside, None));
    }
}
