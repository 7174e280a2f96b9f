using System.Globalization;
using Hooks.Build.Runner.LogReports;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Machine;

/// <summary>A report of all repositories for people.</summary>
internal static class MachineText
{
    /// <summary>As many hooks are told, of all repositories.</summary>
    public const int MostHooks = 20;

    /// <summary>Its lines.</summary>
    /// <param name="report">The report.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="paint">Makes a text of a colour.</param>
    public static IEnumerable<string> Lines(MachineReport report, int width, Func<Colour, string, string> paint)
    {
        if (report.Repositories.Count > 0)
        {
            foreach (var line in ReportText.Wrapped(Head(report), width)
                .Concat(Table(Repositories(report)).Prepend(""))
                .Concat(Table(Hooks(report)).Prepend("")))
            {
                yield return line;
            }
        }

        foreach (var line in ReportText.Sentences(report.Notes, "note", width, text => paint(Colour.Grey, text)))
        {
            yield return line;
        }

        IReadOnlyList<string> Table((IReadOnlyList<TextColumn> Columns, IReadOnlyList<TextCell[]> Rows) part) =>
            new TextTable(part.Columns, part.Rows).Lines(width, paint);
    }

    /// <summary>What it is about, in a line.</summary>
    public static string Head(MachineReport report)
    {
        var since = report.Repositories.Count == 0 ? report.Query.Since : report.Repositories.Min(repository => repository.History.Since);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Repositories.Count:N0} {(report.Repositories.Count == 1 ? "repository" : "repositories")}, {report.Runs:N0} {(report.Runs == 1 ? "run" : "runs")} since {ReportTime.Of(since)}{(report.Query.Branch is { } branch ? $" on {VisibleText.Of(branch)}" : "")}, {report.RunsBefore:N0} in the window before");
    }

    /// <summary>The stages of each repository.</summary>
    public static (IReadOnlyList<TextColumn> Columns, IReadOnlyList<TextCell[]> Rows) Repositories(MachineReport report) =>
    (
        [new("Repository", ToTheRight: false), new("Stage", ToTheRight: false), .. ReportText.StageColumns],
        [.. report.Repositories.SelectMany(repository => repository.Statistics.Stages.Select(stage => (TextCell[])[
            Name(repository), ReportText.NameOf(stage.Stage), .. ReportText.Cells(stage)]))]
    );

    /// <summary>The hooks that took most time.</summary>
    public static (IReadOnlyList<TextColumn> Columns, IReadOnlyList<TextCell[]> Rows) Hooks(MachineReport report) =>
    (
        [new("Repository", ToTheRight: false), new("Hook", ToTheRight: false), .. ReportText.HookColumns],
        [.. report.Repositories.SelectMany(repository => repository.Statistics.Hooks.Select(hook => (Repository: repository, Hook: hook)))
            .Where(pair => pair.Hook.Verdicts + pair.Hook.Remembered > 0).OrderByDescending(pair => pair.Hook.Durations.Total).Take(MostHooks)
            .Select(pair => (TextCell[])[Name(pair.Repository), ReportText.NameOf(pair.Hook), .. ReportText.Cells(pair.Hook)])]
    );

    private static TextCell Name(MachineRepository repository) => VisibleText.Of(MachineReport.Shown(repository.Root));
}
