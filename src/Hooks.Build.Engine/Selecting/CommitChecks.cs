using Hooks.Build.Catalog;
using Hooks.Build.Engine.Model;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Selecting;

/// <summary>
/// What a commit would run on the files of a coding agent's event, where a ready-made hook asks for it: then it is told what the commit would refuse.
/// </summary>
internal static class CommitChecks
{
    /// <summary>Adds the hooks of a commit to those that run, where one of these asks for it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="selected">For each hook whether it runs.</param>
    /// <param name="request">What is run.</param>
    public static void Add(HookPlan plan, bool[] selected, RunRequest request)
    {
        if (request.Agent is null)
        {
            return;
        }

        foreach (var asking in plan.Hooks.Where(hook => selected[hook.Index] && IsCommitChecks(hook)).ToList())
        {
            var (_, arguments) = ReadyMade.Read(asking);
            var (profiles, skip) = (arguments.All(GuardHooks.Profile), arguments.All(GuardHooks.Skip));
            var commit = plan.Hooks.Where(hook => (hook.Stages & HookStages.PreCommit) != 0
                && hook.Kind != HookKind.Guard
                && hook.Project?.Folder == asking.Project?.Folder).ToList();
            var blocked = new bool[selected.Length];
            foreach (var hook in commit)
            {
                blocked[hook.Index] = !FileMatching.TakesFiles(hook) || hook.Writes.Count > 0;
            }

            // What stands on something that does not run now would fail for that alone.
            while (commit.Find(hook => !blocked[hook.Index] && Array.Exists(plan.Prerequisites[hook.Index], other => blocked[other])) is { } next)
            {
                blocked[next.Index] = true;
            }

            var added = commit.Where(hook => !blocked[hook.Index]
                && !hook.Finally
                && HookSelection.IsWanted(hook, profiles, request)
                && !skip.Any(hook.IsNamed)).Select(hook => hook.Index).ToHashSet();
            foreach (var hook in commit)
            {
                selected[hook.Index] |= added.Contains(hook.Index) || (hook.Finally && Array.Exists(plan.Requirements[hook.Index], added.Contains));
            }
        }
    }

    private static bool IsCommitChecks(PlannedHook hook) =>
        hook.Kind == HookKind.Guard && hook.Command is [[GuardHooks.Tool + ":" + GuardHooks.CommitChecks, ..]];
}
