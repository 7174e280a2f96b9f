using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Exports;

/// <summary>Something that hooks found, once, however many of them found it.</summary>
/// <param name="Finding">As the first of them has it.</param>
/// <param name="Level">The most serious that one of them makes of it.</param>
/// <param name="Rule">What was broken: the code, or the name of the hook (of several the first by name) where there is none.</param>
/// <param name="Hooks">The hooks, at least one.</param>
/// <param name="Place">The file to blame; where no file is, the declaration of the hook, and <see langword="null"/> without that.</param>
/// <param name="Fingerprint">Stays the same while the line moves: of rule, path and the line's text, numbered where that is not unique.</param>
internal sealed record RunFinding(Finding Finding, AnnotationLevel Level, string Rule, IReadOnlyList<PlannedHook> Hooks, SourcePlace? Place, string Fingerprint)
{
    /// <summary>The first line of the place; 0 where it is unknown.</summary>
    public int Line => Finding.File.Length > 0 ? Finding.Line : Hooks[0].Line;

    /// <summary>The text, without what would move a cursor.</summary>
    public string Message { get; } = PlainText.Of(Finding.Message);

    /// <summary>All findings of a run, in the order in which hooks ended. What a hook wrote that was ended with the run is noise.</summary>
    public static IReadOnlyList<RunFinding> Of(ExportedRun run)
    {
        var root = run.Request.RepositoryRoot;
        var groups = run.Report.Hooks
            .Where(hook => hook.Outcome != HookOutcome.Cancelled)
            .SelectMany(hook => hook.Findings.Select(finding => (Hook: hook, Finding: finding)))
            .GroupBy(found => (found.Finding.File, found.Finding.Line, found.Finding.Column, Rule: KeyOf(found.Finding, found.Hook), found.Finding.Message))
            .ToList();
        var lines = SourceLines.Read(groups.Select(group => (Absolute(group.Key.File, root), group.Key.Line)));
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        return [.. groups.Select(group =>
        {
            var (hook, finding) = group.First();
            PlannedHook[] hooks = [.. group.Select(found => found.Hook.Hook).DistinctBy(found => found.Name, StringComparer.Ordinal)];
            var rule = finding.Code.Length > 0 ? finding.Code : hooks.Select(one => one.Name).Order(StringComparer.Ordinal).First();
            var place = finding.File.Length > 0 ? SourcePlace.Of(finding.File, root) : hook.Hook.File is { } file ? SourcePlace.Of(file, root) : null;
            var text = lines.TryGetValue((Absolute(finding.File, root), finding.Line), out var line) ? line.Trim() : finding.Message;
            return new RunFinding(
                finding,
                group.Max(found => AnnotationOutput.LevelOf(found.Finding, found.Hook)),
                rule,
                hooks,
                place,
                Unique(known, $"{rule}\n{place?.Path}\n{text}"));
        })];
    }

    private static string Unique(Dictionary<string, int> known, string text)
    {
        var hash = Sha256.Hex(Encoding.UTF8.GetBytes(text))[..32];
        known[hash] = known.TryGetValue(hash, out var count) ? count + 1 : 1;
        return string.Create(CultureInfo.InvariantCulture, $"{hash}:{known[hash]}");
    }

    // At one place one message is one finding, whoever says it. Without a place it may be about anything, so that it is each hook's own.
    private static string KeyOf(Finding finding, HookReport report) => finding.Code.Length == 0 && finding.File.Length == 0 ? report.Hook.Name : finding.Code;

    private static string Absolute(string file, string root) => file.Length == 0 ? "" : SourcePlace.FullPath(file, root);
}
