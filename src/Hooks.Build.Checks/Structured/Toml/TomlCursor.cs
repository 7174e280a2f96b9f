using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Hooks.Build.Checks.Toml;

/// <summary>Where a reader is in a text, and what lies between values: blanks, comments and ends of lines.</summary>
internal ref struct TomlCursor(ReadOnlySpan<byte> text)
{
    /// <summary>All characters that may stand nowhere but in an end of line.</summary>
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 127]);

    public readonly ReadOnlySpan<byte> Text = text;

    /// <summary>The offset of the next byte.</summary>
    public int At;

    public readonly bool IsAtEnd => At >= Text.Length;

    /// <summary>The next byte; 0 at the end, which no valid text has.</summary>
    public readonly byte Next => At < Text.Length ? Text[At] : (byte)0;

    public readonly ReadOnlySpan<byte> Rest => Text[At..];

    public readonly byte Ahead(int distance) => At + distance < Text.Length ? Text[At + distance] : (byte)0;

    public void SkipBlanks()
    {
        while (Next is (byte)' ' or (byte)'\t')
        {
            At++;
        }
    }

    /// <summary>Skips blanks, comments and ends of lines.</summary>
    public void SkipLines()
    {
        while (true)
        {
            SkipBlanks();
            if (Next == '#')
                SkipComment();
            else if (!TrySkipLineEnd())
                return;
        }
    }

    /// <summary>Skips what may stand behind a statement, to the next line.</summary>
    public void FinishLine()
    {
        SkipBlanks();
        if (Next == '#')
            SkipComment();
        if (!IsAtEnd && !TrySkipLineEnd())
            Fail($"{Shown()} is not expected here; a line holds one key and its value");
    }

    public bool TrySkipLineEnd()
    {
        var length = Next == '\n' ? 1 : Next == '\r' && Ahead(1) == '\n' ? 2 : 0;
        At += length;
        return length > 0;
    }

    /// <summary>Refuses control characters in the text up to the end of the line, and goes there.</summary>
    private void SkipComment()
    {
        var length = Rest.IndexOfAny(Controls);
        At = length < 0 ? Text.Length : At + length;
        if (!IsAtEnd && Next != '\n' && !(Next == '\r' && Ahead(1) == '\n'))
            Fail($"the control character {Shown()} may not stand in a comment");
    }

    /// <summary>The next character as a message shows it.</summary>
    public readonly string Shown() => IsAtEnd ? "the end of the file" : Next is (byte)'\n' or (byte)'\r' && (Next == '\n' || Ahead(1) == '\n') ? "the end of the line" : TextPlace.Character(Text, At);

    [DoesNotReturn]
    public readonly void Fail(string message) => throw new FormatFault(At, message);
}
