using System.Collections.Concurrent;
using Hooks.Build.Engine.Inputs;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Remembering;

/// <summary>
/// Remembers what came of hooks, and says so before they run again. A hook's result is used where everything it depends on is as it was; whatever
/// goes wrong here costs a run of the hook, never a wrong result.
/// </summary>
internal sealed class ResultCache : IDisposable
{
    private readonly RunRequest _request;
    private readonly EngineServices _services;
    private readonly FilePrints _prints;
    private readonly KeyMaker? _keys;
    private readonly CacheFolder _folder;
    private readonly ResultStore _store;
    private readonly IRemoteResults? _remote;
    private readonly IReadOnlySet<string> _unlikeStaged;
    private readonly ConcurrentDictionary<int, ResultKey> _current = [];
    private readonly PassedFiles _files;
    private readonly LastRuns _lastRuns;
    private readonly ResultPolicy _policy;
    private readonly ReportedResult _results;
    private readonly ProtectedFiles? _protected;

    private ResultCache(RunRequest request, EngineServices services, FilePrints prints, KeyMaker? keys, LastRuns lastRuns, CacheFolder folder, IReadOnlySet<string> unlikeStaged)
    {
        (_request, _services, _prints, _keys, _lastRuns, _unlikeStaged) = (request, services, prints, keys, lastRuns, unlikeStaged);
        _folder = folder;
        _store = new ResultStore(folder, services.Clock);
        _remote = services.Remote?.Invoke(request);
        _policy = new ResultPolicy(request);
        _results = new ReportedResult(request.RepositoryRoot);
        _files = new PassedFiles(folder, request.RepositoryRoot, services.Clock);
        _protected = keys is null ? null : new ProtectedFiles(request, services, keys);
    }

    /// <summary>Opens what is remembered for a run; <see langword="null"/> where nothing of it can be.</summary>
    public static async Task<ResultCache?> OpenAsync(
        HookSelection selection, RunRequest request, EngineServices services, FileListing? listing, Action<Problem> warn, CancellationToken cancellation)
    {
        if (!request.Cache || request.CacheDirectory.Length == 0 || !selection.Hooks.Any(hook => ResultPolicy.IsRememberable(hook, request)))
        {
            return null;
        }

        HashSet<string> unlikeStaged = new(StringComparer.Ordinal);
        foreach (var file in listing?.Staged ?? [])
        {
            if (file.WorkingCopy != Git.WorkingCopy.Same)
            {
                _ = unlikeStaged.Add(file.Path);
            }
        }

        unlikeStaged.UnionWith(listing?.Measures.Keys ?? []);
        FilePrints prints = new(request.RepositoryRoot, Path.Combine(request.LogDirectory, "inputs.stat"));
        CacheFolder folder = new(request.CacheDirectory, warn);
        Lazy<CacheSecret> secret = new(() => CacheSecret.Of(folder));
        LastRuns lastRuns = new(request, services.Clock, secret);
        var isWorthwhile = selection.Hooks.Any(hook => ResultPolicy.IsRememberable(hook, request) && lastRuns.IsWorthwhile(hook));
        KeyMaker? keys;
        try
        {
            keys = isWorthwhile ? await RunKeys.MakeAsync(selection, request, services, listing, prints, keepsCodes: true, cancellation) : null;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            warn(StoreTexts.Unusable(e));
            return null;
        }

        return new ResultCache(request, services, prints, keys, lastRuns, folder, unlikeStaged) { Secret = secret };
    }

    /// <summary>Whether a result of the hook may be known, before anything is looked at.</summary>
    public static bool MayKnow(PlannedHook hook, RunRequest request) => request.Cache && ResultPolicy.IsRememberable(hook, request);

    /// <summary>Whether this machine knows the hook's result as things are before anything ran.</summary>
    public bool Knows(PlannedHook hook, IReadOnlyList<string>? given)
    {
        try
        {
            return _keys is not null && ResultPolicy.IsRememberable(hook, _request) && _keys.Make(hook, given ?? []) is { } key && _store.Find(key.Digest) is { } result && _policy.IsUsable(result, hook);
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
        if (!ResultPolicy.IsRememberable(hook, _request))
        {
            return null;
        }

        if (_keys is null || !_lastRuns.IsWorthwhile(hook) || _keys.Make(hook, given ?? []) is not { } key || IsUnlikeStaged(key))
        {
            return new KnownResult();
        }

        if (_store.Find(key.Digest) is { } local && _policy.IsUsable(local, hook) && await RestoreAsync(hook, key, local, cancellation))
        {
            return Known(hook, key, local, isRemote: false);
        }

        if (_remote is not null && ResultPolicy.IsShared(hook)
            && await _remote.FindAsync(key.Digest, _lastRuns.Patience(hook), _store, cancellation) is { } remote && _policy.IsUsable(remote, hook) && await RestoreAsync(hook, key, remote, cancellation))
        {
            _store.Store(key.Digest, remote, _request.RepositoryRoot);
            return Known(hook, key, remote, isRemote: true);
        }

        // What it writes is remembered of all files together.
        var left = hook.PerFile && hook.Writes.Count == 0 && given is { Count: > 0 } ? _files.LeftOf(key.Base, given, _prints.MarkOf) : null;
        if (left is not { Count: 0 })
        {
            return new KnownResult { Key = key, Left = left };
        }

        RememberedResult passed = new() { Outcome = HookOutcome.Succeeded };
        _store.Store(key.Digest, passed, _request.RepositoryRoot);
        return Known(hook, key, passed, isRemote: false);
    }

    /// <summary>The files of the repository.</summary>
    public IReadOnlyList<string> Listed => _keys?.Inputs.Listed ?? [];

    /// <summary>Masks what is kept of variables.</summary>
    public required Lazy<CacheSecret> Secret { get; init; }

    /// <summary>Looks into files.</summary>
    public FilePrints Prints => _prints;

    /// <summary>Absolute paths of all that says which tools are meant.</summary>
    public IReadOnlyCollection<string> Tools => _keys?.ToolPlaces ?? [];

    /// <summary>Absolute paths of the folders that were searched for files that git does not list.</summary>
    public IReadOnlyCollection<string> Searched => _keys?.Inputs.Searched ?? [];

    /// <summary>Whether everything is now as it was when the hook of a key was done: later hooks and people change files too.</summary>
    public bool IsStill(ResultKey key) => _keys?.IsStill(key) == true;

    /// <summary>The key of a hook whose result was used, or remembered, in this run.</summary>
    public ResultKey? CurrentKey(PlannedHook hook) => _current.TryGetValue(hook.Index, out var key) ? key : null;

    /// <summary>The report of a hook whose result is remembered.</summary>
    public HookReport Replay(PlannedHook hook, KnownResult lookup) => _results.Replay(hook, lookup.Result!, lookup.IsRemote ? ResultSource.Remote : ResultSource.Local);

    /// <summary>A hook ran: files may have changed.</summary>
    public void Ran() => _prints.Forget();

    /// <summary>Remembers what came of a hook that ran, if nothing it depends on changed meanwhile.</summary>
    public void Keep(KnownResult lookup, PlannedHook hook, HookReport report)
    {
        if (lookup.Key is not { } key)
        {
            _lastRuns.KeepDuration(report);
            return;
        }

        var isSame = _keys!.Again(key, hook).Digest == key.Digest;
        var isKept = isSame && _policy.IsWorthKeeping(report);
        if (isKept)
        {
            if (OutputCollector.Collect(_request.RepositoryRoot, _keys.OutputsOf(hook, key)) is not { } outputs || _protected!.HaveAny(key, outputs)
                || _results.Keep(report, outputs) is not { } result || !PlausibleResult.Is(result))
            {
                _lastRuns.Keep(key, _prints, report, isKept: false);
                return;
            }

            SetCurrent(hook, key, result);
            // Files that were left out passed without a finding, so this is the result of all.
            _store.Store(key.Digest, result, _request.RepositoryRoot);
            Offer(hook, key, result);
            if (hook.PerFile && report.Outcome == HookOutcome.Succeeded)
            {
                _files.Keep(key.Base, lookup.Left ?? key.Given, report, _prints.MarkOf);
            }
        }

        _lastRuns.Keep(key, _prints, report, isKept);
    }

    /// <summary>Ends the run.</summary>
    /// <returns>What went wrong with what machines share.</returns>
    public async Task<IReadOnlyList<Problem>> EndAsync(CancellationToken cancellation)
    {
        _prints.Save();
        _ = new StoreTrimmer(_folder, _services.Clock, new StoreLimits()).TrimIfDue();
        return _remote is null ? [] : await _remote.FinishAsync(cancellation);
    }

    /// <inheritdoc />
    public void Dispose() => (_remote as IDisposable)?.Dispose();

    private KnownResult Known(PlannedHook hook, ResultKey key, RememberedResult result, bool isRemote)
    {
        SetCurrent(hook, key, result);
        return new KnownResult { Key = key, Result = result, IsRemote = isRemote };
    }

    private void SetCurrent(PlannedHook hook, ResultKey key, RememberedResult result)
    {
        List<string> outputs = [.. result.Outputs.Select(output => output.Path)];
        _current[hook.Index] = key with { Outputs = outputs, OutputsDigest = ResultKey.DigestOf(outputs, _prints.MarkOf) };
    }

    // A hook at a commit reads what is staged, and only where that is what is on disk do we know what that is.
    private bool IsUnlikeStaged(ResultKey key) => _unlikeStaged.Count > 0 && (key.Given.Any(_unlikeStaged.Contains) || key.Beside.Any(_unlikeStaged.Contains));

    private async Task<bool> RestoreAsync(PlannedHook hook, ResultKey key, RememberedResult result, CancellationToken cancellation)
    {
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
        var began = _services.Clock.GetTimestamp();
        var isRestored = OutputRestorer.Restore(_store, result.Outputs, _request.RepositoryRoot, () => _services.Clock.GetElapsedTime(began) > longest);
        // Hooks that read these files may have been asked about before.
        _prints.Forget();
        return isRestored;
    }

    private void Offer(PlannedHook hook, ResultKey key, RememberedResult result)
    {
        if (_remote is not null && result.Outcome == HookOutcome.Succeeded && ResultPolicy.IsShared(hook))
        {
            _remote.Offer(key.Digest, result, _store);
        }
    }
}
