using Hooks.Build.Catalog;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Checking;

/// <summary>
/// Files by which hooks judge and that are not on disk as they are in git's index, at a commit: a verdict is about what is committed, and so are its measures.
/// </summary>
internal static class StagedConfiguration
{
    private static readonly string[] Configs = [".editorconfig", ".globalconfig"];

    /// <summary>Finds them.</summary>
    /// <param name="git">The repository; <see langword="null"/> outside of one.</param>
    /// <param name="root">Absolute path of the root of the run.</param>
    /// <param name="selection">The hooks of the run.</param>
    /// <param name="listing">What the run is about.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <returns>By path from the root what git has; <see langword="null"/> for an allow list that git does not have, and which accepts nothing for a
    /// commit.</returns>
    public static async Task<IReadOnlyDictionary<string, byte[]?>> FindAsync(
        GitProgram? git, string root, HookSelection selection, FileListing? listing, CancellationToken cancellation)
    {
        SortedDictionary<string, byte[]?> found = new(StringComparer.Ordinal);
        if (git is null || listing?.Staged is not { Count: > 0 } || selection.Hooks.All(hook => hook.Kind is HookKind.Command or HookKind.Method))
        {
            return found;
        }

        RepositoryPaths paths = new(git.Repository, root);
        Dictionary<string, string> lists = new(StringComparer.Ordinal);
        foreach (var hook in selection.Hooks)
        {
            if (hook.Kind == HookKind.Check
                && CheckMember.Of(hook, given: null) is { Standard.Id: "secrets" } check
                && check.Arguments.Text("--allow-list") is var list
                && IsInside(list, root))
            {
                lists[list] = paths.ToTop(Path.GetRelativePath(root, Path.Combine(root, list)).Replace(Path.DirectorySeparatorChar, '/'));
            }
        }

        string[] configs = [.. Configs.Where(name => selection.Hooks.Any(hook => IsReadBy(hook, name)))];
        if (lists.Count == 0 && configs.Length == 0)
        {
            return found;
        }

        var entries = await NamedEntries.FindAsync(git, [.. lists.Values.Distinct(StringComparer.Ordinal)], configs, cancellation);
        foreach (var (list, path) in lists)
        {
            if (File.Exists(Path.Combine(root, list)) && !entries.Exists(entry => PathText.Decode(entry.Path.Span) == path))
            {
                found[list] = null;
            }
        }

        FileStatus[] statuses = [.. entries.Select(entry => FileStatus.Read(Path.Combine(git.Repository.Root, PathText.Decode(entry.Path.Span))))];
        var copies = entries.Count == 0 ? [] : await WorkingCopies.CompareAsync(git, entries, statuses, cancellation);
        await StagedBytes.DoubtAsync(
            git,
            entries.ConvertAll(entry => new StagedFile(PathText.Decode(entry.Path.Span), entry.ObjectId, entry.Mode, WorkingCopy.Same)),
            copies,
            cancellation);
        for (var i = 0; i < entries.Count; i++)
        {
            if (copies[i] != WorkingCopy.Same && entries[i].Mode != StagedEntry.Link)
            {
                var path = PathText.Decode(entries[i].Path.Span);
                var content = await git.RequireAsync(["cat-file", "blob", entries[i].ObjectId], cancellation);
                found[paths.FromTop(path)] = content;
                foreach (var (list, _) in lists.Where(pair => pair.Value == path))
                {
                    found[list] = content;
                }
            }
        }

        return found;
    }

    private static bool IsInside(string list, string root) => GitFolders.IsIn(Path.GetFullPath(Path.Combine(root, list)), root);

    // What works on the working tree, as a build does, judges by what is there.
    private static bool IsReadBy(PlannedHook hook, string name) =>
        hook.Kind is HookKind.Check or HookKind.Tool
            && HookCatalog.Find(hook.Command[0][0]) is { WorksOnWorkingTree: false } known
            && known.Reads.Contains("**/" + name, StringComparer.Ordinal);
}
