using Hooks.Build.Engine.FileSystem;
namespace Hooks.Build.Engine.Caching.Store;

/// <summary>How much one result may put back, and whether its files can all be there at once. An entry may come from anybody.</summary>
internal static class OutputLimits
{
    /// <summary>How many files.</summary>
    public const int MostFiles = 20_000;

    /// <summary>How many bytes together.</summary>
    public const long MostBytes = 1L << 30;

    /// <summary>How long a path may be: no system takes more, and each of its folders is looked at.</summary>
    public const int LongestPath = 1024;

    /// <summary>What putting back may take where nothing is known of the hook.</summary>
    public static TimeSpan Least { get; } = TimeSpan.FromSeconds(10);

    /// <summary>What it may take at most.</summary>
    public static TimeSpan Most { get; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the files are not too many, not too large, each there once, and none a folder of another.</summary>
    public static bool Allow(IReadOnlyList<CachedFile> files)
    {
        if (files.Count > MostFiles)
        {
            return false;
        }

        HashSet<string> paths = new(files.Count, PathCase.Comparer);
        var left = MostBytes;
        foreach (var file in files)
        {
            if (file.Size < 0 || file.Size > left || file.Path.Length > LongestPath || !paths.Add(file.Path))
            {
                return false;
            }

            left -= file.Size;
        }

        HashSet<string> folders = new(PathCase.Comparer);
        foreach (var file in files)
        {
            for (var end = file.Path.LastIndexOf('/'); end > 0 && folders.Add(file.Path[..end]); end = file.Path.LastIndexOf('/', end - 1))
            {
                if (paths.Contains(file.Path[..end]))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
