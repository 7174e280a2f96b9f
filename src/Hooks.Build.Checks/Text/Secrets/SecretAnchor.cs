using System.Text;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>A short text that stands in, or beside, secrets of a format.</summary>
internal sealed class SecretAnchor
{
    /// <summary>How many of its bytes are searched for.</summary>
    public const int Looked = 4;

    /// <param name="text">The text; small letters where case does not count.</param>
    /// <param name="format">What reads the secret beside it.</param>
    /// <param name="ignoresCase">Whether case does not count.</param>
    /// <param name="rare">Where the bytes begin that are searched for; where they are the rarest when not given.</param>
    public SecretAnchor(ReadOnlyMemory<byte> text, SecretFormat format, bool ignoresCase = false, int? rare = null)
    {
        Text = text.ToArray();
        Format = format;
        IgnoresCase = ignoresCase;
        (Group, Rare) = rare is null ? AnchorGroups.Find(Text) : (null, rare.Value);
    }

    /// <param name="text">The text; small letters where case does not count.</param>
    /// <param name="format">What reads the secret beside it.</param>
    /// <param name="ignoresCase">Whether case does not count.</param>
    public SecretAnchor(string text, SecretFormat format, bool ignoresCase = false)
        : this(Encoding.ASCII.GetBytes(text), format, ignoresCase)
    {
    }

    public byte[] Text { get; }

    public SecretFormat Format { get; }

    /// <summary>Where in the text the bytes begin that are rarest in other text.</summary>
    public int Rare { get; }

    public bool IgnoresCase { get; }

    /// <summary>The group it is searched for in, where one is known to suit it.</summary>
    public int? Group { get; }

    /// <summary>How common those bytes of a text are that are the rarest: more for common ones.</summary>
    public static int Commonness(ReadOnlySpan<byte> text, out int rare)
    {
        rare = 0;
        var least = int.MaxValue;
        for (var i = 0; i == 0 || i + Looked <= text.Length; i++)
        {
            var sum = 0;
            for (var j = 0; j < Looked; j++)
                sum += i + j < text.Length ? ByteSet.Commonness(text[i + j]) : ByteSet.Commonness((byte)' ') * 2;

            if (sum < least)
                (least, rare) = (sum, i);
        }

        return least;
    }

    /// <summary>Whether the text stands at a position.</summary>
    public bool IsAt(ReadOnlySpan<byte> content, int start)
    {
        var text = Text;
        if (start < 0 || text.Length > content.Length - start)
            return false;

        content = content.Slice(start, text.Length);
        if (!IgnoresCase)
            return content.SequenceEqual(text);

        // Most end after a byte or two, which is less than a call of a general comparison.
        for (var i = 0; i < text.Length; i++)
        {
            if (content[i] != text[i] && !(char.IsAsciiLetterLower((char)text[i]) && (content[i] | 0x20) == text[i]))
                return false;
        }

        return true;
    }
}
