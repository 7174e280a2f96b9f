namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>One form of a token, such as <c>ghp_&lt;alnum 36-255&gt;</c>, found by one of its texts.</summary>
internal sealed class TokenShape : SecretFormat
{
    private const double Random = 3;
    private const double ShortRandom = 2.5;
    private const int Short = 20;

    private readonly VendorToken _token;
    private readonly TokenPart[] _parts;
    private readonly int _anchor;

    /// <param name="token">What it is a form of.</param>
    /// <param name="form">The form, without {a,b}.</param>
    public TokenShape(VendorToken token, string form)
        : base(token.Name)
    {
        (_token, _parts) = (token, TokenPart.Parse(form));
        IsLongWord = LeadingWord() >= LongWords.Least && _parts[0].Text.Length >= AnchorTable.Looked && !LongWords.IsParting(_parts[0].Text[0]);
        _anchor = IsLongWord ? 0 : Rarest();
    }

    /// <summary>Whether it always begins with a text and a word that is long, so that searching long words finds it.</summary>
    public bool IsLongWord { get; }

    /// <summary>The text it is found by.</summary>
    public ReadOnlyMemory<byte> Anchor => _parts[_anchor].Text;

    /// <summary>Whether a value is such a token and nothing else.</summary>
    public bool IsAll(ReadOnlySpan<byte> value)
    {
        var end = 0;
        return Forward(value, 0, ref end) && end == value.Length;
    }

    public override bool TryRead(ReadOnlySpan<byte> content, int start, int length, out Range secret)
    {
        secret = default;
        var (begin, end) = (start, start);
        if (!Forward(content, _anchor, ref end) || !Backward(content, ref begin) || !IsWhole(content, begin, end))
            return false;

        secret = (_token.TellsBehind ? start + length : begin)..end;
        return IsRandom(content[begin..end]) && !SecretText.IsExample(content[secret]);
    }

    private bool Forward(ReadOnlySpan<byte> content, int from, ref int end)
    {
        for (var i = from; i < _parts.Length; i++)
        {
            var part = _parts[i];
            if (part.Values is null)
            {
                // What ends a run of its own characters was read with them.
                if (content[end..].StartsWith(part.Text))
                    end += part.Text.Length;
                else if (i <= from || !content[..end].EndsWith(part.Text))
                    return false;

                continue;
            }

            var run = part.Count(content[end..]);
            if (run < part.Least || (run > part.Most && i == _parts.Length - 1))
                return false;

            end += Math.Min(run, part.Most);
        }

        return true;
    }

    private bool Backward(ReadOnlySpan<byte> content, ref int begin)
    {
        for (var i = _anchor - 1; i >= 0; i--)
        {
            var part = _parts[i];
            var before = content[..begin];
            if (part.Values is null)
            {
                if (!before.EndsWith(part.Text))
                    return false;

                begin -= part.Text.Length;
                continue;
            }

            var run = part.CountBack(before);
            if (run < part.Least || (run > part.Most && i == 0))
                return false;

            begin -= Math.Min(run, part.Most);
        }

        return true;
    }

    private bool IsWhole(ReadOnlySpan<byte> content, int begin, int end) =>
        !SecretText.IsWordAt(content, end) && !(_parts[^1].Class == "slug" && content[end - 1] == '-')
        && (_token.Anywhere || begin == 0 || !(SecretText.IsWordAt(content, begin - 1) || (_token.Alone && content[begin - 1] is (byte)'/' or (byte)'.')));

    // What is the same in all tokens says nothing.
    private bool IsRandom(ReadOnlySpan<byte> token)
    {
        var behind = _parts[0].Text.Length;
        token = token[behind..];
        return SecretText.Entropy(token) >= (_token.LeastEntropy ?? (token.Length < Short ? ShortRandom : Random));
    }

    private int LeadingWord()
    {
        var length = 0;
        foreach (var part in _parts)
        {
            if (part.Values is null ? part.Text.AsSpan().IndexOfAnyExcept(LongWords.Characters) >= 0 : !TokenClass.IsOfWords(part.Class))
                return length;

            length += part.Values is null ? part.Text.Length : part.Least;
        }

        return length;
    }

    private int Rarest()
    {
        var best = -1;
        for (var i = 0; i < _parts.Length; i++)
        {
            if (_parts[i].Text.Length >= AnchorTable.Looked
                && (best < 0 || SecretAnchor.Commonness(_parts[i].Text, out _) < SecretAnchor.Commonness(_parts[best].Text, out _)))
                best = i;
        }

        return best;
    }
}
