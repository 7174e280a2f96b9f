using System.Collections.Concurrent;
using System.IO.Enumeration;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Fingerprints;

/// <summary>
/// Finds the files that globs mean. Globs of what git lists are matched against that list. One that begins with a folder of which git lists nothing is
/// about generated files, and that folder is searched; one without wildcards means its file, whether it is there or not, and of what is a folder all in it,
/// but for what is built or installed there. Ignored files among listed ones are meant where they are named: by their whole name (<c>**/.editorconfig</c>), or
/// by a glob that says how deep (<c>config/*.json</c>).
/// </summary>
/// <param name="root">Absolute path of the repository's root.</param>
/// <param name="listed">The files of the repository, by path from the root, in ordinal order.</param>
internal sealed class InputGlobs(string root, IReadOnlyList<string> listed)
{
    private const string Wildcards = "*?[{";
    private const string AllIn = "**";
    private static readonly HashSet<string> LeftOut = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "node_modules" };
    private readonly Lazy<HashSet<string>> _listedFiles = new(() => new HashSet<string>(listed, StringComparer.Ordinal));
    private readonly ConcurrentDictionary<string, bool> _searched = new(StringComparer.Ordinal);
    private readonly ListedFolders _folders = new(root, listed);

    /// <summary>Absolute paths of the folders that were searched: in each a new file may be one that is meant.</summary>
    public IReadOnlyCollection<string> Searched => (IReadOnlyCollection<string>)_searched.Keys;

    /// <summary>The files that at least one pattern means, in no order, some perhaps twice.</summary>
    /// <param name="patterns">The patterns.</param>
    /// <param name="withIgnored">Ignored files among listed ones count: for what is read, not for what is written and put back.</param>
    public List<string> Find(IEnumerable<string> patterns, bool withIgnored)
    {
        List<string> found = [];
        foreach (var written in patterns)
        {
            var pattern = Normal(written);
            var wildcard = pattern.AsSpan().IndexOfAny(Wildcards);
            if (wildcard < 0)
            {
                if (!withIgnored || !IsFolder(pattern))
                {
                    found.Add(pattern);
                }
                else if (IsListed(pattern + "/"))
                {
                    found.AddRange(WalkBeside(pattern + "/", pattern));
                }

                continue;
            }

            var globs = GlobSet.Parse([pattern], []);
            var folder = pattern[..(pattern.AsSpan(0, wildcard).LastIndexOf('/') + 1)];
            var isListed = folder.Length == 0 || IsListed(folder);
            var candidates = isListed ? listed : Walk(folder);
            if (isListed && withIgnored)
            {
                candidates = candidates.Concat(written.EndsWith('/') && folder.Length == pattern.Length - AllIn.Length
                    ? WalkBeside(folder, pattern)
                    : Ignored(pattern));
            }

            foreach (var path in candidates)
            {
                if (globs.IsMatch(path))
                {
                    found.Add(path);
                }
            }
        }

        return found;
    }

    /// <summary>
    /// The files on disk that patterns mean beside listed files and that are not listed themselves. What is built or installed counts only where a pattern
    /// names its folder.
    /// </summary>
    public List<string> FindIgnored(IEnumerable<string> patterns)
    {
        List<string> found = [];
        List<string> apart = [];
        foreach (var pattern in patterns.Select(Normal))
        {
            var wildcard = pattern.AsSpan().IndexOfAny(Wildcards);
            if (wildcard < 0)
            {
                continue;
            }

            var folder = pattern[..(pattern.AsSpan(0, wildcard).LastIndexOf('/') + 1)];
            if (folder.Length > 0 && !IsListed(folder))
            {
                apart.Add(pattern);
                continue;
            }

            var globs = GlobSet.Parse([pattern], []);
            // Each time anew: the hook itself may have written some since.
            found.AddRange(WalkBeside(folder, pattern).Where(globs.IsMatch));
        }

        // Of generated files in a folder of their own it is known whose they are.
        var generated = GlobSet.Parse(apart, []);
        return found.FindAll(path => !_listedFiles.Value.Contains(path) && !generated.IsMatch(path));
    }

    /// <summary>The files of a name in folders of which git lists something.</summary>
    public IReadOnlyList<string> Named(string name) => _folders.Named(name);

    private IEnumerable<string> Ignored(string pattern)
    {
        var name = pattern[(pattern.LastIndexOf('/') + 1)..];
        return name.AsSpan().IndexOfAny(Wildcards) < 0 && !name.Contains('}', StringComparison.Ordinal) ? _folders.Named(name)
            : pattern.Contains("**", StringComparison.Ordinal) ? []
            : _folders.FilesAt(pattern.Count(character => character == '/'));
    }

    private bool IsFolder(string path) => IsListed(path + "/") || Directory.Exists(Path.Combine(root, path));

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

    private static string Normal(string written)
    {
        var pattern = written.StartsWith("./", StringComparison.Ordinal) ? written[2..] : written;
        return pattern.EndsWith('/') ? pattern + AllIn : pattern;
    }

    // What git ignores among what it lists; of what is built or installed only what is named.
    private IEnumerable<string> WalkBeside(string folder, string pattern) =>
        Walk(folder, name => LeftOut.Contains(name) && !pattern.Contains(name + "/", StringComparison.Ordinal));

    private IEnumerable<string> Walk(string folder, Func<string, bool>? leavesOut = null)
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
                // A link to a folder is what the link says. Git's own is never content.
                ShouldIncludePredicate = (ref FileSystemEntry entry) => (!entry.IsDirectory || (entry.Attributes & FileAttributes.ReparsePoint) != 0)
                    && entry.FileName is not ".git",
                ShouldRecursePredicate = (ref FileSystemEntry entry) =>
                    entry.FileName is not ".git"
                        && (entry.Attributes & FileAttributes.ReparsePoint) == 0
                        && leavesOut?.Invoke(entry.FileName.ToString()) != true
                        && (_searched[entry.ToFullPath()] = true),
            }
            : [];
    }
}
