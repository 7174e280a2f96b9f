namespace Hooks.Build.Graph;

/// <summary>What all paths that a pattern matches begin and end with: two patterns that differ in either share no path, which settles most questions at once.</summary>
/// <param name="Start">The beginning.</param>
/// <param name="End">The end.</param>
internal sealed record GlobEnds(string Start, string End)
{
    private readonly (ulong Bits, ulong Mask) _start = Pack(Start.Length, i => Start[i]);
    private readonly (ulong Bits, ulong Mask) _end = Pack(End.Length, i => End[End.Length - 1 - i]);

    /// <summary>The ends that several patterns have in common.</summary>
    public static GlobEnds Of(IReadOnlyList<GlobPath> paths)
    {
        var (start, end) = (paths[0].Ends.Start, paths[0].Ends.End);
        for (var i = 1; i < paths.Count; i++)
        {
            var ends = paths[i].Ends;
            start = start.Substring(0, Common(start, ends.Start, fromEnd: false));
            end = end.Substring(end.Length - Common(end, ends.End, fromEnd: true));
        }

        return new GlobEnds(start, end);
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
    private static (ulong Bits, ulong Mask) Pack(int length, Func<int, char> character)
    {
        var (bits, mask) = (0UL, 0UL);
        for (var i = 0; i < Math.Min(length, 4); i++)
        {
            bits |= (ulong)character(i) << (16 * i);
            mask |= 0xFFFFUL << (16 * i);
        }

        return (bits, mask);
    }
}
