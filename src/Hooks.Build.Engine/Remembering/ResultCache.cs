using System.Collections.Concurrent;
using Hooks.Build.Engine.Code;
using Hooks.Build.Engine.Inputs;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Remembering;

/// <summary>
/// Remembers what came of hooks, and says so before they run again. A hook's result is used where everything it depends on is as it was; whatever
/// goes wrong here costs a run of the hook, never a wrong result.
/// </summary>
internal sealed class ResultCache : IDisposable
{
    // At a commit the usual hook takes less than finding out whether it need run.
    private static readonly TimeSpan Worthwhile = TimeSpan.FromMilliseconds(50);

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
    private readonly LastRunFile _lastRuns;
    private readonly ReportedResult _results;

    private ResultCache(RunRequest request, EngineServices services, FilePrints prints, KeyMaker? keys, CacheFolder folder, IReadOnlySet<string> unlikeStaged)
    {
        (_request, _services, _prints, _keys, _unlikeStaged) = (request, services, prints, keys, unlikeStaged);
        _folder = folder;
        _store = new ResultStore(folder, services.Clock);
        _remote = services.Remote?.Invoke(request);
        _lastRuns = new LastRunFile(FolderOfLastRuns(request));
        _results = new ReportedResult(request.RepositoryRoot);
        _files = new PassedFiles(folder, request.RepositoryRoot, services.Clock);
    }

    /// <summary>Opens what is remembered for a run; <see langword="null"/> where nothing of it can be.</summary>
    public static async Task<ResultCache?> OpenAsync(
        HookSelection selection, RunRequest request, EngineServices services, FileListing? listing, Action<Problem> warn, CancellationToken cancellation)
    {
        if (!request.Cache || request.CacheDirectory.Length == 0 || !selection.Hooks.Any(hook => IsRememberable(hook, request)))
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

        FilePrints prints = new(request.RepositoryRoot, Path.Combine(request.LogDirectory, "inputs.stat"));
        LastRunFile lastRuns = new(FolderOfLastRuns(request));
        var isWorthwhile = selection.Hooks.Any(hook => IsRememberable(hook, request) && IsWorthwhile(hook, request, lastRuns));
        var keys = isWorthwhile ? await MakeKeysAsync(selection, request, services, listing, prints, keepsCodes: true, cancellation) : null;
        return new ResultCache(request, services, prints, keys, new CacheFolder(request.CacheDirectory, warn), unlikeStaged);
    }

    /// <summary>Whether results of a hook can be remembered at all.</summary>
    public static bool IsRememberable(PlannedHook hook, RunRequest request) =>
        !hook.NoCache && hook.Hash is not null && HookInputs.AreKnown(hook) && request.Stage != HookStages.CommitMsg;

    /// <summary>Whether a result of the hook may be known, before anything is looked at.</summary>
    public static bool MayKnow(PlannedHook hook, RunRequest request) => request.Cache && IsRememberable(hook, request);

    /// <summary>Whether this machine knows the hook's result as things are before anything ran.</summary>
    public bool Knows(PlannedHook hook, IReadOnlyList<string>? given) =>
        _keys is not null && IsRememberable(hook, _request) && _keys.Make(hook, given ?? []) is { } key && _store.Find(key.Digest) is { } result && IsUsable(result, hook);

    /// <summary>Finds out whether a hook need run.</summary>
    /// <param name="hook">The hook. What it depends on is done.</param>
    /// <param name="given">The files it is given.</param>
    /// <param name="cancellation">Ends the question.</param>
    /// <returns><see langword="null"/> where nothing of this hook is remembered.</returns>
    public async Task<KnownResult?> LookUpAsync(PlannedHook hook, IReadOnlyList<string>? given, CancellationToken cancellation)
    {
        if (!IsRememberable(hook, _request))
        {
            return null;
        }

        if (_keys is null || !IsWorthwhile(hook, _request, _lastRuns) || _keys.Make(hook, given ?? []) is not { } key || IsUnlikeStaged(key))
        {
            return new KnownResult();
        }

        if (_store.Find(key.Digest) is { } local && IsUsable(local, hook) && Restore(local))
        {
            return Known(hook, key, local, isRemote: false);
        }

        if (_remote is not null && IsShared(hook)
            && await _remote.FindAsync(key.Digest, Patience(hook), _store, cancellation) is { } remote && IsUsable(remote, hook) && Restore(remote))
        {
            _store.Store(key.Digest, remote, _request.RepositoryRoot);
            return Known(hook, key, remote, isRemote: true);
        }

        // What it writes is remembered of all files together.
        return new KnownResult { Key = key, Left = hook.PerFile && hook.Writes.Count == 0 && given is { Count: > 0 } ? _files.LeftOf(key.Base, given, _prints.MarkOf) : null };
    }

    /// <summary>The files of the repository.</summary>
    public IReadOnlyList<string> Listed => _keys?.Inputs.Listed ?? [];

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

    /// <summary>The report of a hook whose result is remembered, of all its files together or of each.</summary>
    public HookReport Replay(PlannedHook hook, KnownResult lookup) =>
        _results.Replay(hook, lookup.Result ?? new RememberedResult { Outcome = HookOutcome.Succeeded }, lookup.IsRemote ? ResultSource.Remote : ResultSource.Local);

    /// <summary>A hook ran: files may have changed.</summary>
    public void Ran() => _prints.Forget();

    /// <summary>Remembers what came of a hook that ran, if nothing it depends on changed meanwhile.</summary>
    public void Keep(KnownResult lookup, PlannedHook hook, HookReport report)
    {
        if (lookup.Key is not { } key)
        {
            if (report.Outcome is HookOutcome.Succeeded or HookOutcome.Failed && _request.Stage is not (HookStages.Build or HookStages.None))
            {
                KeepDuration(hook, report);
            }

            return;
        }

        var isSame = _keys!.Again(key, hook).Digest == key.Digest;
        var isKept = isSame && IsWorthKeeping(hook, report);
        if (isKept)
        {
            if (OutputCollector.Collect(_request.RepositoryRoot, OutputsOf(hook, key)) is not { } outputs)
            {
                KeepLastRun(hook, key, report, isKept: false);
                return;
            }

            var result = _results.Keep(report, outputs);
            SetCurrent(hook, key, result);
            // Files that were left out passed without a finding, so this is the result of all.
            _store.Store(key.Digest, result, _request.RepositoryRoot);
            Offer(hook, key, result);
            if (hook.PerFile && report.Outcome == HookOutcome.Succeeded)
            {
                _files.Keep(key.Base, lookup.Left ?? key.Given, report, _prints.MarkOf);
            }
        }

        KeepLastRun(hook, key, report, isKept);
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

    /// <summary>Makes keys of a run's hooks, as they are now.</summary>
    public static async Task<KeyMaker> MakeKeysAsync(
        HookSelection selection, RunRequest request, EngineServices services, FileListing? listing, FilePrints prints, bool keepsCodes, CancellationToken cancellation)
    {
        var isWhole = listing is not null && request.Files.For(request.Stage).Kind == FileChoiceKind.All;
        var all = isWhole ? listing! : await services.Files.ListAsync(request.RepositoryRoot, new FileChoice(FileChoiceKind.All), cancellation);
        await UseIndexAsync(request, services, all.Paths, prints, cancellation);
        HookInputs inputs = new(selection.Plan, request.RepositoryRoot, all.Paths);
        return new KeyMaker(request, inputs, prints, services.Environment, () => Codes(request, services, keepsCodes));
    }

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

    private static string FolderOfLastRuns(RunRequest request) => Path.Combine(request.LogDirectory, "last");

    private static IReadOnlyDictionary<string, MethodCode> Codes(RunRequest request, EngineServices services, bool keeps) =>
        services.Worker is { } worker ? HookCodes.Read(worker.HooksAssembly, Path.Combine(request.LogDirectory, "code.txt"), keeps) : new Dictionary<string, MethodCode>(StringComparer.Ordinal);

    // Asking git costs as much as reading a hundred files.
    private static async Task UseIndexAsync(RunRequest request, EngineServices services, IReadOnlyList<string> listed, FilePrints prints, CancellationToken cancellation)
    {
        const int Many = 100;
        if (prints.CountUnknown(listed) > Many && services.Git?.Invoke(request.RepositoryRoot) is { } git && git.Repository.Root == request.RepositoryRoot)
        {
            prints.Use(await IndexPrints.LoadAsync(git, listed, cancellation));
        }
    }

    private static bool IsWorthwhile(PlannedHook hook, RunRequest request, LastRunFile lastRuns) =>
        request.Stage is HookStages.Build or HookStages.None or HookStages.Manual || lastRuns.Duration(hook.Name) is { } duration && duration >= Worthwhile;

    // A hook at a commit reads what is staged, and only where that is what is on disk do we know what that is.
    private bool IsUnlikeStaged(ResultKey key) => _unlikeStaged.Count > 0 && (key.Given.Any(_unlikeStaged.Contains) || key.Beside.Any(_unlikeStaged.Contains));

    // A failure that would be repaired now is not the end of it.
    private bool IsUsable(RememberedResult result, PlannedHook hook) => (result.Outcome == HookOutcome.Succeeded || !MayFix(hook)) && MayWrite(hook, result);

    // Somebody else's entry is not to write what the hook itself does not.
    private static bool MayWrite(PlannedHook hook, RememberedResult result)
    {
        if (result.Outputs.Count == 0)
        {
            return true;
        }

        var writes = GlobSet.Parse(hook.Writes, []);
        return result.Outputs.All(output => writes.IsMatch(output.Path));
    }

    private bool MayFix(PlannedHook hook) => _request.Fixing && (hook.Fix.Count > 0 || (hook.Kind == HookKind.Method && !hook.NeverFixes));

    private bool Restore(RememberedResult result)
    {
        if (result.Outputs.Count == 0)
        {
            return true;
        }

        var isRestored = OutputRestorer.Restore(_store, result.Outputs, _request.RepositoryRoot);
        // Hooks that read these files may have been asked about before.
        _prints.Forget();
        return isRestored;
    }

    // A failure without a finding may come of anything: a network, a full disk, a tool that is not set up.
    private bool IsWorthKeeping(PlannedHook hook, HookReport report) =>
        report.Changed.Count == 0
        && (report.Outcome == HookOutcome.Succeeded || (report.Outcome == HookOutcome.Failed && !MayFix(hook) && report.Findings.Any(finding => finding.Level == HookFindingLevel.Error && finding.File.Length > 0)));

    private static bool IsShared(PlannedHook hook) => !hook.Environment.Contains("*", StringComparer.Ordinal);

    private TimeSpan Patience(PlannedHook hook)
    {
        var least = TimeSpan.FromMilliseconds(50);
        var usual = _lastRuns.Duration(hook.Name) ?? TimeSpan.FromSeconds(1);
        return usual < least ? least : usual;
    }

    private void Offer(PlannedHook hook, ResultKey key, RememberedResult result)
    {
        if (_remote is not null && result.Outcome == HookOutcome.Succeeded && IsShared(hook))
        {
            _remote.Offer(key.Digest, result, _store);
        }
    }

    // What a hook writes of what it reads is as it was, or nothing would be kept.
    private List<string> OutputsOf(PlannedHook hook, ResultKey key)
    {
        if (hook.Writes.Count == 0)
        {
            return [];
        }

        HashSet<string> read = new(key.Given, StringComparer.Ordinal);
        read.UnionWith(key.Beside);
        List<string> written = [];
        foreach (var path in _keys!.Inputs.Written(hook))
        {
            if (!read.Contains(path))
            {
                written.Add(path);
            }
        }

        return written;
    }

    private void KeepDuration(PlannedHook hook, HookReport report)
    {
        // Written only when it changes what is done next time.
        var before = _lastRuns.Duration(hook.Name);
        if (report.Duration >= Worthwhile != (before >= Worthwhile))
        {
            _lastRuns.Write(hook.Name, new LastRun { Time = _services.Clock.GetUtcNow(), Duration = report.Duration });
        }
    }

    private void KeepLastRun(PlannedHook hook, ResultKey key, HookReport report, bool isKept)
    {
        var run = LastRun.Of(key, _prints, _services.Clock.GetUtcNow(), report.Duration, isKept, []);
        var reasons = _lastRuns.Read(hook.Name) is { Key.Length: > 0 } before ? KeyDifference.Describe(before, run.Fields, run.Files) : ["nothing was remembered of it"];
        _lastRuns.Write(hook.Name, run with { Reasons = reasons });
    }
}
