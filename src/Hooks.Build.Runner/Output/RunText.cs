using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Runner.Output;

/// <summary>What people read at the end of a run: a block for each hook that failed, what started the trouble last, and one line that sums up.</summary>
internal static class RunText
{
    /// <summary>Writes problems, one a line.</summary>
    public static void WriteProblems(IEnumerable<Problem> problems, Terminal terminal)
    {
        foreach (var problem in problems)
        {
            var place = problem.File is null ? "hooks" : problem.Line == 0 ? problem.File : $"{problem.File}({problem.Line},{problem.Column})";
            terminal.WriteLine($"{place}: {terminal.Paint(Colour.Red, "error")} {problem.Code}: {PlainText.Of(problem.Message)}");
        }
    }

    /// <summary>Writes the end of a run; nothing where there was nothing to run.</summary>
    public static void WriteEnd(RunReport report, string root, Terminal terminal)
    {
        Dictionary<string, string> told = new(StringComparer.Ordinal);
        foreach (var hook in InOrder(report))
        {
            WriteBlock(hook, root, terminal, told);
        }

        foreach (var line in Texts.Matrices(report))
        {
            terminal.WriteLine($"{terminal.Paint(Colour.Red, "hooks:")} {line}");
        }

        foreach (var line in StagedTexts.Repaired(report.Repaired))
        {
            terminal.WriteLine($"{terminal.Paint(Colour.Yellow, "hooks:")} {PlainText.OfName(line)}");
        }

        WriteProblems(report.Problems, terminal);
        if (report.Hooks.Count > 0 || report.LeftOut.Count > 0 || report.Interrupted)
        {
            List<string> skipped = [];
            foreach (var hook in report.Hooks)
            {
                if (hook.Outcome == HookOutcome.Skipped)
                {
                    skipped.Add($"{hook.Hook.Name} ({ShortReason(hook.Reason)})");
                }
            }

            var colour = report.Succeeded ? Colour.Green : Colour.Red;
            terminal.WriteLine(
                $"{terminal.Paint(colour, "hooks:")} {Texts.Summary(report)}{(skipped.Count == 0 ? "" : "; skipped: " + string.Join(", ", skipped))}");
        }
    }

    /// <summary>The hooks with something to tell: warnings first, the failure that made others be skipped last, since that is where one looks.</summary>
    internal static IReadOnlyList<HookReport> InOrder(RunReport report)
    {
        var failed = report.Hooks.Where(hook => hook.IsBlocking).ToList();
        var root = failed.Find(hook => report.Hooks.Any(other => other.Outcome == HookOutcome.Skipped
            && other.Reason.StartsWith($"'{hook.Hook.Name}'", StringComparison.Ordinal))) ?? failed.FirstOrDefault();
        var told = report.Hooks.Where(hook => hook is { IsBlocking: false, Outcome: not HookOutcome.Cancelled } && (hook.IsFailure || hook.Findings.Count > 0));
        return [.. told, .. failed.Where(hook => hook != root), .. root is null ? [] : (HookReport[])[root]];
    }

    /// <summary>
    /// A finding as compilers write it, so that editors can jump there; further lines of it are indented, so that none is taken for another finding.
    /// </summary>
    internal static string Describe(Finding finding, string root, bool isBlocking)
    {
        var level = finding.Level switch
        {
            HookFindingLevel.Error when isBlocking => "error",
            HookFindingLevel.Info => "info",
            _ => "warning",
        };
        return $"{(PlaceOf(finding, root) is { Length: > 0 } place ? place + ": " : "")}{level}{(finding.Code.Length == 0 ? "" : " " + finding.Code)}: {PlainText.Of(Texts.Shortened(finding.Message)).ReplaceLineEndings("\n    ")}";
    }

    private static string PlaceOf(Finding finding, string root) => finding.File.Length == 0 ? ""
        : $"{PlainText.OfName(RelativePath.Of(finding.File, root))}{(finding.Line == 0 ? "" : $"({finding.Line}{(finding.Column == 0 ? "" : "," + finding.Column)})")}";

    // Told: each finding's line with the hook that has told it.
    private static void WriteBlock(HookReport report, string root, Terminal terminal, Dictionary<string, string> told)
    {
        if (Texts.ToHeadline(report) is { } problem)
        {
            var level = report.IsBlocking ? terminal.Paint(Colour.Red, "error") : terminal.Paint(Colour.Yellow, "warning");
            terminal.WriteLine($"{level} {problem.Code}: {PlainText.Of(problem.Message)}");
        }

        List<string> before = [];
        foreach (var finding in report.Findings)
        {
            var line = Describe(finding, root, report.IsBlocking);
            if (told.TryGetValue(line, out var other) && other != report.Hook.Name)
            {
                before.Add(other);
                continue;
            }

            told[line] = report.Hook.Name;
            var place = PlaceOf(finding, root);
            terminal.WriteLine("  " + (place.Length == 0 ? "" : terminal.Link(Path.Combine(root, finding.File), place)) + line[place.Length..]);
        }

        foreach (var others in before.GroupBy(name => name, StringComparer.Ordinal))
        {
            var count = others.Count();
            terminal.WriteLine($"  {count} more above: {others.Key} found {(count == 1 ? "it" : "them")}, too");
        }

        if (report.DroppedFindings > 0)
        {
            terminal.WriteLine("  and " + Texts.Dropped(report));
        }

        if (report.IsFailure)
        {
            foreach (var line in Texts.Tail(report))
            {
                terminal.WriteLine(terminal.Paint(Colour.Grey, "  | ") + PlainText.Of(line));
            }

            if (report.LogPath is not null)
            {
                terminal.WriteLine($"  log: {terminal.Link(report.LogPath, PlainText.OfName(RelativePath.Of(report.LogPath, root)))}");
            }
        }
    }

    private static string ShortReason(string reason) =>
        reason.Replace(", which it depends on,", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
}
