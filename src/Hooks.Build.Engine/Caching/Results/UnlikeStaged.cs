using System.Collections.Concurrent;
using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>Which files are not on disk as they are staged: what a hook at a commit found in them is not known by looking at the disk.</summary>
/// <param name="git">The repository.</param>
/// <param name="root">Absolute path of the root of the run.</param>
/// <param name="listing">What is staged.</param>
/// <param name="isListed">Whether git lists a file, tracked or not, by path from the root.</param>
internal sealed class UnlikeStaged(GitProgram git, string root, FileListing listing, Func<string, bool> isListed)
{
    private readonly RepositoryPaths _paths = new(git.Repository, root);
    // Of most commits there is none.
    private readonly HashSet<string> _staged = Staged(listing);
    private readonly ConcurrentDictionary<string, bool> _beside = new(StringComparer.Ordinal);

    /// <summary>Whether any file that a result depends on is one, or may be: git does not tell.</summary>
    public async Task<bool> HasAnyAsync(ResultKey key, CancellationToken cancellation)
    {
        // What a hook is given is staged.
        if (_staged.Count > 0 && (key.Given.Any(_staged.Contains) || key.Beside.Any(_staged.Contains)))
        {
            return true;
        }

        try
        {
            // Hooks that ask at once may look twice.
            List<string> unknown = [.. key.Beside.Where(path => !_beside.ContainsKey(path))];
            if (unknown.Count > 0)
            {
                await LookAsync(unknown, cancellation);
            }

            return key.Beside.Any(path => _beside[path]);
        }
        catch (HooksException)
        {
            return true;
        }
    }

    private static HashSet<string> Staged(FileListing listing)
    {
        HashSet<string> unlike = new(listing.Measures.Keys, StringComparer.Ordinal);
        foreach (var file in listing.Staged ?? [])
        {
            if (file.WorkingCopy != WorkingCopy.Same)
            {
                _ = unlike.Add(file.Path);
            }
        }

        return unlike;
    }

    private async Task LookAsync(List<string> files, CancellationToken cancellation)
    {
        var entries = await NamedEntries.FindAsync(git, files.ConvertAll(_paths.ToTop), [], cancellation);
        var onDisk = FileStatus.ReadMany(git.Repository.Root, entries.ConvertAll(entry => PathText.Decode(entry.Path.Span)));
        // Read before the index: should git replace it meanwhile, more is in doubt and not less.
        var written = FileStatus.Read(git.Repository.IndexFile);
        var remembered = GitIndex.Find(git.Repository.IndexFile, entries);
        var copies = await WorkingCopies.CompareAsync(git, entries, onDisk, remembered, written, cancellation);
        Dictionary<string, bool> found = new(StringComparer.Ordinal);
        for (var i = 0; i < copies.Length; i++)
        {
            // What is left out of a sparse checkout nobody finds.
            var isLeftOut = copies[i] == WorkingCopy.Missing && remembered?[i] is { IsUnwatched: true };
            found[_paths.FromTop(PathText.Decode(entries[i].Path.Span))] = copies[i] != WorkingCopy.Same
                && !isLeftOut
                && entries[i].Mode != StagedEntry.Submodule;
        }

        foreach (var file in files)
        {
            // What is not in the commit counts as well, unless git ignores it: .gitattributes and .editorconfig decide about others.
            _beside[file] = found.TryGetValue(file, out var isUnlike) ? isUnlike : isListed(file);
        }
    }
}
