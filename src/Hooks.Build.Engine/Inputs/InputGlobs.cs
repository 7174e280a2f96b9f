using System.Collections.Concurrent;
using System.IO.Enumeration;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Inputs;

/// <summary>
/// Finds the files that globs mean. Globs of what git lists are matched against that list. One that begins with a folder of which git lists nothing is
/// about generated files, and that folder is searched; one without wildcards means its file, whether it is there or not.
/// </summary>
/// <param name="root">Absolute path of the repository's root.</param>
/// <param name="listed">The files of the repository, by path from the root, in ordinal order.</param>
internal sealed class InputGlobs(string root, IReadOnlyList<string> listed)
{
    private readonly ConcurrentDictionary<string, bool> _searched = new(StringComparer.Ordinal);

    /// <summary>Absolute paths of the folders that were searched: in each a new file may be one that is meant.</summary>
    public IReadOnlyCollection<string> Searched => (IReadOnlyCollection<string>)_searched.Keys;

    /// <summary>The files that at least one pattern means, in no order, some perhaps twice.</summary>
    public List<string> Find(IEnumerable<string> patterns)
    {
        List<string> found = [];
        foreach (var pattern in patterns)
        {
            var wildcard = pattern.AsSpan().IndexOfAny("*?[{");
            if (wildcard < 0)
            {
                found.Add(pattern.StartsWith("./", StringComparison.Ordinal) ? pattern[2..] : pattern);
                continue;
            }

            var globs = GlobSet.Parse([pattern], []);
            var folder = pattern[..(pattern.AsSpan(0, wildcard).LastIndexOf('/') + 1)];
            foreach (var path in folder.Length > 0 && !IsListed(folder) ? Walk(folder) : listed)
            {
                if (globs.IsMatch(path))
                {
                    found.Add(path);
                }
            }
        }

        return found;
    }

    private bool IsListed(string folder)
    {
        var (low, high) = (0, listed.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(listed[middle], folder) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < listed.Count && listed[low].StartsWith(folder, StringComparison.Ordinal);
    }

    private IEnumerable<string> Walk(string folder)
    {
        var start = Path.Combine(root, folder).TrimEnd('/');
        _searched[start] = true;
        var prefix = root.Length + 1;
        return Directory.Exists(start)
            ? new FileSystemEnumerable<string>(
                start,
                (ref FileSystemEntry entry) => entry.ToFullPath()[prefix..].Replace(Path.DirectorySeparatorChar, '/'),
                new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None })
            {
                ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
                ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                    (entry.Attributes & FileAttributes.ReparsePoint) == 0 && (_searched[entry.ToFullPath()] = true),
            }
            : [];
    }
}
