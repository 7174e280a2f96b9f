using System.Globalization;
using Hooks.Build.Catalog;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Selecting;

/// <summary>Which of the listed files each selected hook is given.</summary>
internal static class FileMatching
{
    /// <summary>Matches the hooks' globs against the files that exist. A hook without globs is given no files unless its command asks for them.</summary>
    /// <returns>By hook index; <see langword="null"/> for hooks that take no files.</returns>
    public static IReadOnlyList<string>?[] Match(HookSelection selection, FileListing listing, string root)
    {
        var matched = new IReadOnlyList<string>?[selection.Plan.Hooks.Count];
        var exists = new bool?[listing.Paths.Count];
        Dictionary<string, List<string>> known = new(StringComparer.Ordinal);
        foreach (var hook in selection.Hooks.Where(TakesFiles))
        {
            // Hooks with the same globs share one list: what is made of it is made once.
            var seesGone = SeesGone(hook);
            var words = string.Join('\0', [seesGone ? "gone" : "", hook.Files.Count.ToString(CultureInfo.InvariantCulture), .. hook.Files, .. hook.Exclude]);
            if (!known.TryGetValue(words, out var files))
            {
                files = Match(hook, listing, exists, root);
                if (seesGone)
                {
                    AddGone(files, hook, listing);
                }

                known.Add(words, files);
            }

            matched[hook.Index] = files;
        }

        return matched;
    }

    /// <summary>Whether a hook is given files: it has globs, or its command names them.</summary>
    public static bool TakesFiles(PlannedHook hook) =>
        hook.Files.Count > 0 || hook.Command.Concat(hook.Fix).Any(step => step.Any(ArgumentTemplate.IsFiles));

    /// <summary>Whether a hook is also given what is gone; to others a file is one that they can open.</summary>
    public static bool SeesGone(PlannedHook hook) => hook.Kind == HookKind.Tool && HookCatalog.Find(hook.Command[0][0])?.SeesGone == true;

    // What .NET cannot name belongs to no project.
    private static void AddGone(List<string> files, PlannedHook hook, FileListing listing)
    {
        var globs = GlobSet.Parse(hook.Files.Count == 0 ? ["**"] : hook.Files, hook.Exclude);
        files.AddRange(listing.Gone.Where(path => globs.IsMatch(path) && !PathText.HasRawBytes(path)));
    }

    private static List<string> Match(PlannedHook hook, FileListing listing, bool?[] exists, string root)
    {
        var globs = GlobSet.Parse(hook.Files.Count == 0 ? ["**"] : hook.Files, hook.Exclude);
        List<string> files = [];
        for (var i = 0; i < listing.Paths.Count; i++)
        {
            if (globs.IsMatch(listing.Paths[i]) && (exists[i] ??= Exists(listing, i, root)))
            {
                files.Add(listing.Paths[i]);
            }
        }

        return files;
    }

    // Deleted files and submodules (folders) are listed by git too; what is staged is in the index, whatever is in its place.
    private static bool Exists(FileListing listing, int i, string root) =>
        listing.Staged?[i] is { } staged && (staged.Mode != StagedEntry.Link || staged.WorkingCopy == WorkingCopy.Missing) || FileStatus.IsFile(Path.Combine(root, listing.Paths[i]));
}
