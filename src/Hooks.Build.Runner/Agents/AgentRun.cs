using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Commands;
using Hooks.Build.Runner.Projects;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Agents;

/// <summary>Runs the hooks of an event with the plan that was built, be it old or not: who edits a guard is guarded by it until it is built anew.</summary>
internal static class AgentRun
{
    // Of an agent that is sent on again and again the person must hear.
    private const int MostTimesOn = 3;

    // An agent that waits no longer goes on as if nothing was said.
    private const int Margin = 5;

    /// <summary>Runs the hooks.</summary>
    /// <param name="agent">The event.</param>
    /// <param name="call">What the command line says.</param>
    /// <param name="tree">The working tree, and its git directory.</param>
    /// <param name="cancellation">Ends the run.</param>
    public static AgentAnswer Execute(AgentEvent agent, AgentCall call, (string Root, string GitDirectory) tree, CancellationToken cancellation)
    {
        var places = call.Paths.Count > 0 ? call.Places(tree.Root) : ProjectFinder.Find(named: null, tree.Root, cancellation);
        List<string> missing = [];
        List<OpenProject> projects = [.. places.Select(place => Open(place, missing)).OfType<OpenProject>()];
        var request = RequestOf(agent, projects, out var open);
        var session = AgentSession.Open(request is null ? Path.Combine(tree.GitDirectory, "hooks-agents") : StateFiles.AgentsIn(request.LogDirectory), agent);
        var answer = request is null ? AgentAnswer.None : BoundedStops(Run(agent, open!, request, cancellation), session, agent);
        List<AgentAnswer> more = [.. projects.Select(Staleness).OfType<AgentAnswer>()];
        if (missing.Count > 0)
        {
            more.Add(AgentVerdict.CouldNotRun(AgentText.Join(missing), agent.Stage, call.FailsClosed));
        }

        foreach (var next in more.Where(next => next.Holds || session.TellsFirst(next.Notice)))
        {
            answer = new AgentAnswer { Reason = AgentText.Join([answer.Reason, next.Reason]), Context = answer.Context, Notice = AgentText.Join([answer.Notice, next.Notice]) };
        }

        session.Keep(TimeProvider.System.GetUtcNow());
        return answer;
    }

    private static OpenProject? Open(ProjectPlace place, List<string> missing)
    {
        if (PlanStateFile.TryRead(place.StateFile) is not { } state)
        {
            missing.Add($"{place.Shown} is not built here; a build of it makes them run");
            return null;
        }

        try
        {
            return OpenProject.Open(place, state);
        }
        catch (HooksException e)
        {
            missing.AddRange(e.Problems.Select(problem => problem.Message.TrimEnd('.')));
            return null;
        }
    }

    private static RunRequest? RequestOf(AgentEvent agent, IReadOnlyList<OpenProject> projects, out OpenPlan? open)
    {
        open = projects.Count == 0 ? null : OpenPlan.Of(projects);
        return open?.IsEnabled == true ? open.ToRequest(agent.Stage) with { Agent = agent, Fix = FixMode.Never, Cache = false, StampFile = "", Longest = TimeSpan.FromSeconds(AgentEntry.Seconds(agent.Stage) - Margin) } : null;
    }

    private static AgentAnswer? Staleness(OpenProject project) => PlanFreshness.Of(project.State).Reason is { } reason
        ? new AgentAnswer { Notice = $"hooks: the hooks that run are older than their source ({reason}); a build of {project.Place.Shown} brings them up to date" }
        : null;

    private static AgentAnswer Run(AgentEvent agent, OpenPlan open, RunRequest request, CancellationToken cancellation)
    {
        var ours = open.Plan.Hooks.Where(hook => (hook.Stages & agent.Stage) != 0).ToList();
        if (ours.Count == 0)
        {
            return AgentAnswer.None;
        }

        SilentObserver observer = new();
        HookRun run = new(open.States);
        try
        {
            var report = run.Execute(open.Plan, request, observer, services => services with { Files = new AgentFiles(agent, services.Files) }, cancellation);
            run.Leave();
            return report.Interrupted
                ? AgentVerdict.CouldNotRun("the run was interrupted", agent.Stage, ours.Exists(hook => hook.FailClosed))
                : AgentVerdict.Of(report, agent.Stage, request.RepositoryRoot);
        }
        catch (Exception e)
        {
            // Whatever it is: who guards has not judged.
            return AgentVerdict.CouldNotRun((e is HooksException { Problems: [var problem, ..] } ? problem.Message : $"{e.GetType().Name}: {e.Message}").TrimEnd('.'), agent.Stage, ours.Exists(hook => hook.FailClosed));
        }
    }

    private static AgentAnswer BoundedStops(AgentAnswer answer, AgentSession session, AgentEvent agent)
    {
        if (agent.Stage != HookStages.AgentStop || !answer.Holds)
        {
            return answer;
        }

        return session.SendOn(agent.Turn, isFirst: !agent.StopActive) <= MostTimesOn
            ? answer
            : answer with { Reason = "", Notice = AgentText.Join([answer.Notice, $"hooks: the agent was sent on {MostTimesOn} times and is not any more, though this is left:", answer.Reason]) };
    }
}
