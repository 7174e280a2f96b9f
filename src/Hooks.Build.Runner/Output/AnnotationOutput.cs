using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Runner.Output;

/// <summary>For build servers that take commands from what a step prints: one for each finding as hooks end, and the text for people at the end.</summary>
internal abstract class AnnotationOutput(Terminal terminal, string root) : RunOutput
{
    private readonly HashSet<Annotation> _told = [];

    public override bool IsForPeople => true;

    /// <summary>The commands that put something on its line; none where the server has none for it.</summary>
    protected abstract IEnumerable<string> Commands(Annotation annotation);

    /// <summary>The commands that tell of a hook, or of the run itself.</summary>
    protected virtual IEnumerable<string> Headlines(Annotation annotation) => Commands(annotation);

    /// <summary>A line of text, in which the server sees no command: findings quote files, which anybody can write who asks for a pull.</summary>
    protected abstract string WithoutCommands(string line);

    public override void Warned(Problem problem) => Write(Headlines(Of(problem, AnnotationLevel.Warning, "")));

    public override void HookEnded(HookReport report)
    {
        if (report.Outcome == HookOutcome.Cancelled)
        {
            return;
        }

        foreach (var finding in report.Findings)
        {
            Annotation annotation = new(
                LevelOf(finding, report), finding.File.Length == 0 ? "" : RelativePath.Of(finding.File, root), finding.Line, finding.Column, finding.EndLine,
                finding.EndColumn, report.Hook.Name, finding.Code, PlainText.Of(finding.Message));

            // Two hooks that find the same thing.
            if (_told.Add(annotation with { Hook = "", EndLine = 0, EndColumn = 0 }))
            {
                Write(Commands(annotation));
            }
        }

        if (Texts.ToHeadline(report) is { } problem)
        {
            Write(Headlines(Of(
                problem, report.IsBlocking ? AnnotationLevel.Error : report.IsFailure ? AnnotationLevel.Warning : AnnotationLevel.Note, report.Hook.Name)));
        }
    }

    public override void End(RunReport report)
    {
        foreach (var problem in report.Problems)
        {
            Write(Headlines(Of(problem, AnnotationLevel.Error, "")));
        }

        RunText.WriteEnd(report, root, terminal.Through(WithoutCommands));
    }

    /// <summary>What a finding counts as: those of a hook that only warns are warnings.</summary>
    internal static AnnotationLevel LevelOf(Finding finding, HookReport report) => finding.Level switch
    {
        HookFindingLevel.Error when report.IsBlocking => AnnotationLevel.Error,
        HookFindingLevel.Info => AnnotationLevel.Note,
        _ => AnnotationLevel.Warning,
    };

    private Annotation Of(Problem problem, AnnotationLevel level, string hook) =>
        new(
            level,
            problem.File is null ? "" : RelativePath.Of(problem.File, root),
            problem.Line,
            problem.Column,
            0,
            0,
            hook,
            problem.Code,
            PlainText.Of(problem.Message));

    private void Write(IEnumerable<string> commands)
    {
        foreach (var command in commands)
        {
            terminal.WriteLine(command);
        }
    }
}
