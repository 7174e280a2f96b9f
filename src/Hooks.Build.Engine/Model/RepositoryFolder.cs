namespace Hooks.Build.Engine.Model;

/// <summary>A folder of the repository, by path from its root with <c>/</c>.</summary>
internal static class RepositoryFolder
{
    /// <summary>Whether a path is below a folder.</summary>
    public static bool Has(string folder, string path) =>
        path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal);

    /// <summary>Where in a list in ordinal order the paths below a folder stand.</summary>
    public static (int First, int Count) RangeOf(string folder, IReadOnlyList<string> paths)
    {
        // The character behind the slash.
        var first = FirstFrom(folder + "/", paths);
        return (first, FirstFrom(folder + "0", paths) - first);
    }

    private static int FirstFrom(string text, IReadOnlyList<string> paths)
    {
        var (low, high) = (0, paths.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(paths[middle], text) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
