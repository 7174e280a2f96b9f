using Hooks.Build.Engine.Model;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Scheduling;

/// <summary>
/// How long the processes of a hook that runs have run, and the processor time that they wanted of it; <see langword="null"/> where nobody can tell.
/// </summary>
/// <param name="hook">The hook.</param>
/// <param name="least">Where they have run no longer, how long is all that is asked.</param>
internal delegate (TimeSpan Ran, TimeSpan Wanted)? UseOfHook(PlannedHook hook, TimeSpan least);

/// <summary>
/// A hook of which nothing is known holds a core. Where others wait for cores alone it is looked at, and while it is seen to wait itself - for a network, a
/// disk, another process - its core is lent. When it is seen to compute it holds the core again: nothing is stopped, and nothing more starts until there is
/// room.
/// </summary>
/// <param name="running">The hooks that run.</param>
/// <param name="budget">Who may run beside them.</param>
/// <param name="useOf">Tells what they use.</param>
internal sealed class LentCores(RunningHooks running, CoreBudget budget, UseOfHook useOf)
{
    private const int FewVainLooks = 3;

    // Nobody is judged by less: programs that compute have begun to by then.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    /// <summary>Whether a hook has lent its core.</summary>
    public bool AreThere => running.All.Any(hook => MayLend(hook) && hook.Load.Weight <= 0);

    /// <summary>Looks at what hooks use now, and counts them accordingly.</summary>
    /// <returns>Whether a core was lent.</returns>
    public bool Look()
    {
        var isLent = false;
        foreach (var hook in running.All.Where(MayLend))
        {
            var before = hook.Load.Weight;
            hook.NextLook = Look(hook);
            budget.Change(before, hook.Load.Weight);
            isLent |= hook.Load.Weight < before;
        }

        return isLent;
    }

    /// <summary>How long after a look the next is due; <see langword="null"/> where there is nobody to look at.</summary>
    public TimeSpan? NextLook()
    {
        TimeSpan? next = null;
        foreach (var hook in running.All.Where(MayLend))
        {
            var pause = hook.NextLook > Moment ? hook.NextLook : Moment;
            next = next < pause ? next : pause;
        }

        return next;
    }

    // C# hooks share processes, and their own part of these nobody can tell.
    private static bool MayLend(RunningHook hook) => hook.Load.Share == 0 && hook.Hook.Kind == HookKind.Command;

    // When to look at it again.
    private TimeSpan Look(RunningHook hook)
    {
        // The longer it did the same the longer it will, and looking costs time; but in place of one that lent its core another may start now.
        var least = hook.Look is not { } last ? Least : last.Ran + (hook.Load.Weight > 0 ? Pause(last) : Least);
        if (useOf(hook.Hook, least) is not { } use)
        {
            // Not begun yet at first; then nobody will ever tell.
            return hook.VainLooks++ < FewVainLooks ? Least : Most;
        }

        if (use.Ran < least)
        {
            return least - use.Ran;
        }

        CoreLook now = new(use.Ran, use.Wanted);
        var since = hook.Look is { } before ? now - before : now;
        hook.Look = now;
        hook.Load = hook.Load with { Weight = now.IsIdle && since.IsIdle ? 0 : 1 };
        return Pause(now);
    }

    private static TimeSpan Pause(CoreLook look) => look.Ran < Most ? look.Ran : Most;
}
