using System.Globalization;

namespace Hooks.Build.Runner.Watching;

/// <summary>Listens to the system for what changes in a repository, but in git's own folder.</summary>
internal sealed class RepositoryWatch : IDisposable
{
    private readonly string _root;
    private readonly string? _marks;
    private readonly FileSystemWatcher _watcher;
    private volatile Mark? _mark;
    private int _count;
    private bool _hasMarked;
    private volatile bool _hasHeard;

    /// <summary>Begins to listen.</summary>
    /// <param name="root">Absolute path of the repository's root.</param>
    /// <param name="folder">Absolute path of a folder for files of ours. Where it is not in the repository, git's own folder is taken, if that is.</param>
    /// <exception cref="IOException">The system has no room for so many folders.</exception>
    public RepositoryWatch(string root, string? folder = null)
    {
        _root = root;
        var git = Path.Combine(root, ".git");
        _marks = MarksIn(folder) ?? (Directory.Exists(git) ? MarksIn(git) : null);
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

    /// <summary>
    /// Waits until all that was written before is among <see cref="Changes"/>. The system tells of it some time later, but in order: when a file that is made
    /// now is told of, all before it was.
    /// </summary>
    /// <param name="patience">How long it waits at most.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Whether it is so; <see langword="false"/> where nobody can tell.</returns>
    public bool CatchUp(TimeSpan patience, CancellationToken cancellation)
    {
        // Where the system told of none yet it never will (a network's file system, a link); where it was late once it is only busy.
        if (_marks is null || (_hasMarked && !_hasHeard))
        {
            return false;
        }

        Mark mark = new(string.Create(CultureInfo.InvariantCulture, $"{_marks}{++_count}"));
        var file = Path.Combine(_root, mark.Path);
        _mark = mark;
        try
        {
            using FileStream made = new(
                file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.DeleteOnClose);
            _hasMarked = true;
            return mark.Heard.Task.Wait(patience, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return false;
        }
        finally
        {
            _mark = null;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _watcher.Dispose();

    // From the root, without the number at the end.
    private string? MarksIn(string? folder)
    {
        if (folder is null
            || Path.GetRelativePath(_root, folder) is not { } relative
            || relative.StartsWith("..", StringComparison.Ordinal)
            || Path.IsPathRooted(relative))
        {
            return null;
        }

        try
        {
            _ = Directory.CreateDirectory(folder);
            return relative.Replace(Path.DirectorySeparatorChar, '/').TrimEnd('/') + "/hooks-heard.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Add(string path)
    {
        var relative = Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/');
        if (_marks is not null && relative.StartsWith(_marks, StringComparison.Ordinal))
        {
            _hasHeard = true;
            if (_mark is { } mark && mark.Path == relative)
            {
                _ = mark.Heard.TrySetResult();
            }
        }
        else if (relative is not (".git" or ".") && !relative.StartsWith(".git/", StringComparison.Ordinal))
        {
            Changes.Add(relative);
        }
    }

    /// <summary>A file that is made to be heard of.</summary>
    private sealed record Mark(string Path)
    {
        public TaskCompletionSource Heard { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
