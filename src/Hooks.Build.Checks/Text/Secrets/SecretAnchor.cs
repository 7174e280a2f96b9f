namespace Hooks.Build.Checks;

/// <summary>A short text that stands in, or beside, secrets of a format.</summary>
internal sealed class SecretAnchor
{
    /// <param name="text">The text; small letters where case does not count.</param>
    /// <param name="format">What reads the secret beside it.</param>
    /// <param name="rare">Where in it the four bytes begin that are rarest in other text.</param>
    /// <param name="ignoresCase">Whether case does not count.</param>
    public SecretAnchor(string text, SecretFormat format, int rare = 0, bool ignoresCase = false)
    {
        Text = System.Text.Encoding.ASCII.GetBytes(text);
        Format = format;
        Rare = rare;
        IgnoresCase = ignoresCase;
    }

    public byte[] Text { get; }

    public SecretFormat Format { get; }

    public int Rare { get; }

    public bool IgnoresCase { get; }

    /// <summary>Whether the text stands at a position.</summary>
    public bool IsAt(ReadOnlySpan<byte> content, int start) =>
        start >= 0 && start + Text.Length <= content.Length
        && (IgnoresCase ? System.Text.Ascii.EqualsIgnoreCase(content.Slice(start, Text.Length), Text) : content.Slice(start, Text.Length).SequenceEqual(Text));
}
