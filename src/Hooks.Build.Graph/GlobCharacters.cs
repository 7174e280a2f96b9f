namespace Hooks.Build.Graph;

/// <summary>A set of characters as ranges, ascending and apart, never with '/'.</summary>
internal sealed class GlobCharacters
{
    public static readonly GlobCharacters Any = From([('/', '/')], negated: true);

    // What a path looks best with. NUL is in no path; half a character is the last choice.
    private static readonly (char First, char Last)[] Preferred =
        [('a', 'z'), ('0', '9'), ('A', 'Z'), ('_', '_'), ('-', '-'), ('!', '~'), ('\u00A1', '\uD7FF'), ('\uF900', '\uFFFD'), ('\u0001', '\uFFFF')];

    private static readonly GlobCharacters?[] Ascii = new GlobCharacters?[128];

    private readonly (char First, char Last)[] _ranges;

    private GlobCharacters((char First, char Last)[] ranges) => _ranges = ranges;

    public bool IsEmpty => _ranges.Length == 0;

    /// <summary>The character, when it is the only one.</summary>
    public char? Single => _ranges.Length == 1 && _ranges[0].First == _ranges[0].Last ? _ranges[0].First : null;

    public static GlobCharacters Of(char character) =>
        character < Ascii.Length ? Ascii[character] ??= new([(character, character)]) : new([(character, character)]);

    public static GlobCharacters From(List<(char First, char Last)> ranges, bool negated)
    {
        var excluded = negated ? [.. ranges, ('/', '/')] : Complement(ranges).Append(('/', '/'));
        return new([.. Complement(excluded)]);
    }

    public bool Contains(char character)
    {
        foreach (var (first, last) in _ranges)
        {
            if (character <= last)
                return character >= first;
        }

        return false;
    }

    public bool Meets(GlobCharacters other) =>
        Array.Exists(_ranges, mine => Array.Exists(other._ranges, theirs => mine.First <= theirs.Last && theirs.First <= mine.Last));

    public bool Includes(GlobCharacters other) =>
        Array.TrueForAll(other._ranges, theirs => Array.Exists(_ranges, mine => mine.First <= theirs.First && theirs.Last <= mine.Last));

    /// <summary>Adds one character for each way in which those that are in both sets differ in being in the others, the best to look at.</summary>
    public void AddChoices(GlobCharacters other, List<GlobCharacters> others, List<char> choices)
    {
        if (Single is { } only)
        {
            if (other.Contains(only))
                choices.Add(only);
        }
        else if (other.Single is { } theirs)
        {
            if (Contains(theirs))
                choices.Add(theirs);
        }
        else if (others.Count == 0)
        {
            AddBest(ReferenceEquals(this, Any) ? other._ranges : ReferenceEquals(other, Any) ? _ranges : Common(other), choices);
        }
        else
        {
            foreach (var piece in Pieces(Common(other), others))
                AddBest(piece, choices);
        }
    }

    private List<(char First, char Last)> Common(GlobCharacters other)
    {
        var common = new List<(char First, char Last)>();
        foreach (var (first, last) in _ranges)
        {
            foreach (var theirs in other._ranges)
            {
                if (first <= theirs.Last && theirs.First <= last)
                    common.Add((first > theirs.First ? first : theirs.First, last < theirs.Last ? last : theirs.Last));
            }
        }

        return common;
    }

    private static void AddBest(IReadOnlyList<(char First, char Last)> ranges, List<char> choices)
    {
        foreach (var wanted in Preferred)
        {
            for (var i = 0; i < ranges.Count; i++)
            {
                if (ranges[i].First <= wanted.Last && wanted.First <= ranges[i].Last)
                {
                    choices.Add(ranges[i].First > wanted.First ? ranges[i].First : wanted.First);
                    return;
                }
            }
        }
    }

    private static IEnumerable<List<(char First, char Last)>> Pieces(List<(char First, char Last)> ranges, IReadOnlyList<GlobCharacters> others)
    {
        var cuts = new SortedSet<int>(others.SelectMany(set => set._ranges).SelectMany(range => new[] { range.First, range.Last + 1 }));
        var pieces = new Dictionary<string, List<(char First, char Last)>>(StringComparer.Ordinal);
        foreach (var (first, last) in ranges)
        {
            int start = first;
            foreach (var end in cuts.Where(cut => cut > first && cut <= last).Append(last + 1))
            {
                var key = new string([.. others.Select(set => set.Contains((char)start) ? '1' : '0')]);
                if (!pieces.TryGetValue(key, out var piece))
                    pieces.Add(key, piece = []);

                piece.Add(((char)start, (char)(end - 1)));
                start = end;
            }
        }

        return pieces.Values;
    }

    private static List<(char First, char Last)> Complement(IEnumerable<(char First, char Last)> ranges)
    {
        var gaps = new List<(char First, char Last)>();
        var next = 0;
        foreach (var (first, last) in ranges.OrderBy(range => range.First))
        {
            if (first > next)
                gaps.Add(((char)next, (char)(first - 1)));

            next = Math.Max(next, last + 1);
        }

        if (next <= char.MaxValue)
            gaps.Add(((char)next, char.MaxValue));

        return gaps;
    }
}
