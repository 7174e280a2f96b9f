using System.Text;
using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Building;
using Hooks.Build.Runner.Plans;
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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Runs the hooks.</summary>
    /// <param name="read">The event.</param>
    /// <param name="call">What the command line says.</param>
    /// <param name="tree">The working tree, and its git directory.</param>
    /// <param name="started">When the program was started, by the clock of the system.</param>
    /// <param name="cancellation">Ends the run.</param>
    public static AgentAnswer Execute(ReadEvent read, AgentCall call, (string Root, string GitDirectory) tree, long started, CancellationToken cancellation)
    {
        var agent = read.Event;
        try
        {
            _ = RepositoryFence.Require(tree.Root, cancellation);
        }
        catch (HooksException e)
        {
            // Not even a session is kept there.
            return AgentVerdict.CouldNotRun(AgentCommand.Fault(e), agent.Stage, call.FailsClosed);
        }

        List<string> missing = [];
        var projects = Projects(call, tree.Root, agent.Stage, missing, cancellation);
        var failsClosed = call.FailsClosed || (AgentInstallation.FailsClosedAt(projects.SelectMany(project => project.Plan.Hooks)) & agent.Stage) != 0;
        try
        {
            return Execute(read, call.FailsClosed, tree, projects, missing, started, cancellation);
        }
        catch (Exception e)
        {
            return AgentVerdict.CouldNotRun(AgentCommand.Fault(e), agent.Stage, failsClosed);
        }
    }

    private static AgentAnswer Execute(
        ReadEvent read, bool failsClosed, (string Root, string GitDirectory) tree, IReadOnlyList<OpenProject> projects, IReadOnlyList<string> missing,
        long started, CancellationToken cancellation)
    {
        var agent = read.Event;
        var request = RequestOf(agent, projects, started, out var open);
        var session = AgentSession.Open(request is null ? Path.Combine(tree.GitDirectory, "hooks-agents") : StateFiles.AgentsIn(request.LogDirectory), agent);

        SilentObserver observer = new();

        // Hooks that do not fail closed may judge what there is of it.
        var unclear = request is null ? null : UnclearEvent.Judge(read, open!.Plan.Hooks);
        var answer = request is null || unclear is { Holds: true }
            ? AgentAnswer.None
            : BoundedStops(Run(agent, open!, request, observer, cancellation), session, agent);
        List<AgentAnswer> more = [
            .. projects.Select(Staleness).Append(unclear).OfType<AgentAnswer>(),
            .. observer.Warnings.Distinct(StringComparer.Ordinal).Select(warning => new AgentAnswer { Notice = $"hooks: {warning}" })];
        if (missing.Count > 0)
        {
            more.Add(AgentVerdict.CouldNotRun(AgentText.Join(missing), agent.Stage, failsClosed));
        }

        // What is said once is said where the agent has a place for it, such as beside what holds it back.
        foreach (var next in more.OrderByDescending(next => next.Holds)
            .Where(next => next.Holds || (AgentReplies.Tells(read, answer, next) && session.TellsFirst(next.Notice))))
        {
            answer = AgentVerdict.Join(answer, next);
        }

        session.Keep(TimeProvider.System.GetUtcNow());
        if (request is not null && open!.Plan.Hooks.Any(hook => (hook.Stages & agent.Stage) != 0))
        {
            Log(request.LogDirectory, read, answer, started);
        }

        return answer;
    }

    private static void Log(string folder, ReadEvent read, AgentAnswer answer, long started)
    {
        var agent = read.Event;
        var isTold = AgentReplies.Tells(read, AgentAnswer.None, answer with { Notice = "" });
        var now = TimeProvider.System.GetUtcNow();
        var took = TimeProvider.System.GetElapsedTime(started);
        AnswerLog.Append(folder, new LoggedAnswer
        {
            Run = AnswerLog.IdOf(now),
            Time = now - took,
            Stage = agent.Stage,
            Duration = took,
            Agent = agent.Agent,
            Tool = agent.Tool == AgentTool.None ? "" : agent.Tool.ToString(),
            Held = answer.Holds && isTold,
            HeldBy = answer.Holds && isTold ? answer.HeldBy : [],
            ContextBytes = !isTold ? 0 : Encoding.UTF8.GetByteCount(AgentText.Clean(AgentText.Join([answer.Reason, answer.Context]))),
        });
    }

    /// <summary>The projects that a call is about, with their plans.</summary>
    /// <param name="call">What the command line says.</param>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    /// <param name="stage">The stage of the event.</param>
    /// <param name="missing">Is given why others of them have none.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static IReadOnlyList<OpenProject> Projects(AgentCall call, string root, HookStages stage, List<string> missing, CancellationToken cancellation)
    {
        var places = call.Paths.Count > 0 ? call.Places(root) : ProjectFinder.Find(named: null, root, cancellation);

        if (places is [{ IsOneOfSeveral: false } only])
        {
            places = [only with { IsOneOfSeveral = IsInstalledAmongSeveral(only, root, cancellation) }];
        }

        return [.. places.Select(place => Open(place, stage, missing, cancellation)).OfType<OpenProject>()];
    }

    // One of which alone an agent was told may be one of several of which git was.
    private static bool IsInstalledAmongSeveral(ProjectPlace only, string root, CancellationToken cancellation)
    {
        try
        {
            return InstalledProjects.OfSeveral(root, cancellation).Any(place =>
                GitFolders.IsSame(Path.GetDirectoryName(place.Project)!, Path.GetDirectoryName(only.Project)!)
                    && Path.GetFileName(place.Project) == Path.GetFileName(only.Project));
        }
        catch (HooksException)
        {
            // Without git nobody knows; its hooks run all the same.
            return false;
        }
    }

    /// <summary>What is run for an event; <see langword="null"/> where nothing is.</summary>
    public static RunRequest? RequestOf(AgentEvent agent, IReadOnlyList<OpenProject> projects, long started, out OpenPlan? open)
    {
        open = projects.Count == 0 ? null : OpenPlan.Of(projects);
        return open?.IsEnabled == true
            ? open.ToRequest(agent.Stage) with { Agent = agent, Fix = FixMode.Never, Cache = false, StampFile = "", Longest = TimeLeft(agent.Stage, started) }
            : null;
    }

    private static OpenProject? Open(ProjectPlace place, HookStages stage, List<string> missing, CancellationToken cancellation)
    {
        try
        {
            var (state, problem) = BuiltPlan.Read(ProjectFinder.RootOf(Path.GetDirectoryName(place.Project)!), place.StateFile, cancellation);
            if (state is null)
            {
                missing.Add(problem == BuiltPlan.NotBuilt ? $"{place.Shown} is not built here; a build of it makes them run"
                    : problem == BuiltPlan.Unlisted ? $"{problem}: the hooks of {place.Shown} do not run until it can"
                    : $"{problem}, so the hooks of {place.Shown} do not run; {(BuiltPlan.IsCuredByBuild(problem) ? "" : "'git rm -r --cached' takes it out of git, and ")}a build then makes them run");
                return null;
            }

            return OpenProject.Open(place, state, stage, cancellation);
        }
        catch (HooksException e)
        {
            missing.AddRange(e.Problems.Select(problem => problem.Message.TrimEnd('.')));
            return null;
        }
        catch (Exception e)
        {
            // Those of other projects run nevertheless.
            missing.Add(AgentCommand.Fault(e));
            return null;
        }
    }

    private static TimeSpan TimeLeft(HookStages stage, long started)
    {
        var left = TimeSpan.FromSeconds(AgentEntry.Seconds(stage) - Margin) - TimeProvider.System.GetElapsedTime(started);
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }

    // What the hooks have said is worth more than this.
    private static AgentAnswer? Staleness(OpenProject project)
    {
        try
        {
            return PlanFreshness.Of(project.State).Reason is { } reason
                ? new AgentAnswer
                {
                    Notice = $"hooks: the hooks that run are older than their source ({reason}); a build of {project.Place.Shown} brings them up to date",
                }
                : null;
        }
        catch (Exception e)
        {
            return new AgentAnswer { Notice = $"hooks: whether the hooks are older than their source is not known: {AgentCommand.Fault(e)}" };
        }
    }

    private static AgentAnswer Run(AgentEvent agent, OpenPlan open, RunRequest request, SilentObserver observer, CancellationToken cancellation)
    {
        var ours = open.Plan.Hooks.Where(hook => (hook.Stages & agent.Stage) != 0).ToList();
        if (ours.Count == 0)
        {
            return AgentAnswer.None;
        }

        // Hooks are ended when their time is over. Whatever else takes too long is given up a little later, while the agent still waits.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(request.Longest!.Value + Patience);
        HookRun run = new(open.States);
        try
        {
            var report = run.Execute(open.Plan, request, observer, services => services with { Files = new AgentFiles(agent, services.Files) }, patience.Token);
            Leave(run);

            // What a hook has forbidden stays forbidden, though others were not asked any more.
            var answer = AgentVerdict.Of(report, agent.Stage, request.RepositoryRoot);
            return !report.Interrupted || answer.Holds ? answer
                : AgentVerdict.CouldNotRun(
                    cancellation.IsCancellationRequested ? "the run was interrupted" : "the time was over for which the agent waits",
                    agent.Stage,
                    ours.Exists(hook => hook.FailClosed));
        }
        catch (Exception e)
        {
            // Whatever it is: who guards has not judged.
            return AgentVerdict.CouldNotRun(AgentCommand.Fault(e), agent.Stage, ours.Exists(hook => hook.FailClosed));
        }
    }

    private static void Leave(HookRun run)
    {
        try
        {
            run.Leave();
        }
        catch (Exception)
        {
            // It is for the next event, which takes longer then; this one is answered.
        }
    }

    private static AgentAnswer BoundedStops(AgentAnswer answer, AgentSession session, AgentEvent agent)
    {
        var isStop = agent.Stage == HookStages.AgentStop;
        if (isStop && answer.Holds && session.SendOn(agent.Turn, isFirst: !agent.StopActive) <= MostTimesOn)
        {
            return answer;
        }

        // Whoever speaks to the agent begins a turn.
        if (isStop || agent.Stage is HookStages.PromptSubmit or HookStages.SessionStart)
        {
            session.EndTurn();
        }

        return !isStop || !answer.Holds ? answer
            : answer with
            {
                Reason = "",
                Notice = AgentText.Join([
                    answer.Notice, $"hooks: the agent was sent on {MostTimesOn} times and is not any more, though this is left:", answer.Reason]),
            };
    }
}
