namespace Hooks.Build.Graph;

/// <summary>
/// Compares two patterns item by item, where an item is either one symbol or a repeat, any number of symbols of any kind.
/// The same for tokens in a segment and for segments in a path. Bottom-up over all pairs of positions, so the time is a product of the lengths.
/// </summary>
internal static class GlobAlignment
{
    /// <summary>Whether some text matches both. <paramref name="meet"/> says it for two symbols; every symbol matches something.</summary>
    public static bool Overlap<T>(T[] one, T[] other, Func<T, bool> isRepeat, Func<T, T, bool> meet) =>
        Run(one, other, (i, j, known) =>
        {
            if (i < one.Length && isRepeat(one[i]))
                return known[i + 1][j] || (j < other.Length && known[i][j + 1]);

            if (j < other.Length && isRepeat(other[j]))
                return known[i][j + 1] || (i < one.Length && known[i + 1][j]);

            return i < one.Length && j < other.Length && known[i + 1][j + 1] && meet(one[i], other[j]);
        });

    /// <summary>
    /// Whether <paramref name="outer"/> certainly matches all that <paramref name="inner"/> matches. False does not mean that it does not.
    /// </summary>
    public static bool Covers<T>(T[] outer, T[] inner, Func<T, bool> isRepeat, Func<T, T, bool> includes) =>
        Run(outer, inner, (i, j, known) =>
        {
            if (i < outer.Length && isRepeat(outer[i]))
                return known[i + 1][j] || (j < inner.Length && known[i][j + 1]);

            return i < outer.Length && j < inner.Length && !isRepeat(inner[j]) && known[i + 1][j + 1] && includes(outer[i], inner[j]);
        });

    private static bool Run<T>(T[] one, T[] other, Func<int, int, bool[][], bool> step)
    {
        var known = new bool[one.Length + 1][];
        for (var i = one.Length; i >= 0; i--)
        {
            known[i] = new bool[other.Length + 1];
            for (var j = other.Length; j >= 0; j--)
                known[i][j] = (i == one.Length && j == other.Length) || step(i, j, known);
        }

        return known[0][0];
    }
}
