using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Hooks.Build.Engine.Caching.Keys;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Caching.Results;

/// <summary>
/// Remembers what came of hooks, and says so before they run again. A hook's result is used where everything it depends on is as it was; whatever
/// goes wrong here costs a run of the hook, never a wrong result.
/// </summary>
internal sealed class ResultCache : IDisposable
{
    private readonly RunRequest _request;
    private readonly EngineContext _context;
    private readonly FileFingerprints _fingerprints;
    private readonly KeyMaker? _keys;
    private readonly CacheFolder _folder;
    private readonly ResultStore _store;
    private readonly IRemoteResults? _remote;
    private readonly UnlikeStaged? _unlikeStaged;
    private readonly ConcurrentDictionary<int, ResultKey> _current = [];
    private readonly PassedFiles _files;
    private readonly LastRuns _lastRuns;
    private readonly ResultPolicy _policy;
    private readonly ReportedResult _results;
    private readonly ProtectedFiles? _protected;
    private readonly HookKeys? _made;
    private readonly EndedHooks? _ended;

    private ResultCache(
        RunRequest request,
        EngineContext context,
        FileFingerprints fingerprints,
        KeyMaker? keys,
        LastRuns lastRuns,
        CacheFolder folder,
        IRemoteResults? remote,
        UnlikeStaged? unlikeStaged,
        DependencyGraph order,
        Action<Problem> warn)
    {
        (_request, _context, _fingerprints, _keys, _lastRuns, _unlikeStaged) = (request, context, fingerprints, keys, lastRuns, unlikeStaged);
        _folder = folder;
        _store = new ResultStore(folder, context.Clock);
        _remote = remote;
        _policy = new ResultPolicy(request);
        _results = new ReportedResult(request.RepositoryRoot);
        _files = new PassedFiles(folder, request.RepositoryRoot, context.Clock);
        _protected = keys is null ? null : new ProtectedFiles(request, context, keys);
        _made = keys is null ? null : new HookKeys(keys, fingerprints, order, _policy);
        _ended = keys is null ? null : new EndedHooks(keys, _made!, Keep, warn);
    }

    /// <summary>Opens what is remembered for a run; <see langword="null"/> where nothing of it can be.</summary>
    /// <param name="selection">The hooks.</param>
    /// <param name="request">The run.</param>
    /// <param name="context">The world.</param>
    /// <param name="remote">Where machines share results; <see langword="null"/> where they do not.</param>
    /// <param name="listing">The files that the run is about, which may still be looked at.</param>
    /// <param name="code">What C# hooks are loaded from, as it was before a worker started; <see langword="null"/> where none of them may be known.</param>
    /// <param name="warn">Is told what is wrong.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<ResultCache?> OpenAsync(
        HookSelection selection,
        RunRequest request,
        EngineContext context,
        Func<RunRequest, IRemoteResults?>? remote,
        Task<FileListing?> listing,
        CodeFiles? code,
        Action<Problem> warn,
        CancellationToken cancellation)
    {
        if (!request.Cache || request.CacheDirectory.Length == 0 || !selection.Hooks.Any(hook => ResultPolicy.IsRememberable(hook, request)))
        {
            return null;
        }

        FileFingerprints fingerprints = new(request.RepositoryRoot, Path.Combine(request.LogDirectory, StateFiles.Statuses));
        CacheFolder folder = new(request.CacheDirectory, warn);
        Lazy<CacheSecret> secret = new(() => CacheSecret.Of(folder));
        var git = context.Git?.Invoke(request.RepositoryRoot);
        LastRuns lastRuns = new(request, context.Clock, secret, git);
        var isWorthwhile = selection.Hooks.Any(hook => ResultPolicy.IsRememberable(hook, request) && lastRuns.IsWorthwhile(hook));
        KeyMaker? keys;
        try
        {
            keys = isWorthwhile ? await RunKeys.MakeAsync(selection, request, context, listing, fingerprints, code, cancellation) : null;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            warn(StoreTexts.Unusable(e));
            return null;
        }

        // A hook at a commit reads what is staged, and only where that is what is on disk do we know what that is.
        var unlikeStaged = keys is not null && git is not null && await listing is { Staged: not null } staged
            ? new UnlikeStaged(git, request.RepositoryRoot, staged, keys.Inputs.IsListed)
            : null;
        return new ResultCache(request, context, fingerprints, keys, lastRuns, folder, remote?.Invoke(request), unlikeStaged, selection.Order, warn)
        {
            Secret = secret,
        };
    }

    /// <summary>Whether a result of the hook may be known, before anything is looked at.</summary>
    public static bool MayKnow(PlannedHook hook, RunRequest request) => request.Cache && ResultPolicy.IsRememberable(hook, request);

    /// <summary>Whether this machine knows the hook's result as things are before anything ran.</summary>
    public bool Knows(PlannedHook hook, IReadOnlyList<string>? given)
    {
        try
        {
            return _keys is not null
                && ResultPolicy.IsRememberable(hook, _request)
                && _keys.Make(hook, given ?? []) is { } key
                && _store.Find(key.Digest) is { } result
                && _policy.IsUsable(result, hook);
        }
        catch (Exception)
        {
            // Told when it is looked up.
            return false;
        }
    }

    /// <summary>Finds out whether a hook need run.</summary>
    /// <param name="hook">The hook. What it depends on is done.</param>
    /// <param name="given">The files it is given.</param>
    /// <param name="cancellation">Ends the question.</param>
    /// <returns><see langword="null"/> where nothing of this hook is remembered.</returns>
    public async Task<KnownResult?> LookUpAsync(PlannedHook hook, IReadOnlyList<string>? given, CancellationToken cancellation)
    {
        // What it writes may be what others that have ended saw otherwise.
        if (_policy.MayWrite(hook))
        {
            KeepEnded();
        }

        if (!ResultPolicy.IsRememberable(hook, _request))
        {
            return null;
        }

        if (_made is null || !_lastRuns.IsWorthwhile(hook) || _made.Make(hook, given ?? [], key => MayBeKnown(hook, key)) is not ({ } key, var isFresh)
            || (_unlikeStaged is not null && await _unlikeStaged.HasAnyAsync(key, cancellation)))
        {
            return new KnownResult();
        }

        // Of files as they were nothing is believed, though another run may have stored it meanwhile.
        if (isFresh && _store.Find(key.Digest) is { } local && _policy.IsUsable(local, hook) && await RestoreAsync(hook, key, local, cancellation))
        {
            return Known(hook, key, local, isRemote: false);
        }

        if (IsShared(hook)
            && await _remote.FindAsync(key.Digest, _lastRuns.Patience(hook), _store, cancellation) is { } remote
            && _policy.IsUsable(remote, hook)
            && await RestoreAsync(hook, key, remote, cancellation))
        {
            _store.Store(key.Digest, remote, _request.RepositoryRoot);
            return Known(hook, key, remote, isRemote: true);
        }

        // What it writes is remembered of all files together.
        var left = hook.PerFile && hook.Writes.Count == 0 && given is { Count: > 0 } ? _files.LeftOf(key.Base, given, _fingerprints.FingerprintOf) : null;
        if (left is not { Count: 0 })
        {
            return new KnownResult { Key = key, Left = left };
        }

        CachedResult passed = new() { Outcome = HookOutcome.Succeeded };
        _store.Store(key.Digest, passed, _request.RepositoryRoot);
        return Known(hook, key, passed, isRemote: false);
    }

    /// <summary>The files of the repository.</summary>
    public IReadOnlyList<string> Listed => _keys?.Inputs.Listed ?? [];

    /// <summary>Masks what is kept of variables.</summary>
    public required Lazy<CacheSecret> Secret { get; init; }

    /// <summary>Looks into files.</summary>
    public FileFingerprints Prints => _fingerprints;

    /// <summary>Absolute paths of all that says which tools are meant.</summary>
    public IReadOnlyCollection<string> Tools => _keys?.ToolPlaces ?? [];

    /// <summary>Absolute paths of the folders that were searched for files that git does not list.</summary>
    public IReadOnlyCollection<string> Searched => _keys?.Inputs.Searched ?? [];

    /// <summary>Whether everything is now as it was when the hook of a key was done: later hooks and people change files too.</summary>
    public bool IsStill(ResultKey key) => _keys?.IsStill(key) == true;

    /// <summary>The key of a hook whose result was used, or remembered, in this run.</summary>
    public ResultKey? CurrentKey(PlannedHook hook) => _current.TryGetValue(hook.Index, out var key) ? key : null;

    /// <summary>The report of a hook whose result is remembered.</summary>
    public HookReport Replay(PlannedHook hook, KnownResult lookup) =>
        _results.Replay(hook, lookup.Result!, lookup.IsRemote ? ResultSource.Remote : ResultSource.Local);

    /// <summary>A hook ran: files may have changed.</summary>
    public void Ran(PlannedHook hook) => _made?.Ran(hook);

    /// <summary>Remembers what came of a hook that ran, if nothing it depends on changed meanwhile; perhaps not before <see cref="KeepEnded"/>.</summary>
    public void Keep(KnownResult lookup, PlannedHook hook, HookReport report)
    {
        EndedHook ended = new(hook, lookup, report, _context.Clock.GetUtcNow());
        if (lookup.Key is null)
        {
            _lastRuns.KeepDuration(report);
        }
        else if (_policy.MayWrite(hook))
        {
            // Seen as it left it, since what ran and may write is looked after.
            Keep(ended);
        }
        else if (_keys!.HasAppeared(lookup.Key))
        {
            _lastRuns.Keep(lookup.Key, _fingerprints, report, ended.Time, isKept: false);
        }
        else
        {
            _ended!.Add(ended);
        }
    }

    /// <summary>Remembers what came of all hooks that ran, where that was put off.</summary>
    public void KeepEnded() => _ended?.KeepAll();

    private void Keep(EndedHook ended)
    {
        var (hook, lookup, report, time) = ended;
        var key = lookup.Key!;
        var isKept = _policy.IsWorthKeeping(report) && _keys!.IsUntouched(key, hook);
        if (isKept)
        {
            if (OutputCollector.Collect(_request.RepositoryRoot, _keys!.OutputsOf(hook, key)) is not { } outputs || _protected!.Find(key, outputs) is not null
                || _results.Keep(report, outputs) is not { } result || !PlausibleResult.Is(result))
            {
                _lastRuns.Keep(key, _fingerprints, report, time, isKept: false);
                return;
            }

            SetCurrent(hook, key, result);
            // Files that were left out passed without a finding, so this is the result of all.
            _store.Store(key.Digest, result, _request.RepositoryRoot);
            Offer(hook, key, result);
            if (hook.PerFile && report.Outcome == HookOutcome.Succeeded)
            {
                _files.Keep(key.Base, lookup.Left ?? key.Given, report, _fingerprints.FingerprintOf);
            }
        }

        _lastRuns.Keep(key, _fingerprints, report, time, isKept);
    }

    /// <summary>Ends the run.</summary>
    /// <returns>What went wrong with what machines share.</returns>
    public async Task<IReadOnlyList<Problem>> EndAsync(CancellationToken cancellation)
    {
        _lastRuns.Trim();
        _fingerprints.Save();
        _ = new StoreTrimmer(_folder, _context.Clock, new StoreLimits()).TrimIfDue();
        return _remote is null ? [] : await _remote.FinishAsync(cancellation);
    }

    /// <inheritdoc />
    public void Dispose() => (_remote as IDisposable)?.Dispose();

    // What others share costs a question: it is asked of files as they are.
    private bool MayBeKnown(PlannedHook hook, string key) => IsShared(hook) || _store.Peek(key) is not null;

    [MemberNotNullWhen(true, nameof(_remote))]
    private bool IsShared(PlannedHook hook) => _remote is not null && ResultPolicy.IsShared(hook);

    private KnownResult Known(PlannedHook hook, ResultKey key, CachedResult result, bool isRemote)
    {
        SetCurrent(hook, key, result);
        return new KnownResult { Key = key, Result = result, IsRemote = isRemote };
    }

    private void SetCurrent(PlannedHook hook, ResultKey key, CachedResult result)
    {
        List<string> outputs = [.. result.Outputs.Select(output => output.Path)];
        _current[hook.Index] = key with { Outputs = outputs, OutputsDigest = Fingerprint.DigestOf(outputs, _fingerprints.FingerprintOf) };
    }

    private async Task<bool> RestoreAsync(PlannedHook hook, ResultKey key, CachedResult result, CancellationToken cancellation)
    {
        // The hook would perhaps delete it, and perhaps not: only it knows.
        if (_keys!.OtherOutput(hook, key, result.Outputs.Select(output => output.Path)) is not null)
        {
            return false;
        }

        if (result.Outputs.Count == 0)
        {
            return true;
        }

        if (await _protected!.HaveAnyAsync(key, result.Outputs, cancellation))
        {
            return false;
        }

        // It is to be faster than the hook.
        var usual = _lastRuns.Patience(hook);
        var longest = usual < OutputLimits.Least ? OutputLimits.Least : usual > OutputLimits.Most ? OutputLimits.Most : usual;
        var began = _context.Clock.GetTimestamp();
        var isRestored = OutputRestorer.Restore(_store, result.Outputs, _request.RepositoryRoot, () => _context.Clock.GetElapsedTime(began) > longest);
        // Hooks that read these files may have been asked about before.
        _fingerprints.Forget();
        return isRestored;
    }

    private void Offer(PlannedHook hook, ResultKey key, CachedResult result)
    {
        if (result.Outcome == HookOutcome.Succeeded && IsShared(hook))
        {
            _remote.Offer(key.Digest, result, _store);
        }
    }
}
