using System.Text;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>Reads a text of UTF-16 block by block as UTF-8.</summary>
internal sealed class Utf16Text
{
    private readonly Decoder _decoder;

    private Utf16Text(bool bigEndian) => _decoder = new UnicodeEncoding(bigEndian, byteOrderMark: true).GetDecoder();

    /// <summary>How a file is read by its start; <see langword="null"/> where it is no UTF-16.</summary>
    public static Utf16Text? Find(ReadOnlySpan<byte> start) =>
        Utf16.Is(start, out var isBigEndian) ? new Utf16Text(isBigEndian) : null;

    /// <summary>The next block. Half a character at its end comes with the block behind it.</summary>
    public byte[] Read(ReadOnlySpan<byte> block, bool isLast)
    {
        var characters = new char[_decoder.GetCharCount(block, isLast)];
        var count = _decoder.GetChars(block, characters, isLast);
        return Encoding.UTF8.GetBytes(characters, 0, count);
    }
}
