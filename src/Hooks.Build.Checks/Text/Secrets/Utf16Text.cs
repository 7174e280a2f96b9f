using System.Text;

namespace Hooks.Build.Checks;

/// <summary>Reads a text of UTF-16 block by block as UTF-8.</summary>
internal sealed class Utf16Text
{
    private const int Looked = 32;
    private const int Least = 8;

    private readonly Decoder _decoder;

    private Utf16Text(bool bigEndian) => _decoder = new UnicodeEncoding(bigEndian, byteOrderMark: true).GetDecoder();

    /// <summary>How UTF-16 is read; <see langword="null"/> where a file is no such text, by its mark or, without one, by the zeros between Latin letters.</summary>
    public static Utf16Text? Find(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(TextContent.Utf16LowMark) || start.StartsWith(TextContent.Utf16HighMark))
            return new Utf16Text(start[0] == TextContent.Utf16HighMark[0]);

        start = start[..(Math.Min(start.Length, Looked) & ~1)];
        return start.Length >= Least && HasZeros(start, at: 1) ? new Utf16Text(bigEndian: false)
            : start.Length >= Least && HasZeros(start, at: 0) ? new Utf16Text(bigEndian: true)
            : null;
    }

    /// <summary>The next block. Half a character at its end comes with the block behind it.</summary>
    public byte[] Read(ReadOnlySpan<byte> block, bool isLast)
    {
        var characters = new char[_decoder.GetCharCount(block, isLast)];
        var count = _decoder.GetChars(block, characters, isLast);
        return Encoding.UTF8.GetBytes(characters, 0, count);
    }

    private static bool HasZeros(ReadOnlySpan<byte> start, int at)
    {
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] == 0 != ((i & 1) == at))
                return false;
        }

        return true;
    }
}
