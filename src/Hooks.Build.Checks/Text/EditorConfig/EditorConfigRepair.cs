using System.Buffers;
using System.Text.Unicode;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text.EditorConfig;

/// <summary>Repairs what can be repaired without knowing the language.</summary>
internal sealed class EditorConfigRepair(EditorConfigSettings settings)
{
    public bool TryWrite(ReadOnlySpan<byte> content, IBufferWriter<byte> repaired)
    {
        if (content.IsEmpty || !TextContent.IsText(content))
            return false;

        var text = CharsetRule.TextOf(settings.Charset, content);
        var body = new ArrayBufferWriter<byte>(text.Length + 2);
        WriteLines(text, body);
        var written = settings.HasFinalNewline == false ? body.WrittenSpan.TrimEnd("\r\n"u8) : body.WrittenSpan;

        // A mark before what is no UTF-8 would be untrue.
        var marksRight = CharsetRule.IsUtf8MarkWrong(settings.Charset, content) && Utf8.IsValid(text);
        if (written.SequenceEqual(text) && !marksRight)
            return false;

        if (!marksRight)
            repaired.Write(content[..^text.Length]);
        else if (settings.Charset == "UTF-8-BOM")
            repaired.Write(TextContent.Utf8Mark);
        repaired.Write(written);
        return true;
    }

    private void WriteLines(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        var rest = text;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOfAny((byte)'\r', (byte)'\n');
            length = length < 0 ? rest.Length : length;
            var newline = rest.Slice(length, LineEnds.LengthOfFirst(rest[length..]));
            var line = rest[..length];
            output.Write(settings.TrimsLines ? line[..(line.LastIndexOfAnyExcept((byte)' ', (byte)'\t') + 1)] : line);
            output.Write(settings.EndOfLine is { } end && !newline.IsEmpty ? end.Bytes() : newline);
            rest = rest[(length + newline.Length)..];
        }

        // A last line of nothing but blanks is gone when it is trimmed.
        if (settings.HasFinalNewline == true && output.WrittenCount > 0 && output.WrittenSpan[^1] is not ((byte)'\r' or (byte)'\n'))
            output.Write((settings.EndOfLine ?? LineEnds.OfFirst(text)).Bytes());
    }
}
