using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks.Text.Lines;

/// <summary>What is taken away from the end of a line. Lines end with \n; a \r before it belongs to the end, and so does one at the end of the file.</summary>
internal sealed class LineTrimming
{
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\n\r\v\f"u8);

    private readonly SearchValues<byte> _chars;
    private readonly Rune[] _letters;
    private readonly bool _keepsBreaks;

    /// <param name="chars">The characters to take away.</param>
    /// <param name="keepsBreaks">Whether two blanks at the end of a line that is not empty mean something, as in Markdown, and stay.</param>
    public LineTrimming(string chars, bool keepsBreaks)
    {
        var bytes = Encoding.UTF8.GetBytes(chars);
        _chars = SearchValues.Create(bytes);
        _letters = Ascii.IsValid(chars) ? [] : [.. chars.EnumerateRunes()];
        _keepsBreaks = keepsBreaks;
        Search = new LineEndSearch(keepsBreaks ? [.. bytes, (byte)' '] : bytes);
    }

    /// <summary>All white space of one byte.</summary>
    public const string WhiteSpace = " \t\r\v\f";

    /// <summary>Finds the lines of which something may be taken away.</summary>
    public LineEndSearch Search { get; }

    /// <summary>What of a line stays.</summary>
    /// <param name="line">The line, with its end.</param>
    /// <param name="endLength">How many bytes the end has.</param>
    /// <returns>How many bytes of the beginning stay before the end; the line is as it should be where that is all of them.</returns>
    public int KeptLength(ReadOnlySpan<byte> line, out int endLength)
    {
        endLength = line.EndsWith("\r\n"u8) ? 2 : line.EndsWith("\n"u8) || line.EndsWith("\r"u8) ? 1 : 0;
        var text = line[..^endLength];
        if (_keepsBreaks && text.EndsWith("  "u8) && text.IndexOfAnyExcept(Blanks) >= 0)
        {
            endLength += 2;
            text = text[..^2];
        }

        return _letters.Length == 0 ? text.LastIndexOfAnyExcept(_chars) + 1 : LengthWithoutLetters(text);
    }

    private int LengthWithoutLetters(ReadOnlySpan<byte> text)
    {
        while (Rune.DecodeLastFromUtf8(text, out var last, out var length) == OperationStatus.Done && _letters.Contains(last))
            text = text[..^length];
        return text.Length;
    }

    /// <summary>Whether something of a line is to be taken away.</summary>
    public bool IsUntidy(ReadOnlySpan<byte> line) => KeptLength(line, out var endLength) + endLength < line.Length;

    /// <summary>A few bytes of which <see cref="IsUntidy"/> says the same as of the line they stand for, whatever follows.</summary>
    public static byte[] Shorten(ReadOnlySpan<byte> line)
    {
        // The end, two blanks that stay, and a character.
        const int looked = 2 + 2 + 4;
        return line.Length <= looked + 1 ? line.ToArray()
            : line.IndexOfAnyExcept(Blanks) < 0 ? line[^looked..].ToArray()
            : [(byte)'x', .. line[^looked..]];
    }
}
