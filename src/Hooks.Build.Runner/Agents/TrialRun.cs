using Hooks.Build.Catalog;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Plan;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Agents;

/// <summary>
/// Answers the event of a trial (<c>hooks doctor</c>): all that an event needs is read and chosen, and only <c>NoVerifyGuard</c> runs, which judges and does
/// nothing. Nothing of it is kept, in no log and in no session.
/// </summary>
internal static class TrialRun
{
    /// <summary>How <see cref="Answer"/> ends, of any version.</summary>
    public const string Answers = "was tried, and answers";

    /// <summary>What an agent's person would be told in a trial.</summary>
    public static string Answer { get; } = $"hooks {BuildInformation.Version} {Answers}";

    /// <summary>Whether a hook is the guard that a trial asks.</summary>
    public static bool IsGuard(PlannedHook hook) => hook.Kind == HookKind.Guard && ReadyMade.Read(hook).Standard.Id == GuardHooks.NoVerify;

    /// <summary>Answers.</summary>
    public static AgentAnswer Execute(AgentEvent agent, AgentCall call, (string Root, string GitDirectory) tree, long started, CancellationToken cancellation)
    {
        List<string> missing = [];
        try
        {
            var projects = AgentRun.Projects(call, tree.Root, agent.Stage, missing, cancellation);
            var answer = AgentRun.RequestOf(agent, projects, started, out var open) is not { } request
                ? AgentAnswer.None
                : Judge(agent, open!, request, cancellation);
            answer = missing.Count > 0 ? AgentVerdict.Join(answer, AgentVerdict.CouldNotRun(AgentText.Join(missing), agent.Stage, call.FailsClosed))
                : open?.IsEnabled == false ? new AgentAnswer { Notice = "hooks are switched off in their project (HooksEnabled)" }
                : answer;
            return answer.Holds || answer.Notice.Length > 0 ? answer : new AgentAnswer { Notice = Answer };
        }
        catch (Exception e)
        {
            return AgentVerdict.CouldNotRun(AgentCommand.Fault(e), agent.Stage, call.FailsClosed);
        }
    }

    private static AgentAnswer Judge(AgentEvent agent, OpenPlan open, RunRequest request, CancellationToken cancellation)
    {
        var logs = Directory.CreateTempSubdirectory("hooks-trial-").FullName;
        try
        {
            List<PlannedHook> guards = [.. HookSelection.Select(open.Plan, request).Hooks.Where(IsGuard)];
            var plan = HookPlan.Create([.. guards.Select((hook, at) => hook with
            {
                Index = at,
                DependsOn = [],
                After = [],
                Project = hook.Project is { } project ? project with { LogDirectory = logs } : null,
            })]);
            var alone = request with { LogDirectory = logs, Profiles = [], Filter = [], Skip = [], SkipIfKnown = [], Unselected = [] };
            return guards.Count == 0
                ? AgentAnswer.None
                : AgentVerdict.Of(new HookRun(open.States).Execute(plan, alone, new SilentObserver(), cancellation), agent.Stage, request.RepositoryRoot);
        }
        finally
        {
            Directory.Delete(logs, recursive: true);
        }
    }
}
