using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text;

/// <summary>Looks at the end of a file, and remembers of the blocks before it whether they end with newlines.</summary>
internal sealed class EndOfFileScan(Func<bool> mayLackNewline) : BlockScan
{
    private readonly LineCursor _lines = new();
    private byte[] _newlines = [];
    private long _newlineLine;
    private bool _hasText;
    private bool? _isText;

    public override void Read(ReadOnlySpan<byte> block, bool isLast, Findings findings)
    {
        _isText ??= TextContent.IsText(block);
        if (_isText == false)
            return;

        var text = block.LastIndexOfAnyExcept((byte)'\n', (byte)'\r') + 1;
        if (text > 0)
        {
            _hasText = true;
            _newlines = [];
        }

        // Three bytes say whether there is more than one newline.
        if (_newlines.Length == 0 && text < block.Length)
            _newlineLine = isLast && block.Length - text == LineEnds.LengthOfFirst(block[text..]) ? 0 : _lines.LineAt(block, text);
        _newlines = [.. _newlines, .. block[text..Math.Min(block.Length, text + Math.Max(0, 3 - _newlines.Length))]];

        if (isLast)
            Finish(block, findings);
        else
            _lines.Leave(block);
    }

    private void Finish(ReadOnlySpan<byte> block, Findings findings)
    {
        if (_newlines.Length == 0 && _hasText && !mayLackNewline())
            findings.Add(_lines.LineAt(block, block.Length), 0, "the last line does not end with a newline; add one");
        else if (_newlines.Length > 0 && !_hasText)
            findings.Add(1, 0, "nothing but empty lines; leave the file empty");
        else if (_newlines.Length > LineEnds.LengthOfFirst(_newlines))
            findings.Add(_newlineLine + 1, 0, "empty lines at the end of the file; end it with one newline");
    }
}
