using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks.Structured.Json;

/// <summary>Writes texts as Python's json does.</summary>
/// <param name="ensureAscii">Whether characters beyond ASCII are written as escapes.</param>
internal sealed class PythonTexts(bool ensureAscii)
{
    private static readonly SearchValues<byte> Ascii = SearchValues.Create(AsciiAsItIs());

    /// <summary>Writes a text with its quotation marks.</summary>
    /// <param name="text">What stands between the quotation marks, valid JSON.</param>
    /// <param name="output">Takes it.</param>
    /// <exception cref="FormatFault">It has half of a surrogate pair, which cannot be written as it is. The offset is that in the text.</exception>
    public void Write(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        for (var i = 0; i < text.Length; i++)
        {
            var plain = text[i..].IndexOfAnyExcept(Ascii);
            plain = plain < 0 ? text.Length - i : plain;
            output.Write(text.Slice(i, plain));
            i += plain;
            if (i == text.Length)
                break;

            var start = i;
            WriteCharacter(ReadCharacter(text, ref i), start, output);
        }

        output.Write("\""u8);
    }

    /// <summary>Reads a character, escaped or not, and goes to its last byte.</summary>
    private static int ReadCharacter(ReadOnlySpan<byte> text, ref int i)
    {
        if (text[i] == '\\')
            return JsonTexts.ReadEscape(text, ref i);

        _ = Rune.DecodeFromUtf8(text[i..], out var rune, out var length);
        i += length - 1;
        return rune.Value;
    }

    private void WriteCharacter(int character, int offset, IBufferWriter<byte> output)
    {
        var letter = character switch { '"' => '"', '\\' => '\\', '\n' => 'n', '\r' => 'r', '\t' => 't', '\f' => 'f', '\b' => 'b', _ => '\0' };
        if (letter != '\0')
        {
            output.Write([(byte)'\\', (byte)letter]);
        }
        else if (character < ' ' || (ensureAscii && character > '~'))
        {
            WriteEscape(character, output);
        }
        else if (!Rune.IsValid(character))
        {
            throw new FormatFault(offset, $"\\u{character:x4} is half of a character, so --no-ensure-ascii cannot write it as it is; complete it");
        }
        else
        {
            output.Advance(new Rune(character).EncodeToUtf8(output.GetSpan(4)));
        }
    }

    private static void WriteEscape(int character, IBufferWriter<byte> output)
    {
        if (character > char.MaxValue)
        {
            WriteEscape(0xD800 + ((character - 0x10000) >> 10), output);
            WriteEscape(0xDC00 + ((character - 0x10000) & 0x3FF), output);
            return;
        }

        var digits = "0123456789abcdef"u8;
        output.Write([(byte)'\\', (byte)'u', digits[character >> 12], digits[(character >> 8) & 15], digits[(character >> 4) & 15], digits[character & 15]]);
    }

    private static byte[] AsciiAsItIs()
    {
        List<byte> all = [];
        for (var letter = ' '; letter <= '~'; letter++)
        {
            if (letter is not '"' and not '\\')
                all.Add((byte)letter);
        }

        return [.. all];
    }
}
