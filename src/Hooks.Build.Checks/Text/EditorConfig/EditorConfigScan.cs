using System.Text.Unicode;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text.EditorConfig;

/// <summary>Compares a file with what .editorconfig says of it.</summary>
internal sealed class EditorConfigScan(EditorConfigSettings settings, string name) : BlockScan
{
    private readonly LineCursor _lines = new();
    private readonly BlankEnds? _blanks = settings.TrimsLines ? new BlankEnds() : null;
    private readonly IndentationScan? _indentation =
        settings.Indentation is { } wanted ? new IndentationScan(wanted, settings.Size, Path.GetExtension(name)) : null;

    private LineEndCounts _ends;
    private bool? _isText;
    private bool _isKnownInvalid;
    private bool _isAtLineStart = true;
    private bool _hasText;

    public override void Read(ReadOnlySpan<byte> block, bool isLast, Findings findings)
    {
        if (settings.AreEmpty)
            return;

        var text = block;
        if (_isText is null)
        {
            if (CharsetRule.Problem(settings.Charset, block) is { } problem)
                findings.Add(1, 1, problem);

            _isText = TextContent.IsText(block);
            text = CharsetRule.TextOf(settings.Charset, block);
        }

        if (_isText == false)
            return;

        var isWholeLines = _isAtLineStart && (isLast || block.EndsWith("\n"u8));
        if (CharsetRule.IsUtf8(settings.Charset) && !_isKnownInvalid && isWholeLines && !Utf8.IsValid(text))
            ReportInvalid(text, findings);

        _blanks?.Read(text, isLast, findings);
        _indentation?.Read(text, isLast, findings);
        if (settings.EndOfLine is not null)
            _ends.Add(text);

        _hasText |= !text.IsEmpty;
        if (isLast)
            Finish(text, findings);
        else
            _lines.Leave(text);
        _isAtLineStart = block.EndsWith("\n"u8);
    }

    private void Finish(ReadOnlySpan<byte> text, Findings findings)
    {
        if (settings.EndOfLine is { } end && _ends.OtherThan(end) > 0)
            findings.Add(0, 0, $"lines that do not end with {end.Name()} ({_ends}), as .editorconfig says; end all lines with it");
        if (settings.HasFinalNewline is not { } wanted || !_hasText || text.IsEmpty || wanted == text[^1] is (byte)'\n' or (byte)'\r')
            return;

        findings.Add(_lines.LineAt(text, text.Length), 0, wanted
            ? "the last line does not end with a newline, as .editorconfig says; add one"
            : "a newline ends the file, where .editorconfig says insert_final_newline = false; take it away");
    }

    private void ReportInvalid(ReadOnlySpan<byte> text, Findings findings)
    {
        _isKnownInvalid = true;
        for (var start = 0; start < text.Length;)
        {
            var length = text[start..].IndexOf((byte)'\n') + 1;
            length = length == 0 ? text.Length - start : length;
            if (!Utf8.IsValid(text.Slice(start, length)))
            {
                // Only the line is known, and only it is counted: a later position may be asked for by what follows.
                findings.Add(_lines.LineAt(text, start), 0, "bytes that are no UTF-8, as .editorconfig says charset; save the file as that");
                return;
            }

            start += length;
        }
    }
}
