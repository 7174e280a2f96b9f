using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Staging;

namespace Hooks.Build.Engine.Running;

/// <summary>What becomes of a run's repairs: staged once, when all hooks are done, or taken back. Before that a stop leaves everything as it was.</summary>
internal static class RepairEnding
{
    /// <summary>Stages what was repaired, or takes it back.</summary>
    /// <param name="staged">What is staged; <see langword="null"/> where the run is about the working tree, whose files are repaired already.</param>
    /// <param name="request">The run.</param>
    /// <param name="reports">What came of its hooks.</param>
    /// <param name="isAgreed">Whether the hooks agree on what the files should be.</param>
    /// <param name="observer">Is told of files that hooks changed though they were not theirs.</param>
    /// <param name="cancellation">Takes back what is not staged yet.</param>
    /// <returns>What is repaired now, and what is wrong.</returns>
    public static async Task<(IReadOnlyList<FixedFile> Repaired, IReadOnlyList<Problem> Problems)> EndAsync(
        StagedContent? staged, RunRequest request, IReadOnlyList<HookReport> reports, bool isAgreed, IRunObserver observer, CancellationToken cancellation)
    {
        if (staged is null)
        {
            var repaired = InPlace(reports, request);
            // A message is taken as it is left; and a build is none that waits for a commit.
            return (repaired, request.FailOnFix && repaired.Count > 0 && request.Stage is not (HookStages.Build or HookStages.CommitMsg)
                ? [StagedTexts.FailedByFix(repaired)]
                : []);
        }

        if (!isAgreed)
        {
            return ([], [.. StagedTexts.NotTakenBack(staged.Repairs.Undo())]);
        }

        foreach (var warning in StagedTexts.Touched(staged.Touched(), reports))
        {
            observer.Warned(warning);
        }

        try
        {
            cancellation.ThrowIfCancellationRequested();
            await staged.Repairs.StageAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return ([], [.. StagedTexts.NotTakenBack(staged.Repairs.Undo())]);
        }
        catch (HooksException e)
        {
            var kept = staged.Repairs.Undo();
            return ([], [.. e.Problems.Select(problem => problem with { Message = $"{problem.Message}. {StagedTexts.TakenBack(kept)}" })]);
        }

        var fixes = staged.Repairs.Fixed;
        return await staged.Repairs.LeavesNothingAsync() ? (fixes, [StagedTexts.NothingLeft])
            : request.FailOnFix && fixes.Count > 0 ? (fixes, [StagedTexts.StoppedByFix(fixes, staged.Repairs.StayStaged)])
            : (fixes, []);
    }

    private static List<FixedFile> InPlace(IReadOnlyList<HookReport> reports, RunRequest request)
    {
        SortedDictionary<string, List<string>> hooks = new(StringComparer.Ordinal);
        foreach (var report in request.Fixing ? reports : [])
        {
            foreach (var file in report.Changed)
            {
                hooks[file] = [.. hooks.GetValueOrDefault(file) ?? [], report.Hook.Name];
            }
        }

        return [.. hooks.Select(pair => new FixedFile(pair.Key, pair.Value, WorkingCopyFix.Same))];
    }
}
