namespace Hooks.Build.Runner.Watching;

/// <summary>The files that count, and what each held when a change of it was last heard of: one that was written as it was has not changed.</summary>
/// <param name="list">Lists the files that count: those that git tracks or would track, by path from the root.</param>
/// <param name="content">What a file holds, empty where it is not there; <see langword="null"/> where nobody can tell.</param>
internal sealed class WatchedFiles(Func<IReadOnlySet<string>> list, Func<string, string?> content)
{
    private readonly Dictionary<string, string?> _contents = new(StringComparer.Ordinal);
    private IReadOnlySet<string> _all = new HashSet<string>(StringComparer.Ordinal);
    private HashSet<string> _folders = new(StringComparer.Ordinal);

    /// <summary>Whether a change of it may be one of them, as they were last listed.</summary>
    public bool Counts(string path) => _all.Contains(path) || IsMany(path);

    /// <summary>
    /// Whether a change of it is one of files that nobody knows. Of a folder that takes the place of another the system tells the folder's name alone,
    /// and all of its files may be others then.
    /// </summary>
    public bool IsMany(string path) => path == ChangedPaths.Anything || _folders.Contains(path);

    /// <summary>Lists them anew.</summary>
    /// <returns>Whether they are others than before.</returns>
    public bool Refresh()
    {
        var before = _all;
        _all = list();
        _folders = FoldersOf(_all);
        return !_all.SetEquals(before);
    }

    /// <summary>Looks at a file of which a change was heard. The first time it has changed, as nobody knows what it was.</summary>
    public bool HasChanged(string path)
    {
        var now = content(path);
        var isAsBefore = now is not null && _contents.TryGetValue(path, out var before) && before == now;
        _contents[path] = now;
        return !isAsBefore;
    }

    /// <summary>Looks at all files of which changes were heard.</summary>
    /// <returns>One that has changed; <see langword="null"/> for none.</returns>
    public string? FirstChanged(IEnumerable<string> heard)
    {
        string? first = null;
        foreach (var path in heard)
        {
            // Each is looked at: what it holds now is what the next change is held against.
            if (IsMany(path) || (_all.Contains(path) && HasChanged(path)))
            {
                first ??= path;
            }
        }

        return first;
    }

    private static HashSet<string> FoldersOf(IEnumerable<string> files)
    {
        HashSet<string> folders = new(StringComparer.Ordinal);
        foreach (var file in files)
        {
            // Where a folder is known so are those above it.
            for (var end = file.LastIndexOf('/'); end > 0 && folders.Add(file[..end]); end = file.LastIndexOf('/', end - 1))
            {
            }
        }

        return folders;
    }
}
