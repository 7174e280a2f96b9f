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
    private readonly ConcurrentDictionary<string, bool> _known = Known(listing);

    /// <summary>Whether any file that a result depends on is one, or may be: git does not tell.</summary>
    public async Task<bool> HasAnyAsync(ResultKey key, CancellationToken cancellation)
    {
        try
        {
            // Hooks that ask at once may look twice.
            List<string> unknown = [.. key.Given.Concat(key.Beside).Where(path => !_known.ContainsKey(path)).Distinct(StringComparer.Ordinal)];
            if (unknown.Count > 0)
            {
                await LookAsync(unknown, cancellation);
            }

            return key.Given.Any(path => _known[path]) || key.Beside.Any(path => _known[path]);
        }
        catch (HooksException)
        {
            return true;
        }
    }

    private static ConcurrentDictionary<string, bool> Known(FileListing listing)
    {
        ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);
        foreach (var file in listing.Staged ?? [])
        {
            known[file.Path] = file.WorkingCopy != WorkingCopy.Same;
        }

        foreach (var path in listing.Measures.Keys)
        {
            known[path] = true;
        }

        return known;
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
            found[_paths.FromTop(PathText.Decode(entries[i].Path.Span))] = copies[i] != WorkingCopy.Same && !isLeftOut && entries[i].Mode != StagedEntry.Submodule;
        }

        foreach (var file in files)
        {
            // What is not in the commit counts as well, unless git ignores it: .gitattributes and .editorconfig decide about others.
            _known[file] = found.TryGetValue(file, out var isUnlike) ? isUnlike : isListed(file);
        }
    }
}
