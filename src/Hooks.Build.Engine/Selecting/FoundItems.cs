using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Selecting;

/// <summary>Makes the hooks of declarations whose items are known only now: one for each folder or file of the repository that matches.</summary>
public static class FoundItems
{
    /// <summary>The most items of one declaration.</summary>
    public const int Most = 1000;

    /// <summary>A plan in which no declaration is open. It is the plan itself where none was, for which no file is listed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="root">Absolute path of the repository's root.</param>
    /// <param name="files">Lists the files.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="folder">The folder in which items are looked for, by path from the root; empty for all.</param>
    /// <exception cref="HooksException">Something that matches cannot be an item.</exception>
    public static ValueTask<HookPlan> ExpandAsync(HookPlan plan, string root, IFileSource files, CancellationToken cancellation, string folder = "") =>
        plan.IsOpen ? FindAsync(plan, root, files, folder, cancellation) : new(plan);

    private static async ValueTask<HookPlan> FindAsync(HookPlan plan, string root, IFileSource files, string folder, CancellationToken cancellation)
    {
        // What git tracks, or would: a commit has the items that it commits, too.
        var listing = await files.ListAsync(root, new FileChoice(FileChoiceKind.All), cancellation);
        List<PlannedHook> hooks = [];
        List<Problem> problems = [];
        Dictionary<string, IReadOnlyList<FoundItem>> known = new(StringComparer.Ordinal);
        foreach (var hook in plan.Hooks)
        {
            if (!hook.IsOpen)
            {
                hooks.Add(hook with { Index = hooks.Count });
                continue;
            }

            var globs = string.Join('\0', [hook.Project?.Folder ?? folder, .. hook.MatrixOf]);
            if (!known.TryGetValue(globs, out var items))
            {
                known.Add(globs, items = Find(hook, listing.Paths, hook.Project?.Folder ?? folder));
            }

            if (items.Count > Most)
            {
                problems.Add(At(hook, string.Create(CultureInfo.InvariantCulture, $"MatrixOf of '{hook.Name}' is {string.Join(", ", hook.MatrixOf)}, of which there are {items.Count} in the repository, such as {items[0].Path} and {items[^1].Path}; {Most} is the most. Name fewer")));
            }
            else if (items.Count == 0)
            {
                hooks.Add(hook with { Index = hooks.Count, HasNoItem = true });
            }
            else
            {
                foreach (var item in items)
                {
                    if (item.Problem(hook) is { } problem)
                    {
                        problems.Add(At(hook, problem));
                    }
                    else
                    {
                        hooks.Add(item.ToHook(hook, hooks.Count));
                    }
                }
            }
        }

        return problems.Count > 0 ? throw new HooksException(problems) : HookPlan.Create(hooks);
    }

    private static Problem At(PlannedHook hook, string message) => new(Codes.Files, message, hook.File, hook.Line, hook.Column);

    /// <summary>What matches, in ordinal order.</summary>
    private static List<FoundItem> Find(PlannedHook hook, IReadOnlyList<string> paths, string folder)
    {
        var folders = GlobSet.Parse(hook.MatrixOf.Where(glob => glob.EndsWith('/')).Select(glob => glob.TrimEnd('/')), []);
        var files = GlobSet.Parse(hook.MatrixOf.Where(glob => !glob.EndsWith('/')), []);
        SortedDictionary<string, FoundItem> found = new(StringComparer.Ordinal);
        var last = "";
        foreach (var path in paths)
        {
            if (folder.Length > 0 && !RepositoryFolder.Has(folder, path))
            {
                continue;
            }

            if (!files.IsEmpty && files.IsMatch(path))
            {
                found[path] = new FoundItem(path, IsFolder: false);
            }

            // Folders that this path has in common with the one before were looked at.
            var common = path.AsSpan().CommonPrefixLength(last);
            for (var slash = folders.IsEmpty ? -1 : path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            {
                if (slash >= common && folders.IsMatch(path[..slash]))
                {
                    found[path[..slash]] = new FoundItem(path[..slash], IsFolder: true);
                }
            }

            last = path;
        }

        return [.. found.Values];
    }
}
