using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text.EditorConfig;

/// <summary>Finds blanks and tabs at the ends of lines, of whichever kind these are.</summary>
internal sealed class BlankEnds : BlockScan
{
    private static readonly LineEndSearch Search = new(" \t"u8);

    private readonly LineCursor _lines = new();

    public override void Read(ReadOnlySpan<byte> block, bool isLast, Findings findings)
    {
        var ends = default(LineEndCounts);
        ends.Add(block);
        var newline = Search.IndexOf(block, 0);
        var loneReturn = ends.Cr > 0 ? NextReturn(block, 0) : -1;
        while (newline >= 0 || loneReturn >= 0)
        {
            var at = newline < 0 || (loneReturn >= 0 && loneReturn < newline) ? loneReturn : newline;
            Report(block, at, findings);
            if (at == newline)
                newline = Search.IndexOf(block, at + 1);
            else
                loneReturn = NextReturn(block, at + 1);
        }

        if (isLast && block.Length > 0 && block[^1] is (byte)' ' or (byte)'\t')
            Report(block, block.Length, findings);
        if (!isLast)
            _lines.Leave(block);
    }

    // A \r without \n that stands behind a blank.
    private static int NextReturn(ReadOnlySpan<byte> block, int from)
    {
        for (var i = from; i < block.Length; i++)
        {
            var next = block[i..].IndexOf((byte)'\r');
            if (next < 0)
                return -1;

            i += next;
            if (i > 0 && block[i - 1] is (byte)' ' or (byte)'\t' && (i + 1 == block.Length || block[i + 1] != '\n'))
                return i;
        }

        return -1;
    }

    private void Report(ReadOnlySpan<byte> block, int end, Findings findings) =>
        findings.Add(_lines.LineAt(block, end), 0, "blanks at the end of the line, which .editorconfig says to trim; delete them");
}
