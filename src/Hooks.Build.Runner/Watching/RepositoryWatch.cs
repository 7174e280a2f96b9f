namespace Hooks.Build.Runner.Watching;

/// <summary>Listens to the system for what changes in a repository, but in git's own folder.</summary>
internal sealed class RepositoryWatch : IDisposable
{
    private readonly string _root;
    private readonly FileSystemWatcher _watcher;

    /// <summary>Begins to listen.</summary>
    /// <param name="root">Absolute path of the repository's root.</param>
    /// <exception cref="IOException">The system has no room for so many folders.</exception>
    public RepositoryWatch(string root)
    {
        _root = root;
        _watcher = new FileSystemWatcher(root)
        {
            IncludeSubdirectories = true,
            InternalBufferSize = 64 * 1024,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        _watcher.Changed += (_, change) => Add(change.FullPath);
        _watcher.Created += (_, change) => Add(change.FullPath);
        _watcher.Deleted += (_, change) => Add(change.FullPath);
        _watcher.Renamed += (_, change) =>
        {
            Add(change.OldFullPath);
            Add(change.FullPath);
        };
        // What was lost is found out by listing; a run looks at everything.
        _watcher.Error += (_, error) =>
        {
            if (error.GetException() is InternalBufferOverflowException)
            {
                Changes.Add(ChangedPaths.Anything);
                return;
            }

            Changes.Break($"changes in {_root} cannot be heard of any more: {error.GetException().Message}");
        };
        _watcher.EnableRaisingEvents = true;
    }

    /// <summary>What changed.</summary>
    public ChangedPaths Changes { get; } = new(TimeProvider.System);

    /// <inheritdoc />
    public void Dispose() => _watcher.Dispose();

    private void Add(string path)
    {
        var relative = Path.GetRelativePath(_root, path).Replace('\\', '/');
        if (relative is not (".git" or ".") && !relative.StartsWith(".git/", StringComparison.Ordinal))
        {
            Changes.Add(relative);
        }
    }
}
