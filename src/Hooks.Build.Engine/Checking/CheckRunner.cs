using Hooks.Build.Engine.Executing;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Remembering;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Checking;

/// <summary>Runs ready-made checks, in this process.</summary>
internal sealed class CheckRunner : IHookRunner
{
    private readonly Dictionary<int, CheckPass> _passes = [];

    /// <summary>Groups the checks of a run.</summary>
    /// <param name="selection">The hooks.</param>
    /// <param name="files">The files each is given, by hook index.</param>
    /// <param name="surroundings">The run.</param>
    /// <exception cref="HooksException">HOOK0005: a check is none that this engine knows.</exception>
    public CheckRunner(HookSelection selection, IReadOnlyList<string>?[] files, PassSurroundings surroundings)
    {
        foreach (var group in CheckGroups.Of(selection, surroundings.Request.Fixing))
        {
            CheckPass pass = new(group.ConvertAll(CheckMember.Of), group.ConvertAll(hook => files[hook.Index]), surroundings);
            group.ForEach(hook => _passes.Add(hook.Index, pass));
        }
    }

    /// <summary>What is remembered of a check's result.</summary>
    public Task<KnownResult?> LookUpAsync(PlannedHook hook, ResultCache cache, CancellationToken cancellation) => _passes[hook.Index].LookUpAsync(hook, cache, cancellation);

    public Task<Attempt> RunAsync(HookJob job, CancellationToken cancellation) => _passes[job.Hook.Index].RunAsync(job, cancellation);

    /// <summary>Whether a hook is run here.</summary>
    public static bool Takes(PlannedHook hook) => hook.Kind == HookKind.Check;
}
