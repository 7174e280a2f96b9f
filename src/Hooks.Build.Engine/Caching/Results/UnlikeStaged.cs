using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>Which files are not on disk as they are staged: what a hook at a commit found in them is not known by looking at the disk.</summary>
internal static class UnlikeStaged
{
    /// <summary>Finds them; there are none where the run is not about what is staged.</summary>
    /// <param name="listing">What the run is about.</param>
    /// <param name="unstaged">What is not on disk as it is staged. Files that are not in the commit count as well: .gitattributes and .editorconfig decide about others.</param>
    /// <returns>Their paths from the root.</returns>
    public static IReadOnlySet<string> Of(FileListing? listing, IReadOnlyList<string> unstaged)
    {
        HashSet<string> files = new(StringComparer.Ordinal);
        if (listing?.Staged is { } staged)
        {
            files.UnionWith(unstaged);
            files.UnionWith(listing.Measures.Keys);
            files.UnionWith(staged.Where(file => file.WorkingCopy != WorkingCopy.Same).Select(file => file.Path));
        }

        return files;
    }
}
