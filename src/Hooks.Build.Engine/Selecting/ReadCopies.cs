using Hooks.Build.Engine.Git;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Selecting;

/// <summary>Makes sure that the working copies which stand for what is staged are that: of the files that hooks read, as it means to read each.</summary>
internal static class ReadCopies
{
    /// <summary>Makes sure.</summary>
    /// <param name="git">The repository; <see langword="null"/> outside of one.</param>
    /// <param name="root">Absolute path of the root of the run.</param>
    /// <param name="listing">What is staged; anything else is left as it is.</param>
    /// <param name="selection">The hooks of the run.</param>
    /// <param name="files">What each is given.</param>
    /// <param name="cancellation">Ends git.</param>
    public static async Task<FileListing> SureAsync(
        GitProgram? git, string root, FileListing listing, HookSelection selection, IReadOnlyList<string>?[] files, CancellationToken cancellation)
    {
        if (git is null || listing.Staged is not { Count: > 0 } staged)
        {
            return listing;
        }

        RepositoryPaths paths = new(git.Repository, root);
        var read = Read(staged, selection, files);
        List<StagedFile> some = new(read.Count);
        List<int> places = new(read.Count);
        for (var i = 0; i < staged.Count; i++)
        {
            if (staged[i].WorkingCopy == WorkingCopy.Same && read.Contains(staged[i].Path))
            {
                some.Add(staged[i] with { Path = paths.ToTop(staged[i].Path) });
                places.Add(i);
            }
        }

        if (some.Count == 0)
        {
            return listing;
        }

        var copies = new WorkingCopy[some.Count];
        await StagedBytes.DoubtAsync(git, some, copies, cancellation);
        if (Array.TrueForAll(copies, copy => copy == WorkingCopy.Same))
        {
            return listing;
        }

        StagedFile[] sure = [.. staged];
        for (var i = 0; i < copies.Length; i++)
        {
            sure[places[i]] = sure[places[i]] with { WorkingCopy = copies[i] };
        }

        return listing with { Staged = sure };
    }

    private static HashSet<string> Read(IReadOnlyList<StagedFile> staged, HookSelection selection, IReadOnlyList<string>?[] files)
    {
        HashSet<string> read = new(StringComparer.Ordinal);
        IReadOnlyList<string>? last = null;
        foreach (var hook in selection.Hooks)
        {
            // Hooks with the same globs share one list.
            if (files[hook.Index] is { Count: > 0 } given && !ReferenceEquals(given, last))
            {
                read.UnionWith(given);
                last = given;
            }

            if (hook.Reads.Count > 0)
            {
                var globs = GlobSet.Parse(hook.ReadGlobs, []);
                read.UnionWith(staged.Select(file => file.Path).Where(globs.IsMatch));
            }
        }

        return read;
    }
}
