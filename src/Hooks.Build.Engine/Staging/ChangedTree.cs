using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Jobs;

namespace Hooks.Build.Engine.Staging;

/// <summary>A snapshot in which a hook may change files by any means.</summary>
internal sealed class ChangedTree : IFixWork
{
    private readonly SnapshotTree _tree;
    private readonly RepositoryPaths _paths;
    private readonly Func<string, FileState, bool> _isRepair;
    private readonly List<(string File, FileState Stamp)> _before;

    /// <param name="tree">The snapshot.</param>
    /// <param name="paths">The files' names.</param>
    /// <param name="isRepair">Whether a file, by path from the top, is as a repair of another hook left it.</param>
    public ChangedTree(SnapshotTree tree, RepositoryPaths paths, Func<string, FileState, bool> isRepair)
    {
        _isRepair = isRepair;
        _tree = tree;
        _paths = paths;
        View = new HookView(paths.RootIn(tree.Path));
        _before = [.. tree.Files.Select(file => (file, Aged(tree.In(file))))];
    }

    public HookView View { get; }

    public FixChanges Changes()
    {
        List<(string, string)> changed = [];
        List<string> damaged = [];
        foreach (var (file, stamp) in _before)
        {
            var now = FileState.Of(_tree.In(file));
            if (now.Kind != stamp.Kind)
            {
                damaged.Add(_paths.FromTop(file));
            }
            else if (now != stamp && now.Kind == FileKind.File && !PathText.HasRawBytes(file))
            {
                changed.Add((_paths.FromTop(file), _tree.In(file)));
            }
        }

        return new FixChanges(changed, damaged, [.. _tree.Created().Select(_paths.FromTop)], [.. _tree.ChangedBehindLinks(_isRepair).Select(_paths.FromTop)]);
    }

    // Systems tell time in ticks of some milliseconds: a hook that is quick and keeps the length would leave no trace on a file as new as this.
    private static FileState Aged(string copy)
    {
        if (!PathText.HasRawBytes(copy) && FileState.Of(copy).Kind == FileKind.File)
        {
            File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(copy).AddSeconds(-10));
        }

        return FileState.Of(copy);
    }

    public void Delete()
    {
        try
        {
            Directory.Delete(_tree.Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It goes with the folder it is in.
        }
    }
}
