using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;

namespace Hooks.Build.Engine.Selecting;

/// <summary>Lists what is about to be committed: added, changed, renamed; what is deleted apart, no submodule.</summary>
internal static class StagedFiles
{
    // The porcelain command, as it knows what to compare to before the first commit and that `git add --intent-to-add` stages nothing.
    private static readonly string[] Differing = ["diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--ignore-submodules"];

    public static async Task<FileListing> ListAsync(GitFolder folder, bool withGone, CancellationToken cancellation)
    {
        var index = FileStatus.Read(folder.Git.Repository.IndexFile, followsLinks: true);
        var changes = folder.IsTop ? StagedChanges.Read(folder.Git, withGone: true) : null;
        var entries = changes?.Entries ?? StagedEntry.Parse(await folder.RequireAsync([.. Differing, "--diff-filter=ACDMRT"], cancellation));
        var gone = entries.FindAll(entry => entry.IsGone).ConvertAll(entry => folder.FromFolder(PathText.Decode(entry.Path.Span)));
        gone.Sort(StringComparer.Ordinal);
        _ = entries.RemoveAll(entry => entry.IsGone);
        _ = changes?.Remembered.RemoveAll(entry => entry is null);
        var paths = entries.ConvertAll(entry => PathText.Decode(entry.Path.Span));
        var onDisk = FileStatus.ReadMany(folder.Git.Repository.Root, paths);
        var copies = await (changes is null
            ? WorkingCopies.CompareAsync(folder.Git, entries, onDisk, cancellation)
            : WorkingCopies.CompareAsync(folder.Git, entries, onDisk, changes.Remembered, changes.Index, cancellation));
        var files = new StagedFile[entries.Count];
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = new StagedFile(folder.FromFolder(paths[i]), entries[i].ObjectId, entries[i].Mode, copies[i]) { OnDisk = onDisk[i] };
        }

        // The order of bytes is not that of strings: surrogates sort before what they precede in UTF-8.
        Array.Sort(files, (one, other) => string.CompareOrdinal(one.Path, other.Path));
        FileListing listing = new([.. files.Select(file => file.Path)], files)
        {
            Gone = withGone ? gone : [],
            Total = GitIndex.Count(folder.Git.Repository.IndexFile),
        };
        return listing with { RequireStaged = new StagedIndex(folder, index, listing with { Gone = gone }).RequireAsync };
    }
}
