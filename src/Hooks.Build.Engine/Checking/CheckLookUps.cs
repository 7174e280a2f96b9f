using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Checking;

/// <summary>What is remembered of the checks of a pass. All are asked for at once, as the pass must know who takes part.</summary>
/// <param name="members">The checks, in the order in which they look at a file.</param>
/// <param name="context">The run.</param>
internal sealed class CheckLookUps(IReadOnlyList<CheckMember> members, PassContext context)
{
    private readonly object _lock = new();
    private Task<KnownResult?[]>? _all;

    /// <summary>What is remembered of one.</summary>
    public async Task<KnownResult?> OfAsync(PlannedHook hook, ResultCache cache)
    {
        Task<KnownResult?[]> all;
        lock (_lock)
        {
            all = _all ??= AskAsync(cache);
        }

        var known = await all;
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].Hook.Index == hook.Index)
            {
                return known[i];
            }
        }

        return null;
    }

    /// <summary>Waits for the answers, where anybody asked, and tells each check which files it must look at.</summary>
    /// <returns>The checks that take part in the pass.</returns>
    public async Task<IReadOnlyList<CheckMember>> EndAsync()
    {
        var all = _all is null ? null : await _all;
        List<CheckMember> parts = [];
        for (var i = 0; i < members.Count; i++)
        {
            var (member, known) = (members[i], all?[i]);
            member.Files = known?.Left ?? member.Given ?? [];
            if (known?.Result is null && member.Given is not { Count: 0 })
            {
                parts.Add(member);
            }
        }

        return parts;
    }

    private async Task<KnownResult?[]> AskAsync(ResultCache cache)
    {
        context.Verdicts.Begin(members.Select(member => member.Hook.Index));
        var known = new KnownResult?[members.Count];
        for (var i = 0; i < members.Count; i++)
        {
            known[i] = await AskAsync(cache, members[i]);
        }

        ForgetWhatMayChange(known);
        return known;
    }

    // What cannot be asked about is run, and ended there where the run is: the others are none the worse.
    private async Task<KnownResult?> AskAsync(ResultCache cache, CheckMember member)
    {
        try
        {
            return await cache.LookUpAsync(member.Hook, member.Given, context.Cancellation);
        }
        catch (Exception)
        {
            return null;
        }
    }

    // What one repairs all others must see: they take part, and look at the files that change.
    private void ForgetWhatMayChange(KnownResult?[] known)
    {
        for (var i = 0; i < members.Count; i++)
        {
            if (known[i] is { Result: not null } result && Enumerable.Range(0, members.Count).Any(j => j != i && MayRepair(members[j], known[j])))
            {
                known[i] = result with { Result = null, Left = [] };
            }
        }
    }

    private bool MayRepair(CheckMember member, KnownResult? known) =>
        context.Request.Fixing && member.Hook.FixesItself && known?.Result is null && known?.Left is not { Count: 0 } && member.Given is not { Count: 0 };
}
