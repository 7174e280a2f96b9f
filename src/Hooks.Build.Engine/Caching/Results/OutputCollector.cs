using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>Describes the files that a hook wrote, so that they can be put back without it.</summary>
internal static class OutputCollector
{
    /// <summary>Describes files.</summary>
    /// <param name="root">Absolute path of the repository's root.</param>
    /// <param name="paths">Paths from there, with <c>/</c>.</param>
    /// <returns>
    /// The files in ordinal order; <see langword="null"/> where one of them cannot be remembered: it is not there, is a link or behind one, is git's own,
    /// or cannot be read.
    /// </returns>
    public static IReadOnlyList<CachedFile>? Collect(string root, IEnumerable<string> paths)
    {
        SortedSet<string> sorted = new(paths, StringComparer.Ordinal);
        List<CachedFile> files = new(sorted.Count);
        foreach (var path in sorted)
        {
            if (Describe(root, path) is not { } file)
            {
                return null;
            }

            files.Add(file);
        }

        return files;
    }

    private static CachedFile? Describe(string root, string path)
    {
        if (OutputPath.Resolve(root, path) is not { } place)
        {
            return null;
        }

        try
        {
            using FileStream file = new(place, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var (digest, size) = HashedCopy.Copy(file, to: null);
            return digest.Length > 0 ? new CachedFile(path, digest, size, ExecutableBit.IsSet(file)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
