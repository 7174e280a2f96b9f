using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Staging;

/// <summary>The snapshots of a run, in a folder that is there once the first is wanted.</summary>
internal sealed class Snapshots : IDisposable
{
    private readonly GitProgram _git;
    private readonly Lazy<PrivateFolder> _folder;
    private readonly Lazy<StagedCopies> _copies;
    private readonly List<SnapshotTree> _shared = [];

    public Snapshots(GitProgram git, Func<PrivateFolder> folder, Func<string, StagedFile?> staged)
    {
        _git = git;
        _folder = new Lazy<PrivateFolder>(folder);
        _copies = new Lazy<StagedCopies>(() => new StagedCopies(git, Folder, staged));
    }

    /// <summary>The folder of this run alone.</summary>
    public PrivateFolder Folder => _folder.Value;

    /// <summary>What the snapshots are made of.</summary>
    public StagedCopies Copies => _copies.Value;

    public void Dispose()
    {
        if (_folder.IsValueCreated)
        {
            Folder.Dispose();
        }
    }

    /// <summary>A tree with copies of files, by path from the top, for hooks that change nothing.</summary>
    /// <exception cref="HooksException">HOOK9016: it cannot be written.</exception>
    public async Task<SnapshotTree> SharedAsync(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        // A tree in which a hook may be at work is not rebuilt: other files, another tree.
        var tree = _shared.Find(tree => files.All(tree.Holds));
        if (tree is null)
        {
            tree = await TreeAsync("tree", files, cancellation);
            _shared.Add(tree);
        }

        return tree;
    }

    /// <summary>Brings a repair to the shared trees.</summary>
    public void Repair(string file, string repaired)
    {
        foreach (var tree in _shared.FindAll(tree => tree.Holds(file)))
        {
            try
            {
                File.Copy(repaired, tree.In(file), overwrite: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // No room: whoever wants the file from now on gets another tree.
                _ = _shared.Remove(tree);
            }
        }
    }

    /// <summary>Builds a tree with copies of files, by path from the top.</summary>
    public async Task<SnapshotTree> TreeAsync(string name, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        SnapshotTree? tree = null;
        _ = await CopyAsync(name, files, path => (tree = new SnapshotTree(path, _git.Repository)).MakeRoom(files), cancellation);
        return tree!;
    }

    /// <summary>Writes copies of files into a new folder.</summary>
    /// <param name="name">What the folder's name begins with.</param>
    /// <param name="files">The files, by path from the top.</param>
    /// <param name="prepare">Is done with the folder's path before.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Absolute path of the folder.</returns>
    public async Task<string> CopyAsync(string name, IReadOnlyList<string> files, Action<string> prepare, CancellationToken cancellation)
    {
        while (true)
        {
            var place = Folder.Place;
            var path = Folder.Next(name);
            try
            {
                StagedCopies.Try(path, () =>
                {
                    PrivateFolder.MakeFolder(path);
                    prepare(path);
                });
                await Copies.WriteAsync(files, path, cancellation);
                return path;
            }
            // The size of what is staged is known only once it is written: what memory has no room for goes to the disk.
            catch (HooksException) when (!Copies.IsFilterBroken && (Folder.Place != place || Folder.TryMoveOn()))
            {
                if (Directory.Exists(path))
                {
                    Directory.Delete(path, recursive: true);
                }
            }
        }
    }
}
