using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Runner.Output;

/// <summary>For GitHub's runners: commands that put findings on the lines of a pull request.</summary>
internal sealed class GitHubOutput(Terminal terminal, string root) : RunOutput
{
    public override void Warned(Problem problem) => Write("warning", problem);

    public override void HookEnded(HookReport report)
    {
        if (report.Outcome == HookOutcome.Cancelled)
        {
            return;
        }

        foreach (var finding in report.Findings)
        {
            var level = finding.Level switch
            {
                HookFindingLevel.Error when report.IsBlocking => "error",
                HookFindingLevel.Info => "notice",
                _ => "warning",
            };
            Write(level, finding.File, finding.Line, finding.Column, finding, Title(finding, report));
        }

        if (Texts.ToHeadline(report) is { } problem)
        {
            Write(report.IsBlocking ? "error" : report.IsFailure ? "warning" : "notice", problem);
        }
    }

    public override void End(RunReport report) => RunText.WriteEnd(report, root, terminal);

    /// <summary>A message as a command takes it.</summary>
    internal static string Data(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    /// <summary>A property's value as a command takes it.</summary>
    internal static string Value(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    private static string Title(Finding finding, HookReport report) => finding.Code.Length == 0 ? report.Hook.Name : $"{report.Hook.Name} {finding.Code}";

    private void Write(string level, Problem problem) =>
        terminal.WriteLine($"::{level} {(problem.File is null ? "" : $"file={Value(RelativePath.Of(problem.File, root))},line={problem.Line},")}title={Value(problem.Code)}::{Data(PlainText.Of(problem.Message))}");

    private void Write(string level, string file, int line, int column, Finding finding, string title)
    {
        List<string> properties = [];
        if (file.Length > 0)
        {
            properties.Add("file=" + Value(RelativePath.Of(file, root)));
            Add("line", line);
            Add("endLine", finding.EndLine);
            Add("col", column);
            Add("endColumn", finding.EndColumn);
        }

        properties.Add("title=" + Value(title));
        terminal.WriteLine($"::{level} {string.Join(',', properties)}::{Data(PlainText.Of(finding.Message))}");

        void Add(string name, int number)
        {
            if (number > 0)
            {
                properties.Add($"{name}={number}");
            }
        }
    }
}
