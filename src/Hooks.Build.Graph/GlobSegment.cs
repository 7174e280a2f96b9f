using System.Text;

namespace Hooks.Build.Graph;

/// <summary>What may stand between two slashes; a token is a set of characters, or null for <c>*</c>.</summary>
internal sealed class GlobSegment(GlobCharacters?[] tokens)
{
    /// <summary>The segment <c>*</c>.</summary>
    public static readonly GlobSegment Any = new([null]);

    private readonly GlobCharacters?[] _tokens = tokens;

    /// <summary>The tokens.</summary>
    public IReadOnlyList<GlobCharacters?> Tokens => _tokens;

    /// <summary>The segment's only text, or null when there are several.</summary>
    public string? Literal => LiteralFrom(0);

    /// <summary>What every match ends with, when the segment is nothing but <c>*</c> and that text; else null.</summary>
    public string? Suffix => _tokens[0] is null ? LiteralFrom(1) : null;

    /// <summary>Appends what every match begins or, backwards, ends with.</summary>
    /// <returns>Whether that is all of the segment.</returns>
    public bool AppendLiteralEnd(StringBuilder text, bool fromEnd)
    {
        for (var i = 0; i < _tokens.Length; i++)
        {
            if (_tokens[fromEnd ? _tokens.Length - 1 - i : i]?.Single is not { } character)
                return false;

            text.Append(character);
        }

        return true;
    }

    /// <summary>Whether the part of the path is a match. Goes back to the last star only, so the time is a product of the two lengths.</summary>
    public bool IsMatch(string path, int start, int end)
    {
        var token = 0;
        var position = start;
        var afterStar = -1;
        var retry = start;
        while (position < end)
        {
            if (token < _tokens.Length && _tokens[token] is null)
            {
                afterStar = ++token;
                retry = position;
            }
            else if (token < _tokens.Length && _tokens[token]!.Contains(path[position]))
            {
                token++;
                position++;
            }
            else if (afterStar >= 0)
            {
                token = afterStar;
                position = ++retry;
            }
            else
            {
                return false;
            }
        }

        while (token < _tokens.Length && _tokens[token] is null)
            token++;

        return token == _tokens.Length;
    }

    public bool Overlaps(GlobSegment other) =>
        GlobAlignment.Overlap(_tokens, other._tokens, token => token is null, (mine, theirs) => mine!.Meets(theirs!));

    public bool Covers(GlobSegment other) =>
        GlobAlignment.Covers(_tokens, other._tokens, token => token is null, (mine, theirs) => mine!.Includes(theirs!));

    private string? LiteralFrom(int start)
    {
        var text = new char[_tokens.Length - start];
        for (var i = 0; i < text.Length; i++)
        {
            if (_tokens[start + i]?.Single is not { } character)
                return null;

            text[i] = character;
        }

        return new string(text);
    }
}
