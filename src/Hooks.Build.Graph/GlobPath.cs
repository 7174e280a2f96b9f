using System.Text;

namespace Hooks.Build.Graph;

/// <summary>A pattern without alternatives: segments, of which null stands for <c>**</c>. The last one is never null.</summary>
internal sealed class GlobPath
{
    private readonly GlobSegment?[] _segments;
    private readonly string? _literal;
    private readonly string? _suffix;
    private readonly string? _name;
    private GlobEnds? _ends;

    public GlobPath(GlobSegment?[] segments)
    {
        _segments = segments;
        var literals = Array.ConvertAll(segments, segment => segment?.Literal);
        if (Array.TrueForAll(literals, literal => literal is not null))
            _literal = string.Join("/", literals);

        if (segments.Length == 2 && segments[0] is null)
        {
            _suffix = segments[1]!.Suffix;
            _name = literals[1];
        }
    }

    /// <summary>The segments; null stands for <c>**</c>.</summary>
    public IReadOnlyList<GlobSegment?> Segments => _segments;

    /// <summary>What all matches begin and end with.</summary>
    public GlobEnds Ends => _ends ??= new GlobEnds(LiteralEnd(fromEnd: false), LiteralEnd(fromEnd: true));

    /// <summary>The product of the lengths: what it takes to compare the two.</summary>
    public long WorkWith(GlobPath other) => (long)_segments.Length * other._segments.Length * 4;

    public bool IsMatch(string path)
    {
        if (path.Length == 0)
            return false;

        if (_literal is not null)
            return string.Equals(path, _literal, StringComparison.Ordinal);

        if (_name is not null)
            return path.EndsWith(_name, StringComparison.Ordinal) && (path.Length == _name.Length || path[path.Length - _name.Length - 1] == '/');

        return _suffix is not null ? path.EndsWith(_suffix, StringComparison.Ordinal) : MatchesSegments(path);
    }

    public bool Overlaps(GlobPath other) =>
        GlobAlignment.Overlap(_segments, other._segments, segment => segment is null, (mine, theirs) => mine!.Overlaps(theirs!));

    public bool Covers(GlobPath other) =>
        GlobAlignment.Covers(_segments, other._segments, segment => segment is null, (mine, theirs) => mine!.Covers(theirs!));

    // Goes back to the last `**` only: what an earlier one could take instead, the last one can take as well.
    private bool MatchesSegments(string path)
    {
        var segment = 0;
        var position = 0;
        var afterStars = -1;
        var retry = 0;
        while (position <= path.Length)
        {
            if (segment < _segments.Length && _segments[segment] is null)
            {
                afterStars = ++segment;
                retry = position;
                continue;
            }

            var end = EndOfSegment(path, position);
            if (segment < _segments.Length && _segments[segment]!.IsMatch(path, position, end))
            {
                segment++;
                position = end + 1;
            }
            else if (afterStars >= 0)
            {
                segment = afterStars;
                position = retry = EndOfSegment(path, retry) + 1;
            }
            else
            {
                return false;
            }
        }

        return segment == _segments.Length;
    }

    private string LiteralEnd(bool fromEnd)
    {
        if (_literal is not null)
            return _literal;

        var text = new StringBuilder();
        for (var i = 0; i < _segments.Length; i++)
        {
            // Before a `**` there is a '/', after one maybe not.
            var segment = _segments[fromEnd ? _segments.Length - 1 - i : i];
            if (i > 0 && (segment is not null || !fromEnd))
                text.Append('/');
            if (segment is null || !segment.AppendLiteralEnd(text, fromEnd))
                break;
        }

        return fromEnd ? Reversed(text) : text.ToString();
    }

    private static string Reversed(StringBuilder text)
    {
        var characters = new char[text.Length];
        for (var i = 0; i < characters.Length; i++)
            characters[i] = text[text.Length - 1 - i];

        return new string(characters);
    }

    private static int EndOfSegment(string path, int start)
    {
        var slash = path.IndexOf('/', start);
        return slash < 0 ? path.Length : slash;
    }
}
