using Hooks.Build.Engine.Model;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Reporting;

/// <summary>What is told of staged files and their repair, the same at every door.</summary>
public static class StagedTexts
{
    private const int Most = 20;

    /// <summary>The lines that say what was repaired.</summary>
    public static IEnumerable<string> Repaired(IReadOnlyList<FixedFile> files)
    {
        foreach (var file in files.Take(Most))
        {
            yield return $"{string.Join(", ", file.Hooks.Distinct(StringComparer.Ordinal))} fixed {file.Path}{Remark(file.WorkingCopy)}";
        }

        if (files.Count > Most)
        {
            yield return $"and {files.Count - Most} more";
        }
    }

    /// <param name="files">What was repaired.</param>
    /// <param name="areStaged">Whether git keeps the index that has them.</param>
    internal static Problem StoppedByFix(IReadOnlyList<FixedFile> files, bool areStaged) => new(
        Codes.Repaired,
        $"{files.Count} file{(files.Count == 1 ? " was" : "s were")} fixed{(areStaged ? " and staged" : "")}, and HooksFailOnFix (--fail-on-fix) stops the commit then: look at the changes{(areStaged ? "" : ", which are in your working copies alone, since git stages nothing where a 'commit -a' or 'commit PATH' is refused")}, and commit {(areStaged ? "again" : "in the same way again")}");

    /// <param name="files">What was repaired in the working tree.</param>
    internal static Problem FailedByFix(IReadOnlyList<FixedFile> files) => new(
        Codes.Repaired,
        $"{files.Count} file{(files.Count == 1 ? " was" : "s were")} fixed in the working tree, and HooksFailOnFix (--fail-on-fix) fails the run then: look at the changes, and commit them");

    internal static Problem NothingLeft { get; } = new(
        Codes.Repaired,
        "The repairs leave nothing to commit: what is staged is what the last commit has. If this commit amends the last one, or is meant to be empty, commit again");

    /// <summary>How the user's files are when repairs were taken back.</summary>
    /// <param name="kept">Those where that was not possible.</param>
    internal static string TakenBack(IReadOnlyList<string> kept) => kept.Count == 0
        ? "Nothing of the repairs stays in your files"
        : $"{Names(kept)} could not be put back ({(kept.Count == 1 ? "it was saved or deleted since, another program has it" : "they were saved or deleted since, another program has them")} open, or there is no room) and may have the repair; all other files are as they were";

    internal static IEnumerable<Problem> NotTakenBack(IReadOnlyList<string> kept) => kept.Count == 0 ? [] : [new Problem(Codes.IndexUpdate, TakenBack(kept))];

    internal static IEnumerable<Problem> Touched(IReadOnlyList<string> files, IReadOnlyList<HookReport> reports)
    {
        if (files.Count == 0)
        {
            yield break;
        }

        // The engine writes for ready-made checks, and knows what.
        var hooks = reports
            .Where(report => report.Hook.Kind is not (HookKind.Check or HookKind.Guard)
                && report.Outcome is not (HookOutcome.NoFiles or HookOutcome.Skipped or HookOutcome.NotNeeded))
            .Select(report => report.Hook.Name)
            .ToList();
        yield return new Problem(
            Codes.ChangedOtherFiles,
            $"{Names(files)} changed in the working tree while hooks ran{(hooks.Count == 0 ? "" : $" ({Names(hooks)})")}; what is committed is what was staged before. A hook that changes files says so by Writes or Fix, and its changes are then committed");
    }

    private static string Names(IReadOnlyList<string> names) => NameList.First(names, 5);

    private static string Remark(WorkingCopyFix outcome) => outcome switch
    {
        WorkingCopyFix.Merged => " (merged with your unstaged changes)",
        WorkingCopyFix.Conflict =>
            " (in the commit only: your unstaged changes, or lines that git converts on disk, are at the same place, so your working copy was left as it is)",
        WorkingCopyFix.NoText => " (in the commit only: it has unstaged changes and is no text that could be merged, so your working copy was left as it is)",
        WorkingCopyFix.Saved => " (in the commit only: it was saved while it was repaired, so your working copy was left as it is)",
        WorkingCopyFix.Held =>
            " (in the commit only: another program has it open for writing and would go on writing to the old file, so your working copy was left as it is)",
        WorkingCopyFix.Absent => " (in the commit only: it is not there in your working tree)",
        WorkingCopyFix.Unwritable => " (in the commit only: your working copy cannot be written)",
        _ => "",
    };
}
