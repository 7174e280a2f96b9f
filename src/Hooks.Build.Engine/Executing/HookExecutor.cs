using System.Collections.Concurrent;
using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Staging;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Executing;

/// <summary>Runs one hook to its end: time limit, retries, repair. Whatever a hook does stays inside its report.</summary>
internal sealed class HookExecutor(
    RunRequest request,
    IReadOnlyList<string>?[] files,
    StagedContent? staged,
    ResultCache? cache,
    HookRunners runners,
    LogFolder logs,
    TimeProvider clock,
    long runStarted,
    Verdicts? verdicts = null)
{
    private readonly Verdicts _verdicts = verdicts ?? new Verdicts();
    private readonly object _lock = new();
    private readonly ConcurrentDictionary<int, HookNotes> _running = new();
    private HashSet<string>? _all;
    private readonly bool _isAboutStagedFiles = request.Files.For(request.Stage).Kind == FileChoiceKind.Staged;

    /// <summary>Whether the hooks ran before in this run: their logs go on.</summary>
    public bool IsAgain { get; init; }

    /// <summary>Who follows the hooks; <see langword="null"/> where nobody does.</summary>
    public IRunObserver? Observer { get; init; }

    /// <summary>The files that the hooks of the run were given before; <see langword="null"/> where these are all.</summary>
    public IReadOnlyList<string>?[]? AllFiles { get; init; }

    /// <summary>Runs a hook, unless its result is remembered.</summary>
    public async Task<HookReport> RunAsync(PlannedHook hook, int cores, CancellationToken stop)
    {
        var given = files[hook.Index];
        if (!CheckRunner.Takes(hook))
        {
            _verdicts.Begin([hook.Index]);
        }

        if (cache is null)
        {
            return await RunNowAsync(hook, given, cores, stop);
        }

        var started = clock.GetTimestamp();
        var (lookup, warning) = await LookUpAsync(hook, given, stop);
        if (lookup?.Result is not null)
        {
            return cache.Replay(hook, lookup) with
            {
                Start = clock.GetElapsedTime(runStarted, started),
                Duration = clock.GetElapsedTime(started),
                FileCount = given?.Count,
                RememberedFiles = given?.Count ?? 0,
            };
        }

        var report = await RunNowAsync(hook, lookup?.Left ?? given, cores, stop);
        cache.Ran(hook);
        if (lookup is not null && !stop.IsCancellationRequested)
        {
            warning = Keep(lookup, hook, report) ?? warning;
        }

        return report with
        {
            Source = lookup?.Key is null ? ResultSource.NotRemembered : ResultSource.Miss,
            FileCount = given?.Count,
            RememberedFiles = lookup?.Left is { } left ? given!.Count - left.Count : 0,
            Warnings = warning is null ? report.Warnings : [.. report.Warnings, warning],
        };
    }

    /// <summary>How long the processes of a command that runs have run, and the processor time that they wanted; <see langword="null"/> where nobody can tell.</summary>
    public (TimeSpan Ran, TimeSpan Wanted)? UseOf(PlannedHook hook, TimeSpan least) =>
        hook.Kind == HookKind.Command && _running.TryGetValue(hook.Index, out var notes) ? notes.UseUntilNow(clock, least) : null;

    // Whatever goes wrong in remembering costs a run of the hook, and nothing else.
    private async Task<(KnownResult?, Problem?)> LookUpAsync(PlannedHook hook, IReadOnlyList<string>? given, CancellationToken stop)
    {
        try
        {
            return (await (CheckRunner.Takes(hook) ? runners.Checks.LookUpAsync(hook, cache!) : cache!.LookUpAsync(hook, given, stop)), null);
        }
        catch (Exception e)
        {
            return (null, stop.IsCancellationRequested ? null : StoreTexts.Unusable(hook, e));
        }
    }

    private Problem? Keep(KnownResult lookup, PlannedHook hook, HookReport report)
    {
        try
        {
            cache!.Keep(lookup, hook, report);
            return null;
        }
        catch (Exception e)
        {
            return StoreTexts.Unusable(hook, e);
        }
    }

    private async Task<HookReport> RunNowAsync(PlannedHook hook, IReadOnlyList<string>? given, int cores, CancellationToken stop)
    {
        var started = clock.GetTimestamp();
        var limit = hook.Timeout > 0 ? TimeSpan.FromSeconds(hook.Timeout) : request.DefaultTimeout;
        var left = request.Longest - clock.GetElapsedTime(runStarted, started);
        var isOfRun = left < limit;
        limit = left is { } rest && isOfRun ? TimeSpan.FromTicks(Math.Max(0, rest.Ticks)) : limit;
        using var timeout = new CancellationTokenSource(limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stop, timeout.Token);
        using var output = logs.Of(hook.Project).Open(hook.LogName, isAgain: IsAgain);
        // What runs again was told once.
        output.Follower = Observer is null || IsAgain ? null : HookFollower.Of(hook, Observer, clock);
        HookJob job = new(hook, request, given, cores, output, new HookView(request.RepositoryRoot));
        var attempts = 0;
        Attempt attempt;
        _running[hook.Index] = job.Notes;
        try
        {
            both.Token.ThrowIfCancellationRequested();
            attempt = await RunAsync(job, () => attempts++, both.Token);
        }
        catch (OperationCanceledException) when (both.IsCancellationRequested)
        {
            attempt = new Attempt(HookOutcome.Cancelled);
        }
        catch (HooksException e)
        {
            attempt = Attempt.Failure(string.Join("; ", e.Problems.Select(problem => problem.Message)));
        }
        catch (Exception e)
        {
            attempt = new Attempt(HookOutcome.Crashed, (e as TypeInitializationException)?.InnerException?.Message ?? $"{e.GetType().Name}: {e.Message}");
        }

        _ = _running.TryRemove(hook.Index, out _);

        // A hook that was ended because its time was over reports whatever it made of that, success too: the limit is the cause.
        if (both.IsCancellationRequested)
        {
            attempt = stop.IsCancellationRequested
                ? new Attempt(HookOutcome.Cancelled, "the run was stopped")
                : isOfRun ? new Attempt(HookOutcome.TimedOut, $"the whole run may take {Texts.Seconds(request.Longest!.Value)}, and they were over")
                : new Attempt(HookOutcome.TimedOut, $"its limit is {Texts.Seconds(limit)}{(job.Notes.IsUnrepaired ? ", which were over while its Fix ran: the check had failed" : "")}; if it needs more, raise Timeout");
        }

        output.End($"{EnumNames.NameOf(attempt.Outcome)} after {Texts.Seconds(clock.GetElapsedTime(started))}{(attempt.Reason.Length == 0 ? "" : ": " + attempt.Reason)}");
        TellRepairs(job);
        return new HookReport
        {
            Hook = hook,
            Outcome = attempt.Outcome,
            Reason = attempt.Reason,
            ExitCode = attempt.ExitCode,
            Answer = attempt.Answer,
            AnswerText = attempt.AnswerText ?? "",
            Start = clock.GetElapsedTime(runStarted, started),
            Duration = job.Notes.Share ?? clock.GetElapsedTime(started),
            FileCount = job.Files?.Count,
            Attempts = attempts,
            IsRepairFailed = job.Notes.IsUnrepaired,
            PassedOnRetry = job.Notes.PassedOnRetry && attempt.Outcome == HookOutcome.Succeeded,
            ProcessorTime = job.Notes.ProcessorTime,
            PeakMemory = job.Notes.PeakMemory,
            Findings = output.Findings,
            DroppedFindings = output.DroppedFindings,
            Tail = output.Tail(OutputTail.Most),
            LogPath = output.LogPath,
            Changed = job.Notes.Changed,
            Warnings = job.Notes.Warnings,
        };
    }

    private void TellRepairs(HookJob job)
    {
        foreach (var file in Observer is not null && request.Fixing ? job.Notes.Changed : [])
        {
            Observer!.Told(new RepairDetail(job.Hook, file, StagedContent.WorkingCopyOf(staged, file)));
        }
    }

    private async Task<Attempt> RunAsync(HookJob job, Action count, CancellationToken cancellation)
    {
        // Checks see to what is staged, and repair, all together.
        if (CheckRunner.Takes(job.Hook))
        {
            return await CheckOrRepairAsync(job, count, cancellation);
        }

        if (staged is null || job.Files is null)
        {
            return await WatchedAsync(job, count, cancellation);
        }

        var attempt = await RunOnStagedAsync(job, staged, count, cancellation);
        _verdicts.Repaired(job.Hook.Name, job.Notes.Changed, [job.Hook.Index]);
        return attempt;
    }

    private async Task<Attempt> RunOnStagedAsync(HookJob job, StagedContent content, Action count, CancellationToken cancellation)
    {
        if (content.IsWriter(job.Hook, job.Files))
        {
            return await content.FixAsync(job, copy => CheckOrRepairAsync(copy, count, cancellation), cancellation);
        }

        var attempt = await CheckAsync(job with { View = await content.ViewAsync(job.Hook, job.Files, cancellation) }, count, cancellation);
        return MayRepair(job, attempt) ? await content.FixAsync(job, copy => RepairAsync(copy, attempt, count, cancellation), cancellation) : attempt;
    }

    // In the working tree a hook writes where it likes: what it gave other bytes is found by looking, and told however it ended.
    private async Task<Attempt> WatchedAsync(HookJob job, Action count, CancellationToken cancellation)
    {
        var hook = job.Hook;
        var writes = GlobSet.Parse(hook.Writes, []);
        HashSet<string> watched = [.. writes.IsEmpty ? [] : All().Where(writes.IsMatch)];
        if (request.Fixing && hook.FixesItself)
        {
            watched.UnionWith(job.Files ?? []);
        }

        ChangeWatch? watch = watched.Count == 0 ? null : new ChangeWatch(request.RepositoryRoot, watched);
        try
        {
            var attempt = await CheckAsync(job, count, cancellation);
            if (!MayRepair(job, attempt))
            {
                return NotRepaired(attempt, hook);
            }

            watch ??= new ChangeWatch(request.RepositoryRoot, job.Files ?? [.. All()]);
            if (job.Files is null)
            {
                _verdicts.Repaired(hook.Name, [Verdicts.Unknown], [hook.Index]);
            }

            return await RepairAsync(job, attempt, count, cancellation);
        }
        finally
        {
            var changed = watch?.Changed() ?? [];
            var given = changed.Count == 0 || job.Files is null ? [] : job.Files.ToHashSet(StringComparer.Ordinal);
            job.Notes.Changed.AddRange(changed.Where(given.Contains));
            _verdicts.Repaired(hook.Name, changed, [hook.Index]);
        }
    }

    private async Task<Attempt> CheckOrRepairAsync(HookJob job, Action count, CancellationToken cancellation)
    {
        var attempt = await CheckAsync(job, count, cancellation);
        if (MayRepair(job, attempt))
        {
            return await RepairAsync(job, attempt, count, cancellation);
        }

        return NotRepaired(attempt, job.Hook);
    }

    private HashSet<string> All()
    {
        lock (_lock)
        {
            return _all ??= [.. (AllFiles ?? files).SelectMany(given => given ?? [])];
        }
    }

    private Attempt NotRepaired(Attempt attempt, PlannedHook hook) =>
        IsWorthAnother(attempt) && request.Fixing && hook.Fix.Count > 0
            ? attempt with { Reason = attempt.Reason + "; its Fix does not run at a commit, since it has no Files to tell which staged files it repairs" }
            : attempt;

    private async Task<Attempt> RepairAsync(HookJob job, Attempt failed, Action count, CancellationToken cancellation)
    {
        job.Output.WorkIn(job);
        // What was found is told if the repair does not come to its end.
        job.Output.BeginRepair($"failed ({failed.Reason}); repairing");
        job.Notes.IsUnrepaired = true;
        var repair = await runners.Commands.RunAsync(job, job.Hook.Fix, cancellation);
        job.Notes.IsUnrepaired = repair.Outcome != HookOutcome.Succeeded;
        if (repair.Outcome != HookOutcome.Succeeded)
        {
            return failed with { Reason = $"{failed.Reason}, and its Fix failed: {repair.Reason}" };
        }

        job.Output.BeginAttempt("repaired; once more");
        return await RunOnceAsync(job, count, cancellation);
    }

    private async Task<Attempt> CheckAsync(HookJob job, Action count, CancellationToken cancellation)
    {
        job.Output.WorkIn(job);
        var attempt = await RunOnceAsync(job, count, cancellation);
        for (var retry = 0; retry < job.Hook.Retries && IsWorthAnother(attempt) && !CheckRunner.Takes(job.Hook); retry++)
        {
            job.Output.BeginAttempt($"failed ({attempt.Reason}); once more");
            attempt = await RunOnceAsync(job, count, cancellation);
            job.Notes.PassedOnRetry = attempt.Outcome == HookOutcome.Succeeded;
        }

        return attempt;
    }

    private Task<Attempt> RunOnceAsync(HookJob job, Action count, CancellationToken cancellation)
    {
        count();
        return runners.For(job.Hook).RunAsync(job, cancellation);
    }

    // What is repaired at a commit is what is staged: a command that is not told of files would repair the working tree beside it.
    private bool MayRepair(HookJob job, Attempt attempt) =>
        IsWorthAnother(attempt) && request.Fixing && job.Hook.Fix.Count > 0 && (job.Files is not null || !_isAboutStagedFiles);

    private static bool IsWorthAnother(Attempt attempt) => attempt.Outcome is HookOutcome.Failed or HookOutcome.Crashed;
}
