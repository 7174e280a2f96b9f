using System.Buffers;
using Hooks.Build.Checks.Text.EditorConfig;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text;

/// <summary>One kind of line ending in a file: that of .editorconfig, where it names one. In files that are no text nothing is touched.</summary>
/// <param name="wanted">The kind where .editorconfig names none, or <see langword="null"/> for any one.</param>
/// <param name="fixes">Whether it repairs.</param>
/// <param name="config">What .editorconfig says.</param>
internal sealed class MixedLineEnding(LineEnd? wanted, bool fixes, EditorConfigFolders config) : LineCheck
{
    public override bool CanFix => fixes;

    public override bool IsAboutLines => true;

    public override BlockScan Scan(CheckedFile file) => new MixedLineEndingScan(wanted, () => config.Find(file.Path).EndOfLine);

    public override bool TryFix(CheckedFile file, ReadOnlySpan<byte> content, IBufferWriter<byte> repaired)
    {
        if (!fixes || !TextContent.IsText(content))
            return false;

        var counts = default(LineEndCounts);
        counts.Add(content);
        if (!counts.AreOtherThan(wanted))
            return false;

        var settings = config.Find(file.Path);
        var one = settings.EndOfLine ?? wanted;
        if (!counts.AreOtherThan(one))
            return false;

        var end = one ?? counts.Most;
        LineEnds.Rewrite(content, end, repaired);

        // A last line without an end gets one, as it does with pre-commit-hooks.
        if (content[^1] is not ((byte)'\r' or (byte)'\n') && settings.HasFinalNewline != false)
            repaired.Write(end.Bytes());

        return true;
    }
}

/// <summary>Counts the ends of lines.</summary>
internal sealed class MixedLineEndingScan(LineEnd? wanted, Func<LineEnd?> configured) : BlockScan
{
    private LineEndCounts _counts;
    private bool? _isText;

    public override void Read(ReadOnlySpan<byte> block, bool isLast, Findings findings)
    {
        _isText ??= TextContent.IsText(block);
        if (_isText == false)
            return;

        _counts.Add(block);
        if (!isLast || !_counts.AreOtherThan(wanted))
            return;

        var one = configured() ?? wanted;
        if (one is null)
            findings.Add(0, 0, $"mixed line endings ({_counts}); end all lines with {_counts.Most.Name()}");
        else if (one is { } end && _counts.OtherThan(end) > 0)
            findings.Add(0, 0, $"lines that do not end with {end.Name()} ({_counts}); end all lines with it");
    }
}
