using System.Globalization;
using System.Text.Encodings.Web;

namespace Hooks.Build.Engine.Model;

/// <summary>
/// Writes what is not printable ASCII as <c>\uXXXX</c>, and no more than JSON wants besides. Each encoder of .NET, the default one too, begins with a table of
/// all of Unicode: a seventh of the instructions of a commit.
/// </summary>
internal sealed class AsciiJsonEncoder : JavaScriptEncoder
{
    private const int EscapeLength = 6;

    private AsciiJsonEncoder()
    {
    }

    public static AsciiJsonEncoder Instance { get; } = new();

    public override int MaxOutputCharactersPerInputCharacter => EscapeLength;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or > '~' or '"' or '\\';

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var i = 0; i < textLength; i++)
        {
            if (WillEncode(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        Span<char> left = new(buffer, bufferLength);
        numberOfCharactersWritten = 0;
        if (unicodeScalar <= char.MaxValue)
        {
            return TryEscape(unicodeScalar, left, ref numberOfCharactersWritten);
        }

        const int HighSurrogates = 0xD800 - (0x10000 >> 10);
        if (TryEscape(HighSurrogates + (unicodeScalar >> 10), left, ref numberOfCharactersWritten)
            && TryEscape(0xDC00 | (unicodeScalar & 0x3FF), left, ref numberOfCharactersWritten))
        {
            return true;
        }

        numberOfCharactersWritten = 0;
        return false;
    }

    private static bool TryEscape(int unit, Span<char> buffer, ref int written)
    {
        var left = buffer[written..];
        if (left.Length < EscapeLength)
        {
            return false;
        }

        (left[0], left[1]) = ('\\', 'u');
        _ = unit.TryFormat(left[2..], out _, "X4", CultureInfo.InvariantCulture);
        written += EscapeLength;
        return true;
    }
}
