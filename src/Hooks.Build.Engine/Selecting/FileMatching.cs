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
    /// <summary>The files that a run is about.</summary>
    /// <exception cref="HooksException">HOOK9002: hooks of a commit's message would be given files that are none.</exception>
    public static FileChoice ChoiceOf(HookSelection selection, RunRequest request)
    {
        var choice = request.Files.For(request.Stage) with { WithGone = selection.Hooks.Any(NeedsGone) };
        return request.Stage == HookStages.CommitMsg && choice.Kind != FileChoiceKind.Given && selection.Hooks.FirstOrDefault(TakesFiles) is { } hook
            ? throw new HooksException(
                Codes.InvalidSetting,
                $"'{hook.Name}' is about the message of a commit, and no file of a message is named, so nothing was run: name it as git does, hooks run commit-msg .git/COMMIT_EDITMSG")
            : choice;
    }

    /// <summary>Matches the hooks' globs against the files that exist. A hook without globs is given no files unless its command asks for them.</summary>
    /// <returns>By hook index; <see langword="null"/> for hooks that take no files.</returns>
    public static IReadOnlyList<string>?[] Match(HookSelection selection, FileListing listing, RunRequest request)
    {
        // A message is in no folder: it is about the whole commit. Nor is a prompt, or a command line.
        var isOwned = request.Stage != HookStages.CommitMsg && request.Agent is null or { Stage: HookStages.AgentStop } or { Paths.Count: > 0 };
        var root = request.RepositoryRoot;
        var matched = new IReadOnlyList<string>?[selection.Plan.Hooks.Count];
        var exists = new bool?[listing.Paths.Count];
        Dictionary<string, List<string>> known = new(StringComparer.Ordinal);
        foreach (var hook in selection.Hooks.Where(TakesFiles))
        {
            // Hooks with the same globs share one list: what is made of it is made once.
            var seesGone = SeesGone(hook);
            var words = string.Join(
                '\0',
                [seesGone
                    ? "gone"
                    : "", hook.Project?.Folder
                        ?? "", hook.Scope ?? "", hook.Files.Count.ToString(CultureInfo.InvariantCulture), .. hook.Files, .. hook.Exclude]);
            if (!known.TryGetValue(words, out var files))
            {
                files = Match(hook, isOwned, listing, exists, root);
                if (seesGone)
                {
                    AddGone(files, hook, isOwned, listing);
                }

                known.Add(words, files);
            }

            matched[hook.Index] = files;
        }

        // Where the file that is the item is what changed, the item did, whatever else its files are; a command that names files is given those alone.
        if (request.Files.For(request.Stage).Kind != FileChoiceKind.All)
        {
            foreach (var hook in selection.Hooks.Where(hook => isOwned
                && hook.ItemGlob is not null
                && matched[hook.Index] is { Count: 0 }
                && !NamesFiles(hook)))
            {
                matched[hook.Index] = Match(hook with { Files = [hook.ItemGlob!] }, isOwned, listing, exists, root);
            }
        }

        foreach (var hook in selection.Hooks.Where(hook => isOwned && IsAboutFolder(hook)))
        {
            matched[hook.Index] = RangeOf(hook, listing).Any(i => hook.Owns(listing.Paths[i])) || listing.Gone.Any(hook.Owns) ? null : [];
        }

        foreach (var hook in selection.Hooks.Where(hook => hook.HasNoItem
            || (hook.ItemPath is { } item && isOwned && listing.Staged is null && !IsThere(Path.Combine(root, item)))))
        {
            matched[hook.Index] = [];
        }

        return matched;
    }

    /// <summary>Whether a run is to know its files at all.</summary>
    public static bool NeedsListing(PlannedHook hook) => TakesFiles(hook) || IsAboutFolder(hook) || hook.HasNoItem || hook.ItemPath is not null;

    /// <summary>Whether a hook is to know what is gone: as a file, or as something that happened in its project's folder.</summary>
    public static bool NeedsGone(PlannedHook hook) => SeesGone(hook) || IsAboutFolder(hook);

    /// <summary>
    /// Whether a hook is given files: it has globs, or its command names them. One that judges events makes what it needs of the globs itself.
    /// </summary>
    public static bool TakesFiles(PlannedHook hook) =>
        hook.Kind != HookKind.Guard && (hook.Files.Count > 0 || NamesFiles(hook));

    /// <summary>Whether a hook is also given what is gone; to others a file is one that they can open.</summary>
    public static bool SeesGone(PlannedHook hook) => hook.Kind == HookKind.Tool && HookCatalog.Find(hook.Command[0][0])?.SeesGone == true;

    private static bool NamesFiles(PlannedHook hook) => hook.Command.Concat(hook.Fix).Any(step => step.Any(ArgumentTemplate.IsFiles));

    // It says nothing of files: it has to do with whatever changes in its folder, or its project's.
    private static bool IsAboutFolder(PlannedHook hook) =>
        hook.Kind != HookKind.Guard && (hook.Scope is not null || hook.Project is { Folder.Length: > 0 }) && !TakesFiles(hook);

    // What git knows may have been deleted since.
    private static bool IsThere(string item) => FileStatus.IsFile(item) || Directory.Exists(item);

    private static IEnumerable<int> RangeOf(PlannedHook hook, FileListing listing)
    {
        var (first, count) = hook.Scope is { } scope ? RepositoryFolder.RangeOf(scope, listing.Paths) : (0, listing.Paths.Count);
        return Enumerable.Range(first, count);
    }

    // What .NET cannot name belongs to no project.
    private static void AddGone(List<string> files, PlannedHook hook, bool isOwned, FileListing listing)
    {
        var globs = GlobSet.Parse(hook.Files.Count == 0 ? ["**"] : hook.Files, hook.Exclude);
        files.AddRange(listing.Gone.Where(path => globs.IsMatch(path) && !PathText.HasRawBytes(path) && (!isOwned || hook.Owns(path))));
    }

    private static List<string> Match(PlannedHook hook, bool isOwned, FileListing listing, bool?[] exists, string root)
    {
        var globs = GlobSet.Parse(hook.Files.Count == 0 ? ["**"] : hook.Files, hook.Exclude);
        List<string> files = [];
        foreach (var i in isOwned ? RangeOf(hook, listing) : Enumerable.Range(0, listing.Paths.Count))
        {
            if (globs.IsMatch(listing.Paths[i]) && (!isOwned || hook.Owns(listing.Paths[i])) && (exists[i] ??= Exists(listing, i, root)))
            {
                files.Add(listing.Paths[i]);
            }
        }

        return files;
    }

    // Deleted files and submodules (folders) are listed by git too; what is staged is in the index, whatever is in its place.
    private static bool Exists(FileListing listing, int i, string root) =>
        listing.AreToBeWritten
            || listing.Staged?[i] is { } staged && (staged.Mode != StagedEntry.Link || staged.WorkingCopy == WorkingCopy.Missing)
            || FileStatus.IsFile(Path.Combine(root, listing.Paths[i]));
}
