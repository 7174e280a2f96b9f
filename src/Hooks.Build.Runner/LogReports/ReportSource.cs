using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Plans;

namespace Hooks.Build.Runner.LogReports;

/// <summary>Where a report takes its figures from.</summary>
/// <param name="Plan">The plan as it is now.</param>
/// <param name="Logs">The folders of logs, each with what a name in it is called here: the projects of a repository name their hooks for themselves when they
/// run alone.</param>
/// <param name="Fixes">Whether hooks repair files at a stage.</param>
internal sealed record ReportSource(HookPlan Plan, IReadOnlyList<(string Folder, Func<string, string> NameOf)> Logs, Func<HookStages, bool> Fixes)
{
    /// <summary>Of the projects that a command is about.</summary>
    public static ReportSource Of(OpenPlan open) => new(
        open.Plan,
        [.. open.Projects.DistinctBy(project => project.State.LogDirectory, StringComparer.Ordinal)
            .Select(project => (project.State.LogDirectory, Names(open.Plan, project.State.LogDirectory)))],
        stage => open.ToRequest(stage, HookSelectors.Profiles | HookSelectors.Filter | HookSelectors.Skip).Fixing);

    /// <summary>Of the project that a build is about.</summary>
    public static ReportSource Of(PlanState state, HookPlan plan) =>
        new(plan, [(state.LogDirectory, name => name)], stage => (RunSettings.ToRequest(state) with { Stage = stage }).Fixing);

    private static Func<string, string> Names(HookPlan plan, string folder)
    {
        var names = plan.Hooks.SelectMany(hook => hook.Matrix is null ? [hook.Name] : new[] { hook.Name, hook.Matrix }).ToHashSet(StringComparer.Ordinal);
        var prefix = plan.Hooks.FirstOrDefault(hook => hook.Project?.LogDirectory == folder)?.Project?.Prefix ?? "";
        return name => prefix.Length > 0 && !names.Contains(name) && names.Contains(prefix + name) ? prefix + name : name;
    }
}
