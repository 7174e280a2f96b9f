using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text;

/// <summary>Finds lines with blanks at their ends.</summary>
internal sealed class TrailingWhitespaceScan(LineTrimming trimming, Func<bool> keepsBlanks) : BlockScan
{
    private readonly LineCursor _lines = new();

    // What stands for a line that began in an earlier block.
    private byte[] _begun = [];
    private bool? _isText;
    private bool? _keepsBlanks;

    public override void Read(ReadOnlySpan<byte> block, bool isLast, Findings findings)
    {
        _isText ??= TextContent.IsText(block);
        if (_isText == false)
            return;

        var from = _begun.Length > 0 ? FinishLine(block, isLast, findings) : 0;
        for (int end; (end = trimming.Search.IndexOf(block, from)) >= 0; from = end + 1)
            Look(block, block[..end].LastIndexOf((byte)'\n') + 1, end + 1, findings);

        var rest = Math.Max(from, block.LastIndexOf((byte)'\n') + 1);
        if (isLast)
        {
            Look(block, rest, block.Length, findings);
            return;
        }

        if (rest < block.Length)
            _begun = LineTrimming.Shorten(block[rest..]);
        _lines.Leave(block);
    }

    private int FinishLine(ReadOnlySpan<byte> block, bool isLast, Findings findings)
    {
        var end = block.IndexOf((byte)'\n');
        var part = end < 0 ? block : block[..(end + 1)];
        byte[] line = [.. _begun, .. LineTrimming.Shorten(part)];
        _begun = end < 0 && !isLast ? LineTrimming.Shorten(line) : [];
        if (_begun.Length == 0 && trimming.IsUntidy(line))
            Report(_lines.LineAt(block, 0), findings);

        return part.Length;
    }

    private void Look(ReadOnlySpan<byte> block, int start, int end, Findings findings)
    {
        if (trimming.IsUntidy(block[start..end]))
            Report(_lines.LineAt(block, start), findings);
    }

    private void Report(long line, Findings findings)
    {
        // Asked when something is found: most files are tidy.
        _keepsBlanks ??= keepsBlanks();
        if (_keepsBlanks == false)
            findings.Add(line, 0, "blanks at the end of the line; delete them");
    }
}
