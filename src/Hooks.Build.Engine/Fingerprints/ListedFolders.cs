using System.Collections.Concurrent;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Fingerprints;

/// <summary>
/// The folders in which git lists something, and what lies in them beside that: files that it ignores, which are nowhere listed and are read by tools all the
/// same. Each is looked up once. Safe for several threads.
/// </summary>
/// <param name="root">Absolute path of the repository's root.</param>
/// <param name="listed">The files of the repository, by path from the root, in ordinal order.</param>
internal sealed class ListedFolders(string root, IReadOnlyList<string> listed)
{
    private readonly Lazy<List<string>> _folders = new(() => Of(listed));
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _named = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, IReadOnlyList<string>> _atDepth = [];

    /// <summary>The files of a name, by path from the root.</summary>
    public IReadOnlyList<string> Named(string name) => _named.GetOrAdd(name, key =>
    {
        var paths = _folders.Value.ConvertAll(folder => folder + key);
        var found = FileStatus.ReadMany(root, paths);
        return [.. paths.Where((_, i) => found[i].Kind is FileKind.File or FileKind.Link)];
    });

    /// <summary>All files in folders of a depth, which is 0 for the root.</summary>
    public IReadOnlyList<string> FilesAt(int depth) => _atDepth.GetOrAdd(depth, key =>
        [.. _folders.Value.Where(folder => folder.Count(character => character == '/') == key).SelectMany(folder => Files(folder))]);

    private IEnumerable<string> Files(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFiles(Path.Combine(root, folder)).Select(path => folder + Path.GetFileName(path))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Deleted, and still listed.
            return [];
        }
    }

    // With their last slash, the root as nothing.
    private static List<string> Of(IReadOnlyList<string> listed)
    {
        HashSet<string> folders = new(StringComparer.Ordinal) { "" };
        foreach (var path in listed)
        {
            for (var end = path.LastIndexOf('/'); end > 0 && folders.Add(path[..(end + 1)]); end = path.LastIndexOf('/', end - 1))
            {
                // Each folder above.
            }
        }

        return [.. folders];
    }
}
