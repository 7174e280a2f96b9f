using System.Collections.Concurrent;
using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Staging;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Executing;

/// <summary>Runs one hook to its end, within its time limit, unless its result is remembered. Whatever a hook does stays inside its report.</summary>
/// <param name="request">The run.</param>
/// <param name="files">The files that each hook of the plan is given.</param>
/// <param name="staged">What is staged; <see langword="null"/> where the run is about the working tree.</param>
/// <param name="cache">What is remembered; <see langword="null"/> where nothing is.</param>
/// <param name="runners">Run hooks.</param>
/// <param name="logs">Where logs go.</param>
/// <param name="clock">The clock.</param>
/// <param name="runStarted">When the run began, by the clock's timestamp.</param>
/// <param name="verdicts">Who looked at files when.</param>
/// <param name="allFiles">The files that the hooks were given before in this run; <see langword="null"/> where these are all.</param>
internal sealed class HookExecutor(
    RunRequest request,
    IReadOnlyList<string>?[] files,
    StagedContent? staged,
    ResultCache? cache,
    HookRunners runners,
    LogFolder logs,
    TimeProvider clock,
    long runStarted,
    Verdicts verdicts,
    IReadOnlyList<string>?[]? allFiles = null)
{
    private readonly HookAttempts _attempts = new(request, allFiles ?? files, staged, runners, verdicts);
    private readonly ConcurrentDictionary<int, HookNotes> _running = new();

    /// <summary>Whether the hooks ran before in this run: their logs go on.</summary>
    public bool IsAgain { get; init; }

    /// <summary>Who follows the hooks; <see langword="null"/> where nobody does.</summary>
    public IRunObserver? Observer { get; init; }

    /// <summary>Runs a hook, unless its result is remembered.</summary>
    public async Task<HookReport> RunAsync(PlannedHook hook, int cores, CancellationToken stop)
    {
        var given = files[hook.Index];
        if (!CheckRunner.Takes(hook))
        {
            verdicts.Begin([hook.Index]);
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

    /// <summary>
    /// How long the processes of a command that runs have run, and the processor time that they wanted; <see langword="null"/> where nobody can tell.
    /// </summary>
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
        HookJob job = new(hook, request, given, cores, output, new HookView(request.RepositoryRoot)) { BeginTimeAnew = BeginTimeAnew };
        var attempts = 0;
        Attempt attempt;
        _running[hook.Index] = job.Notes;
        try
        {
            both.Token.ThrowIfCancellationRequested();
            attempt = await _attempts.RunAsync(job, () => attempts++, both.Token);
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
                : new Attempt(
                    HookOutcome.TimedOut,
                    $"its limit is {Texts.Seconds(limit)}{(job.Notes.IsUnrepaired ? ", which were over while its Fix ran: the check had failed" : "")}; if it needs more, raise Timeout");
        }

        output.End(
            $"{EnumNames.NameOf(attempt.Outcome)} after {Texts.Seconds(clock.GetElapsedTime(started))}{(attempt.Reason.Length == 0 ? "" : ": " + attempt.Reason)}");
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

        void BeginTimeAnew()
        {
            if (!(request.Longest - clock.GetElapsedTime(runStarted) < limit))
            {
                timeout.CancelAfter(limit);
            }
        }
    }

    private void TellRepairs(HookJob job)
    {
        foreach (var file in Observer is not null && request.Fixing ? job.Notes.Changed : [])
        {
            Observer!.Told(new RepairDetail(job.Hook, file, StagedContent.WorkingCopyOf(staged, file)));
        }
    }
}
