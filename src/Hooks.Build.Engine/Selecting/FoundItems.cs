using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Selecting;

/// <summary>Makes the hooks of declarations whose items are known only now: one for each folder or file of the repository that matches.</summary>
public static class FoundItems
{
    /// <summary>The most items of one declaration.</summary>
    public const int Most = 1000;

    /// <summary>
    /// A plan in which no declaration is open, but those of other stages and profiles. It is the plan itself where none was, for which no file is listed. A
    /// hook that cannot run here says so (<see cref="PlannedHook.Fault"/>), and does not keep others from running.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="root">Absolute path of the repository's root.</param>
    /// <param name="files">Lists the files.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="folder">The folder in which items are looked for, by path from the root; empty for all.</param>
    /// <param name="stage">The stage that it is about: items of what never runs there are not looked for. <see cref="HookStages.None"/> for all.</param>
    /// <param name="profiles">The profiles that it is about, where a stage is given; <see langword="null"/> for all.</param>
    public static ValueTask<HookPlan> ExpandAsync(
        HookPlan plan, string root, IFileSource files, CancellationToken cancellation, string folder = "", HookStages stage = HookStages.None,
        IReadOnlyList<string>? profiles = null)
    {
        return plan.IsOpen && plan.Hooks.Any(IsAskedFor) ? FindAsync(plan, IsAskedFor, root, files, folder, cancellation) : new(plan);

        bool IsAskedFor(PlannedHook hook) => hook.IsOpen && MayRun(hook, stage, profiles ?? []);
    }

    /// <summary>A declaration as the hook of one item, as if that were found; it has a fault where no run takes it.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="path">The item: a path from the root.</param>
    public static PlannedHook Of(PlannedHook declaration, string path) => new FoundItem(path, IsFolder: true).ToHook(declaration);

    // An event of a coding agent may run what a commit would, in profiles of its own.
    private static bool MayRun(PlannedHook hook, HookStages stage, IReadOnlyList<string> profiles) =>
        stage == HookStages.None
        || ((stage & AgentStages.All) == 0
            ? (hook.Stages & stage) != 0 && HookSelection.IsOfProfiles(hook, profiles)
            : (hook.Stages & (stage | HookStages.PreCommit)) != 0);

    private static async ValueTask<HookPlan> FindAsync(
        HookPlan plan, Predicate<PlannedHook> isAskedFor, string root, IFileSource files, string folder, CancellationToken cancellation)
    {
        // What git tracks, or would: a commit has the items that it commits, too.
        var listing = await files.ListAsync(root, new FileChoice(FileChoiceKind.All), cancellation);
        List<PlannedHook> hooks = [];
        Dictionary<string, IReadOnlyList<FoundItem>> known = new(StringComparer.Ordinal);
        foreach (var hook in plan.Hooks)
        {
            if (!isAskedFor(hook))
            {
                hooks.Add(hook with { Index = hooks.Count });
                continue;
            }

            var globs = string.Join('\0', [hook.Project?.Folder ?? folder, .. hook.MatrixOf]);
            if (!known.TryGetValue(globs, out var items))
            {
                known.Add(globs, items = Find(hook, listing.Paths, hook.Project?.Folder ?? folder));
            }

            foreach (var one in items.Count == 0 ? [hook with { HasNoItem = true }]
                : FaultOf(hook, items) is { } fault ? [hook with { Fault = fault }]
                : items.Select(item => item.ToHook(hook)))
            {
                hooks.Add(one with { Index = hooks.Count });
            }
        }

        return HookPlan.Create(WithoutLost(hooks), plan.Listeners);
    }

    // Of these there is no hook for each.
    private static HookFault? FaultOf(PlannedHook hook, IReadOnlyList<FoundItem> items)
    {
        if (items.Count > Most)
        {
            return Fault(
                hook,
                Codes.Files,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"MatrixOf of '{hook.Name}' is {string.Join(", ", hook.MatrixOf)}, of which there are {items.Count} in the repository, such as {items[0].Name} and {items[^1].Name}; {Most} is the most. Name fewer"));
        }

        var alike = items.GroupBy(item => item.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Skip(1).Any())?.ToList();
        return alike is null
            ? null
            : Fault(
                hook,
                "HOOK0003",
                $"MatrixOf of '{hook.Name}' has {alike[0].Name} and {alike[1].Name} among its items, which differ by case alone, as names of hooks must not: rename one of them, or let the globs of MatrixOf leave it out");
    }

    // Who names an item that is not there cannot run, and whatever else there is can.
    private static List<PlannedHook> WithoutLost(List<PlannedHook> hooks)
    {
        PlanNames names = new(hooks);
        var found = hooks.Where(hook => hook.ItemPath is not null).Select(hook => hook.Matrix!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. hooks.Select(hook => hook.DependsOn.Concat(hook.After).FirstOrDefault(IsLost) is not { } lost ? hook : hook with
        {
            Fault = hook.Fault ?? Fault(hook, "HOOK0002", names.Unknown(hook, lost)),
            DependsOn = [.. hook.DependsOn.Where(name => !IsLost(name))],
            After = [.. hook.After.Where(name => !IsLost(name))],
            Finally = hook.Finally && !hook.DependsOn.All(IsLost),
        })];

        bool IsLost(string name) =>
            name.EndsWith(']')
                && name.IndexOf('[', StringComparison.Ordinal) is > 0 and var open
                && found.Contains(name[..open])
                && names.Find(name).Count == 0;
    }

    private static HookFault Fault(PlannedHook hook, string code, string message) => new(new Problem(code, message, hook.File, hook.Line, hook.Column), code);

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
