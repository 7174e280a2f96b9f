using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Building;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Commands;

/// <summary>What a project that was built declares, as far as the doctor need know it.</summary>
/// <param name="Path">Absolute path of the project.</param>
/// <param name="Project">The same from the top of the working tree.</param>
/// <param name="Stages">The stages that its hooks have.</param>
/// <param name="FailsClosedAt">The stages at which one of them holds agents back where it cannot run.</param>
/// <param name="IsGuarded">Whether <c>NoVerifyGuard</c> is among them.</param>
internal sealed record DeclaredHooks(string Path, string Project, HookStages Stages, HookStages FailsClosedAt, bool IsGuarded)
{
    /// <summary>Reads it.</summary>
    /// <param name="place">The project.</param>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    /// <param name="lines">Is given what people are to know of it.</param>
    /// <param name="cancellation">Ends the question to git.</param>
    /// <returns>What it declares; <see langword="null"/> where that is not known.</returns>
    public static DeclaredHooks? Of(ProjectPlace place, string root, List<(string Line, bool IsProblem)> lines, CancellationToken cancellation)
    {
        var (state, problem) = BuiltPlan.Read(ProjectFinder.RootOf(System.IO.Path.GetDirectoryName(place.Project)!), place.StateFile, cancellation);
        if (state is null)
        {
            lines.Add(
                ($"{place.Shown}: {(problem == BuiltPlan.NotBuilt ? "not built here; agents run none of its hooks until it is" : problem == BuiltPlan.Unlisted ? $"{problem}; agents run none of its hooks until it can" : $"{problem}; agents run none of its hooks until {(BuiltPlan.IsCuredByBuild(problem) ? "" : "git lists that no more ('git rm -r --cached') and ")}it is built")}", true));
            return null;
        }

        lines.Add(PlanFreshness.Of(state).Reason is { } reason
            ? ($"{place.Shown}: older than its source ({reason}); agents run what was built", true)
            : ($"{place.Shown}: built, and as its source says", false));
        try
        {
            if (!RunSettings.IsEnabled(state))
            {
                lines.Add(($"{place.Shown}: HooksEnabled is false in it, so none of its hooks run", true));
            }

            var hooks = PlanReader.Read(state.Assembly).Hooks;
            return new DeclaredHooks(
                place.Project, AgentInstallation.FromTop(root, place.Project), hooks.Aggregate(HookStages.None, (all, hook) => all | hook.Stages),
                AgentInstallation.FailsClosedAt(hooks),
                hooks.Any(hook => (hook.Stages & HookStages.BeforeTool) != 0 && TrialRun.IsGuard(hook)));
        }
        catch (HooksException e)
        {
            lines.AddRange(e.Problems.Select(problem =>
                ($"{place.Shown}: its plan cannot be read, so agents run none of its hooks until it is built: {problem.Message.TrimEnd('.')}", true)));
            return null;
        }
    }
}
