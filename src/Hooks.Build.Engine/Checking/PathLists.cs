namespace Hooks.Build.Engine.Checking;

/// <summary>Lists of paths, most of them in ordinal order: hooks with the same globs share one, and the others have parts of it.</summary>
internal static class PathLists
{
    /// <summary>All paths of some lists, each once, in ordinal order.</summary>
    public static IReadOnlyList<string> Union(IEnumerable<IReadOnlyList<string>> lists)
    {
        HashSet<object> known = new(ReferenceEqualityComparer.Instance);
        IReadOnlyList<string>[] others = [.. lists.Where(known.Add).OrderByDescending(list => list.Count)];
        if (others is not [{ } largest, ..])
        {
            return [];
        }

        HashSet<string> all = new(largest, StringComparer.Ordinal);
        var hasEachOnce = all.Count == largest.Count;
        foreach (var list in others.AsSpan(1))
        {
            all.UnionWith(list);
        }

        if (hasEachOnce && all.Count == largest.Count && IsOrdered(largest))
        {
            return largest;
        }

        string[] paths = [.. all];
        Array.Sort(paths, StringComparer.Ordinal);
        return paths;
    }

    private static bool IsOrdered(IReadOnlyList<string> paths)
    {
        for (var i = 1; i < paths.Count; i++)
        {
            if (string.CompareOrdinal(paths[i - 1], paths[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }
}
