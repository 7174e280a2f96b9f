using Hooks.Build.Catalog;
using Hooks.Build.Checks.Agents;
using Hooks.Build.Engine.Jobs;

namespace Hooks.Build.Engine.Guarding;

/// <summary>Runs ready-made hooks for coding agents: they judge an event, and need no process.</summary>
internal sealed class GuardRunner : IHookRunner
{
    public Task<Attempt> RunAsync(HookJob job, CancellationToken cancellation) => Task.FromResult(Run(job));

    private static Attempt Run(HookJob job)
    {
        if (job.Request.Agent is not { } agent)
        {
            // At another stage there is nothing to judge.
            return Attempt.Success;
        }

        return job.Hook.Command is [[GuardHooks.Tool + ":" + GuardHooks.NoVerify, ..]]
            ? Of(NoVerifyGuard.Find(agent.Command))
            : Attempt.Failure($"{job.Hook.Command[0][0]} is no hook of this version of Hooks.Build");
    }

    private static Attempt Of(string? found) => found is null ? Attempt.Success : Attempt.Failure(found) with
    {
        Answer = HookAnswer.Deny,
        AnswerText = $"{found}. The hooks of this repository are not yours to skip: do it without that, repair what they find, or ask the person you work for, who alone may skip them.",
    };
}
