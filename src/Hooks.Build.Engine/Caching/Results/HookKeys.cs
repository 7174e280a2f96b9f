using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>
/// Makes the keys of hooks before they run. Files are not looked at again for a hook that nobody's work comes before: what was seen when the run began tells
/// as well that it must run. That it need not is told of files as they are.
/// </summary>
/// <param name="keys">Makes keys of files as they were looked at.</param>
/// <param name="fingerprints">Looks at files.</param>
/// <param name="order">Who waits for whom.</param>
/// <param name="policy">Who may write.</param>
internal sealed class HookKeys(KeyMaker keys, FileFingerprints fingerprints, DependencyGraph order, ResultPolicy policy)
{
    private readonly object _lock = new();
    private int _ran;
    private int _seen;

    // What ran was counted before anybody looks.
    private bool IsFresh => Volatile.Read(ref _seen) == Volatile.Read(ref _ran);

    /// <summary>A hook ran: files may have changed. What it may write, by what it declares, is to be seen as it left it.</summary>
    public void Ran(PlannedHook hook)
    {
        _ = Interlocked.Increment(ref _ran);
        if (policy.MayWrite(hook))
        {
            LookAnew();
        }
    }

    /// <summary>What is told from now on is of files as they are.</summary>
    public void LookAnew()
    {
        lock (_lock)
        {
            var ran = Volatile.Read(ref _ran);
            fingerprints.Forget();
            Volatile.Write(ref _seen, ran);
        }
    }

    /// <summary>The same, where a hook has run since.</summary>
    public void LookAnewIfStale()
    {
        if (!IsFresh)
        {
            LookAnew();
        }
    }

    /// <summary>Makes the key of a hook that is about to run.</summary>
    /// <param name="hook">The hook.</param>
    /// <param name="given">The files it is given, in ordinal order.</param>
    /// <param name="mayBeKnown">Whether a result may be remembered under a key.</param>
    /// <returns>The key, and whether nothing has run since its files were looked at; no key where something it depends on cannot be known.</returns>
    public (ResultKey? Key, bool IsFresh) Make(PlannedHook hook, IReadOnlyList<string> given, Func<string, bool> mayBeKnown)
    {
        var isFresh = IsFresh;
        // Of a file that its memory says passes it is not told.
        if (!isFresh && (hook.PerFile || policy.MayWrite(hook) || order.DependenciesOf(hook.Index).Count > 0))
        {
            LookAnew();
            isFresh = true;
        }

        var key = keys.Make(hook, given);
        if (isFresh || key is null || !mayBeKnown(key.Digest))
        {
            return (key, isFresh);
        }

        LookAnew();
        return (keys.Make(hook, given), true);
    }
}
