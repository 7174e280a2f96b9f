namespace Hooks.Build.Graph;

/// <summary>A set of characters as ranges, ascending and apart, never with '/'.</summary>
internal sealed class GlobCharacters
{
    public static readonly GlobCharacters Any = From([('/', '/')], negated: true);

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
