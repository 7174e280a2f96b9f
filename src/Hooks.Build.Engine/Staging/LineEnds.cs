using System.Buffers;
using Hooks.Build.Engine.FileSystem;

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

    /// <summary>
    /// Whether two files are the same, or all that differs is how lines end, in the first all in one way. In what has no room in memory no line ends are looked
    /// at.
    /// </summary>
    public static bool AreAllThatDiffers(string file, string other)
    {
        if (SameBytes.Are(file, other))
        {
            return true;
        }

        if (FileStatus.Read(file).Size > Array.MaxLength || FileStatus.Read(other).Size > Array.MaxLength)
        {
            return false;
        }

        var (one, two) = (File.ReadAllBytes(file), File.ReadAllBytes(other));
        return Of(one) is not null && AreAllThatDiffers(one, two);
    }

    /// <summary>Whether two texts are the same but for their line ends.</summary>
    public static bool AreAllThatDiffers(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        while (true)
        {
            var line = Line(one, out var end);
            var otherLine = Line(other, out var otherEnd);
            if (!line.SequenceEqual(otherLine) || end < 0 || otherEnd < 0)
            {
                return line.SequenceEqual(otherLine) && end < 0 && otherEnd < 0;
            }

            one = one[end..];
            other = other[otherEnd..];
        }
    }

    /// <summary>A text with these line ends.</summary>
    public byte[] In(ReadOnlySpan<byte> text)
    {
        ArrayBufferWriter<byte> lines = new(text.Length + (IsCrLf ? text.Count((byte)'\n') : 0) + 1);
        while (true)
        {
            var line = Line(text, out var end);
            lines.Write(line);
            if (end < 0)
            {
                return lines.WrittenSpan.ToArray();
            }

            lines.Write(IsCrLf ? "\r\n"u8 : "\n"u8);
            text = text[end..];
        }
    }

    // A line without its end, and where the next one begins; -1 where there is none.
    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> text, out int next)
    {
        var end = text.IndexOf((byte)'\n');
        next = end < 0 ? -1 : end + 1;
        return end < 0 ? text : text[..(end > 0 && text[end - 1] == '\r' ? end - 1 : end)];
    }
}
