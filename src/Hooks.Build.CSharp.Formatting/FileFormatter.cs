namespace Hooks.Build.CSharp.Formatting;

/// <summary>Formats one file.</summary>
internal sealed class FileFormatter(ParsedFiles files)
{
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

        return report;
    }

    private void Format(FormatJob job, EditorConfigs configs, FileReport report, CancellationToken cancellation)
    {
        var bytes = File.ReadAllBytes(job.Path);
        var style = configs.Of(job.Path);
        if (style.Flag("generated_code") == true)
            return;

        var tree = files.Of(job.Path, bytes, cancellation);
        if (GeneratedCode.IsMarked(tree.GetRoot(cancellation)))
            return;

        Draft draft = new(job, style, tree, report);
        var text = draft.Text;
        Apply(draft, cancellation);
        if (ReferenceEquals(draft.Text, text))
            return;

        if (!SourceBytes.IsWhole(bytes, text))
            report.Error(1, 1, "CHARSET", "The file holds bytes that are no text of its encoding, which formatting would lose: it is left alone. Save it as UTF-8.");
        else if (job.Fix)
            Write(job, bytes, SourceBytes.Encode(draft.Text), report);
    }

    private static void Apply(Draft draft, CancellationToken cancellation)
    {
        var parts = draft.Job.Parts;
        if (parts.HasFlag(FormatParts.Whitespace))
            WhitespaceSteps.Apply(draft, cancellation);
        if (parts.HasFlag(FormatParts.Usings))
            UsingsStep.Apply(draft, cancellation);
        if (parts.HasFlag(FormatParts.Header))
            HeaderStep.Apply(draft, cancellation);
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
