namespace Hooks.Build.Graph;

/// <summary>Finds what somebody probably meant.</summary>
public static class NameSuggestion
{
    /// <summary>
    /// The candidate nearest to <paramref name="name"/> by typing mistakes (a character added, left out, replaced, or two neighbours swapped; case does not
    /// count), or null when none is within a third of the name's length, one mistake being allowed where that leaves a letter. Among equals the ordinally
    /// first.
    /// </summary>
    public static string? Closest(string name, IEnumerable<string> candidates)
    {
        var limit = Math.Max(Math.Min(1, name.Length - 1), name.Length / 3);
        string? closest = null;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) > limit)
                continue;

            var distance = Distance(name, candidate);
            if (distance > limit || (distance == limit && closest is not null && string.CompareOrdinal(closest, candidate) <= 0))
                continue;

            closest = candidate;
            limit = distance;
        }

        return closest;
    }

    private static int Distance(string one, string other)
    {
        var beforeLast = new int[other.Length + 1];
        var last = new int[other.Length + 1];
        var current = new int[other.Length + 1];
        for (var j = 0; j < last.Length; j++)
            last[j] = j;

        for (var i = 1; i <= one.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = last[j - 1] + (Same(one[i - 1], other[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replaced, 1 + Math.Min(last[j], current[j - 1]));
                if (i > 1 && j > 1 && Same(one[i - 1], other[j - 2]) && Same(one[i - 2], other[j - 1]))
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[other.Length];
    }

    private static bool Same(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
