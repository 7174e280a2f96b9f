namespace Hooks.Build.Engine.Staging;

/// <summary>How the lines of a text end, all of them.</summary>
/// <param name="IsCrLf">By carriage return and line feed; else by line feed alone.</param>
internal sealed record LineEnds(bool IsCrLf)
{
    /// <returns>Nothing where the ends are mixed, or it is no text.</returns>
    public static LineEnds? Of(ReadOnlySpan<byte> text)
    {
        var lines = text.Count((byte)'\n');
        var pairs = text.Count("\r\n"u8);
        var isPlain = !text.Contains((byte)0) && text.Count((byte)'\r') == pairs && (pairs == 0 || pairs == lines);
        return isPlain ? new LineEnds(pairs > 0) : null;
    }

    /// <summary>Whether two texts are the same but for their line ends.</summary>
    public static bool AreAllThatDiffers(byte[] one, byte[] other) => WithLf(one).AsSpan().SequenceEqual(WithLf(other));

    /// <summary>A text with these line ends.</summary>
    public byte[] In(byte[] text)
    {
        var lines = WithLf(text);
        return IsCrLf ? [.. lines.SelectMany(value => value == '\n' ? (byte[])[(byte)'\r', value] : [value])] : lines;
    }

    private static byte[] WithLf(byte[] text) => [.. text.Where((value, i) => value != '\r' || i + 1 == text.Length || text[i + 1] != '\n')];
}
