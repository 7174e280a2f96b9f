using Hooks.Build.Catalog;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Selecting;

/// <summary>
/// Which checks look at files together, so that each file is read once. Together are those that wait for the same hooks besides checks; a check that
/// waits for another one is computed with it, and counts when that has succeeded. One that repairs cannot be taken back: it goes later where what it
/// depends on may fail, and has its turn within the pass behind one that repairs all it finds, which seldom does.
/// </summary>
internal static class CheckGroups
{
    /// <summary>The most checks that go together: each has a bit.</summary>
    public const int Most = 64;

    /// <summary>Groups the checks of a run.</summary>
    /// <param name="selection">The hooks.</param>
    /// <param name="fixing">Whether repairing applies.</param>
    /// <returns>The groups; in each, whoever waits for another comes after it, and who repairs comes before who does not where it can.</returns>
    public static List<List<PlannedHook>> Of(HookSelection selection, bool fixing)
    {
        List<List<PlannedHook>> groups = [];
        if (!selection.Hooks.Any(hook => hook.Kind == HookKind.Check))
        {
            return groups;
        }

        Dictionary<string, List<PlannedHook>> open = new(StringComparer.Ordinal);
        Dictionary<int, SortedSet<int>> waits = [];
        foreach (var hook in InOrder(selection))
        {
            // Behind a check that goes later nobody goes earlier.
            SortedSet<int> before = [.. WaitsFor(hook, selection, fixing)];
            foreach (var other in selection.Order.DependenciesOf(hook.Index))
            {
                before.UnionWith(waits.GetValueOrDefault(other) ?? []);
            }

            waits.Add(hook.Index, before);
            // Of a pass all checks are told when it is over: nobody may wait for one that gates nobody.
            var key = string.Join(' ', before) + (hook.Gates ? "" : " aside");
            if (!open.TryGetValue(key, out var group) || group.Count == Most)
            {
                open[key] = group = [];
                groups.Add(group);
            }

            group.Add(hook);
        }

        return groups;
    }

    private static List<PlannedHook> InOrder(HookSelection selection)
    {
        var left = selection.Hooks.Where(hook => hook.Kind == HookKind.Check).OrderBy(hook => hook.NeverFixes).ToList();
        var checks = left.Select(hook => hook.Index).ToHashSet();
        List<PlannedHook> ordered = [];
        while (left.Count > 0)
        {
            var next = left.First(hook => !Before(hook.Index, selection.Order).Any(checks.Contains));
            ordered.Add(next);
            _ = checks.Remove(next.Index);
            _ = left.Remove(next);
        }

        return ordered;
    }

    private static List<int> WaitsFor(PlannedHook hook, HookSelection selection, bool fixing)
    {
        var isRepair = fixing && hook.FixesItself;
        var gates = isRepair ? Before(hook.Index, selection.Prerequisites).ToHashSet() : [];
        return [.. Before(hook.Index, selection.Order)
            .Where(other => !hook.Gates || IsWaitedFor(selection.Plan.Hooks[other], isRepair && gates.Contains(other)))
            .Order()];
    }

    private static bool IsWaitedFor(PlannedHook hook, bool mustSucceed) =>
        hook.Kind != HookKind.Check || (mustSucceed && !RepairsAll(hook));

    private static bool RepairsAll(PlannedHook hook) =>
        hook.Command is [[var name, ..] command] && HookCatalog.Find(name)?.RepairsAll == true && !command.Contains("--fix=no", StringComparer.Ordinal);

    private static IEnumerable<int> Before(int hook, DependencyGraph order)
    {
        var closure = order.Closure([hook]);
        for (var i = 0; i < closure.Length; i++)
        {
            if (closure[i] && i != hook)
            {
                yield return i;
            }
        }
    }
}
