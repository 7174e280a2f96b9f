using Hooks.Build.Catalog;
using Hooks.Build.Checks.Agents;
using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Guarding;

/// <summary>Runs ready-made hooks for coding agents: they judge an event, in this process.</summary>
/// <param name="plan">The hooks of the run.</param>
/// <param name="context">The world.</param>
internal sealed class GuardRunner(HookPlan plan, EngineContext context) : IHookRunner
{
    private const string WayOut = "ask the person you work for";

    public async Task<Attempt> RunAsync(HookJob job, CancellationToken cancellation)
    {
        var (standard, arguments) = ReadyMade.Read(job.Hook);

        // At another stage there is nothing to judge.
        return job.Request.Agent is not { } agent || ((int)job.Request.Stage & standard.StagesWithEffect) == 0 ? Attempt.Success : standard.Id switch
        {
            GuardHooks.NoVerify =>
                Denied(
                    NoVerifyGuard.Find(
                        agent.Command,
                        EventShell.Of(agent, context.Environment),
                        FoldersOf(job, agent).IsThere,
                        agent.WorkingDirectory.Length == 0 ? "" : AgentPaths.Real(agent.WorkingDirectory)),
                    $"The hooks of this repository are not yours to skip: do it without that, repair what they find, or {WayOut}, who alone may skip them."),
            GuardHooks.ProtectPaths => Denied(
                PathGuard.Find(job, arguments, agent, plan, context.Worker?.HooksProject ?? "", context.Environment),
                $"It is for a person to change: leave it as it is, or {WayOut}."),
            GuardHooks.ParallelAgents => await SerialAgents.RunAsync(job, arguments, agent, context.Clock, cancellation),
            GuardHooks.Secrets => SecretGuard.Run(job, arguments, agent, context.Environment),
            GuardHooks.SessionSummary => Told(await SessionSummary.OfAsync(job, plan, context, cancellation)),

            // They run beside it, and answer for themselves.
            GuardHooks.CommitChecks => Attempt.Success,
            _ => Attempt.Failure($"{standard.Command} is no hook of this version of Hooks.Build"),
        };
    }

    private NamedPaths FoldersOf(HookJob job, AgentEvent agent) =>
        new(agent.WorkingDirectory.Length == 0 ? job.Request.RepositoryRoot : agent.WorkingDirectory, job.Request.RepositoryRoot, context.Environment);

    private static Attempt Told(string text) => Attempt.Success with { Answer = HookAnswer.Context, AnswerText = text };

    private static Attempt Denied(string? found, string wayOut) =>
        found is null ? Attempt.Success : Attempt.Failure(found) with { Answer = HookAnswer.Deny, AnswerText = $"{found}. {wayOut}" };
}
