namespace Hooks.Build.Graph;

/// <summary>
/// What all paths that a pattern matches begin and end with: two patterns that differ in either share no path, which settles most questions at once.
/// </summary>
/// <param name="Start">The beginning.</param>
/// <param name="End">The end.</param>
internal sealed record GlobEnds(string Start, string End)
{
    private readonly (ulong Bits, ulong Mask) _start = Pack(Start, fromEnd: false);
    private readonly (ulong Bits, ulong Mask) _end = Pack(End, fromEnd: true);

    /// <summary>The ends that several patterns have in common.</summary>
    public static GlobEnds Of(GlobPath[] paths)
    {
        var first = paths[0].Ends;
        var (start, end) = (first.Start.Length, first.End.Length);
        for (var i = 1; i < paths.Length; i++)
        {
            var ends = paths[i].Ends;
            start = Math.Min(start, Common(first.Start, ends.Start, fromEnd: false));
            end = Math.Min(end, Common(first.End, ends.End, fromEnd: true));
        }

        return start == first.Start.Length && end == first.End.Length
            ? first
            : new GlobEnds(first.Start.Substring(0, start), first.End.Substring(first.End.Length - end));
    }

    /// <summary>Whether a path may have the ends of both.</summary>
    public bool Fit(GlobEnds other) =>
        ((_start.Bits ^ other._start.Bits) & _start.Mask & other._start.Mask) == 0
        && ((_end.Bits ^ other._end.Bits) & _end.Mask & other._end.Mask) == 0
        && Common(Start, other.Start, fromEnd: false) == Math.Min(Start.Length, other.Start.Length)
        && Common(End, other.End, fromEnd: true) == Math.Min(End.Length, other.End.Length);

    private static int Common(string one, string other, bool fromEnd)
    {
        var most = Math.Min(one.Length, other.Length);
        var count = 0;
        while (count < most && (fromEnd ? one[one.Length - 1 - count] == other[other.Length - 1 - count] : one[count] == other[count]))
            count++;

        return count;
    }

    // Four characters in a word: nearly all pairs are told apart by them.
    private static (ulong Bits, ulong Mask) Pack(string text, bool fromEnd)
    {
        var (bits, mask) = (0UL, 0UL);
        for (var i = 0; i < text.Length && i < 4; i++)
        {
            bits |= (ulong)text[fromEnd ? text.Length - 1 - i : i] << (16 * i);
            mask |= 0xFFFFUL << (16 * i);
        }

        return (bits, mask);
    }
}
