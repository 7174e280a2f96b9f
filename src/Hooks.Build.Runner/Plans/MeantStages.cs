using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Plans;

/// <summary>The stages at which hooks are explained.</summary>
internal static class MeantStages
{
    /// <summary>The stages that are meant where none is named, each with its hooks: of one that does not run at the usual one its own first.</summary>
    public static IEnumerable<(HookStages Stage, string[] Names)> Of(HookPlan plan, string[] named, HookStages usual = HookStages.Build) =>
        named.Length == 0
            ? [(usual, named)]
            : named.GroupBy(name => First(plan.Hooks.Where(hook => hook.IsNamed(name)), usual)).Select(group => (group.Key, group.ToArray()));

    private static HookStages First(IEnumerable<PlannedHook> hooks, HookStages usual) =>
        hooks.Aggregate(HookStages.None, (all, hook) => all | hook.Stages) is not HookStages.None and var stages && !stages.HasFlag(usual)
            ? (HookStages)((int)stages & -(int)stages)
            : usual;
}
