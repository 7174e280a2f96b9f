using System.Buffers;
using System.Runtime.InteropServices;

namespace Hooks.Build.Checks.Structured.Lines;

/// <summary>A line in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Its length, without its end.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LineOf(int Start, int Length)
{
    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\n\r\v\f"u8);

    /// <summary>The lines of a text, without those of white space alone.</summary>
    /// <param name="content">The text.</param>
    /// <param name="text">Holds the text that the lines are of; the caller gives it back to the pool.</param>
    public static List<LineOf> All(ReadOnlySpan<byte> content, out byte[] text)
    {
        text = ArrayPool<byte>.Shared.Rent(content.Length);
        content.CopyTo(text);
        List<LineOf> lines = [];
        for (var start = 0; start < content.Length;)
        {
            var length = content[start..].IndexOf((byte)'\n');
            var line = content.Slice(start, length < 0 ? content.Length - start : length);
            var kept = line.LastIndexOfAnyExcept((byte)'\r', (byte)'\n') + 1;
            if (line.IndexOfAnyExcept(WhiteSpace) >= 0)
                lines.Add(new LineOf(start, kept));
            start += line.Length + 1;
        }

        return lines;
    }
}

/// <summary>Sorts lines by their bytes; what is equal keeps its order.</summary>
/// <param name="text">The text that the lines are of.</param>
/// <param name="ignoreCase">Whether upper and lower case of ASCII are one.</param>
internal sealed class LineOrder(byte[] text, bool ignoreCase) : IComparer<LineOf>
{
    public int Compare(LineOf x, LineOf y)
    {
        ReadOnlySpan<byte> one = text.AsSpan(x.Start, x.Length);
        ReadOnlySpan<byte> other = text.AsSpan(y.Start, y.Length);
        var order = ignoreCase ? CompareLower(one, other) : one.SequenceCompareTo(other);
        return order != 0 ? order : x.Start.CompareTo(y.Start);
    }

    private static int CompareLower(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var length = Math.Min(one.Length, other.Length);
        for (var i = 0; i < length; i++)
        {
            var order = Lower(one[i]) - Lower(other[i]);
            if (order != 0)
                return order;
        }

        return one.Length.CompareTo(other.Length);
    }

    private static int Lower(byte letter) => letter is >= (byte)'A' and <= (byte)'Z' ? letter | 0x20 : letter;
}
