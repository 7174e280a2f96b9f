using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>
/// The text of a file on its way through the steps. Each change is a finding, at its place in the text that the step was given, as dotnet format words it.
/// </summary>
internal sealed class Draft(FormatJob job, FileStyle style, SyntaxTree tree, FileReport report)
{
    private SyntaxTree? _tree = tree;

    /// <summary>The file.</summary>
    public FormatJob Job => job;

    /// <summary>What <c>.editorconfig</c> says of it.</summary>
    public FileStyle Style => style;

    /// <summary>The text now.</summary>
    public SourceText Text { get; private set; } = tree.GetText();

    /// <summary>Root of the text now.</summary>
    public SyntaxNode Root(CancellationToken cancellation) => (_tree ??= ParsedFiles.Parse(Text, job.Path, cancellation)).GetRoot(cancellation);

    /// <summary>Takes a step's result.</summary>
    /// <param name="text">The text as it should be.</param>
    /// <param name="code">What the findings are named.</param>
    /// <param name="message">What they say.</param>
    /// <param name="tree">The text parsed, where it was.</param>
    public void Become(SourceText text, string code, string message, SyntaxTree? tree = null)
    {
        var before = Text;
        if (text.ContentEquals(before) && Equals(text.Encoding, before.Encoding))
            return;

        if (!job.Fix)
            Tell(text, before, code, message);
        (Text, _tree) = (text, tree);
    }

    /// <summary>Takes a step's result that has one finding.</summary>
    public void Become(SourceText text, LinePosition place, string code, string message)
    {
        if (!job.Fix)
            report.Error(place.Line + 1, place.Character + 1, code, message);
        (Text, _tree) = (text, null);
    }

    /// <summary>Says what is wrong and stays as it is.</summary>
    public void Refuse(int position, string code, string message)
    {
        var place = Text.Lines.GetLinePosition(position);
        report.Error(place.Line + 1, place.Character + 1, code, message);
    }

    private void Tell(SourceText text, SourceText before, string code, string message)
    {
        var changes = text.GetTextChanges(before);
        foreach (var change in changes)
        {
            var place = before.Lines.GetLinePosition(change.Span.Start);
            // A step that gives the text anew is not told apart from its parts.
            var detail = changes.Count > 1 || change.NewText?.Length != text.Length ? Describe(change) : "";
            report.Error(place.Line + 1, place.Character + 1, code, message + detail);
        }
    }

    private static string Describe(TextChange change)
    {
        var inserted = (change.NewText ?? "")
            .Replace(" ", "\\s", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
        return (inserted.Length, change.Span.Length) switch
        {
            (0, 0) => "",
            (0, var deleted) => string.Create(CultureInfo.InvariantCulture, $" Delete {deleted} characters."),
            (_, 0) => $" Insert '{inserted}'.",
            (_, var replaced) => string.Create(CultureInfo.InvariantCulture, $" Replace {replaced} characters with '{inserted}'."),
        };
    }
}
