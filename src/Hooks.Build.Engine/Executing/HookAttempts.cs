using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Staging;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Executing;

/// <summary>The attempts of a hook: on what is staged or in the working tree, again after a failure, and after its repair.</summary>
/// <param name="request">The run.</param>
/// <param name="files">The files that the hooks of the run are given, by index in the plan.</param>
/// <param name="staged">What is staged; <see langword="null"/> where the run is about the working tree.</param>
/// <param name="runners">Run hooks.</param>
/// <param name="verdicts">Are told what is repaired.</param>
internal sealed class HookAttempts(RunRequest request, IReadOnlyList<string>?[] files, StagedContent? staged, HookRunners runners, Verdicts verdicts)
{
    private readonly Lazy<HashSet<string>> _all = new(() => [.. files.SelectMany(given => given ?? [])]);
    private readonly bool _isAboutStagedFiles = request.Files.For(request.Stage).Kind == FileChoiceKind.Staged;

    /// <summary>Runs a hook.</summary>
    /// <param name="job">What it is given.</param>
    /// <param name="count">Called before each attempt.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="HooksException">HOOK9016: there is no room for copies of what is staged.</exception>
    public async Task<Attempt> RunAsync(HookJob job, Action count, CancellationToken cancellation)
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
        verdicts.Repaired(job.Hook.Name, job.Notes.Changed, [job.Hook.Index]);
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
        HashSet<string> watched = [.. writes.IsEmpty ? [] : _all.Value.Where(writes.IsMatch)];
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
                return request.Fix == FixMode.Never && Given(watch) is { Count: > 0 } rewritten && attempt.Outcome == HookOutcome.Succeeded
                    ? Attempt.Failure(
                        $"it changed {NameList.First(rewritten, 5)}, and fixing is off (HooksFix, or a build server): look at the changes, and commit them")
                    : NotRepaired(attempt, hook);
            }

            watch ??= new ChangeWatch(request.RepositoryRoot, job.Files ?? [.. _all.Value]);
            if (job.Files is null)
            {
                verdicts.Repaired(hook.Name, [Verdicts.Unknown], [hook.Index]);
            }

            return await RepairAsync(job, attempt, count, cancellation);
        }
        finally
        {
            job.Notes.Changed.AddRange(Given(watch));
            verdicts.Repaired(hook.Name, watch?.Changed() ?? [], [hook.Index]);
        }

        List<string> Given(ChangeWatch? looked)
        {
            var changed = looked?.Changed() ?? [];
            var given = changed.Count == 0 || job.Files is null ? [] : job.Files.ToHashSet(StringComparer.Ordinal);
            return [.. changed.Where(given.Contains)];
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

    // What a hook says that was to end is no result: it is neither tried again nor repaired.
    private async Task<Attempt> RunOnceAsync(HookJob job, Action count, CancellationToken cancellation)
    {
        count();
        var attempt = await runners.For(job.Hook).RunAsync(job, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return attempt;
    }

    // What is repaired at a commit is what is staged: a command that is not told of files would repair the working tree beside it.
    private bool MayRepair(HookJob job, Attempt attempt) =>
        IsWorthAnother(attempt) && request.Fixing && job.Hook.Fix.Count > 0 && (job.Files is not null || !_isAboutStagedFiles);

    private static bool IsWorthAnother(Attempt attempt) => attempt.Outcome is HookOutcome.Failed or HookOutcome.Crashed;
}
