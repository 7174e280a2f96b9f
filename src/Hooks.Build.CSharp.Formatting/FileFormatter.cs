using System.Globalization;
using Hooks.Build.Engine.Checking;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>Formats one file.</summary>
internal sealed class FileFormatter(ParsedFiles files)
{
    // Whitespace, usings, header.
    private const int Repairers = 3;

    /// <summary>Formats it, or tells how it differs.</summary>
    public FileReport Format(FormatJob job, EditorConfigs configs, CancellationToken cancellation)
    {
        FileReport report = new(job.File);
        try
        {
            if (!GeneratedCode.IsName(job.Path))
                Format(job, configs, report, cancellation);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            report.Error(1, 1, "FORMAT", "The file is not there: it vanished after the hook was started, or its name is not the one on disk.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Error(1, 1, "FORMAT", $"The file could not be formatted and is as it was: {e.Message}");
        }
        catch (InsufficientExecutionStackException)
        {
            RefuseDepth(report, new LinePosition(0, 0));
        }
        catch (InvalidOperationException e)
        {
            // Roslyn's formatter asserts what holds of code that compiles (Contract.Fail).
            report.Error(1, 1, "FORMAT", $"Roslyn cannot format this file, and it is as it was: does it compile? ({e.Message})");
        }

        return report;
    }

    private void Format(FormatJob job, EditorConfigs configs, FileReport report, CancellationToken cancellation)
    {
        var bytes = File.ReadAllBytes(job.Path);
        var style = configs.Of(job.Path);
        if (style.Flag("generated_code") == true)
            return;

        var tree = files.Of(job.Path, bytes, style.Charset, cancellation);
        var root = tree.GetRoot(cancellation);
        if (GeneratedCode.IsMarked(root))
            return;

        var text = tree.GetText(cancellation);
        if ((Nesting.IsGivenUp(root) ? 0 : Nesting.TooDeepAt(root, text)) is { } depth)
        {
            RefuseDepth(report, text.Lines.GetLinePosition(depth));
            return;
        }

        FileReport found = new(job.File);
        var result = Apply(new Draft(job, style, tree, found), cancellation);
        var isSame = ReferenceEquals(result, text);
        // What a fix finds and leaves is told of what it leaves.
        if (isSame || !job.Fix)
            report.Add(found);
        if (isSame)
            return;

        if (!SourceBytes.IsWhole(bytes, text))
            report.Error(
                1, 1, "CHARSET", "The file holds bytes that are no text of its encoding, which formatting would lose: it is left alone. Save it as UTF-8.");
        else if (job.Fix)
            Settle(job, style, (bytes, result), report, cancellation);
    }

    private static void RefuseDepth(FileReport report, LinePosition place) => report.Error(place.Line + 1, place.Character + 1, "FORMAT", string.Create(
        CultureInfo.InvariantCulture,
        $"The code is nested too deeply to be formatted (more than {Nesting.MostLevels} levels, or a chain of more than {Nesting.MostLinks}), and the file is as it was: split what is nested, or set 'generated_code = true' for the file in .editorconfig."));

    // One pass is not always all there is to do, nor with dotnet format: what is written is what the next check accepts.
    private static void Settle(FormatJob job, FileStyle style, (byte[] Before, SourceText Result) found, FileReport report, CancellationToken cancellation)
    {
        var text = found.Result;
        Rounds rounds = new(Repairers);
        while (rounds.MayGoOn(text.ToString()))
        {
            var bytes = SourceBytes.Encode(text);
            text = SourceBytes.Decode(bytes, style.Charset);
            FileReport left = new(job.File);
            if (ReferenceEquals(Again(job with { Fix = false }, left), text))
            {
                report.Add(left);
                Write(job, found.Before, bytes, report);
                return;
            }

            text = Again(job, new FileReport(job.File));
        }

        report.Error(
            1,
            1,
            "FORMAT",
            $"Formatting does not come to an end, as its steps do not agree: {rounds.Why}. The file is as it was; look for what its settings contradict.");

        SourceText Again(FormatJob with, FileReport found) =>
            Apply(new Draft(with, style, ParsedFiles.Parse(text, job.Path, cancellation), found), cancellation);
    }

    private static SourceText Apply(Draft draft, CancellationToken cancellation)
    {
        var parts = draft.Job.Parts;
        if (parts.HasFlag(FormatParts.Whitespace))
            WhitespaceSteps.Apply(draft, cancellation);
        if (parts.HasFlag(FormatParts.Usings))
            UsingsStep.Apply(draft, cancellation);
        if (parts.HasFlag(FormatParts.Header))
            HeaderStep.Apply(draft, cancellation);
        return draft.Text;
    }

    private static void Write(FormatJob job, byte[] before, byte[] after, FileReport report)
    {
        if (before.AsSpan().SequenceEqual(after))
            return;

        if (FileReplacement.TryReplace(job.Path, before, after))
            report.Formatted();
        else
            report.Error(1, 1, "FORMAT", "The file was changed by somebody else while it was being formatted: it is left as it is now. Run the hook again.");
    }
}
