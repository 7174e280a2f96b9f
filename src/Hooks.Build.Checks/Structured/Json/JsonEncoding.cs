using System.Buffers.Binary;
using System.Text;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Structured.Json;

/// <summary>Which encoding a JSON text is in, told as Python's json tells it: by its mark, else by where its first bytes are zero.</summary>
internal static class JsonEncoding
{
    /// <summary>The text as UTF-8, without a mark.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <param name="converted">What holds the text where it was not UTF-8; the caller gives it back.</param>
    /// <exception cref="FormatFault">It is no text in its encoding.</exception>
    public static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> content, out PooledBytes? converted)
    {
        converted = null;
        var encoding = Detect(content, out var mark);
        var text = content[mark..];
        if (encoding is null)
        {
            Utf8Text.Demand(text);
            return text;
        }

        converted = new PooledBytes(text.Length);
        try
        {
            encoding.GetDecoder().Convert(text, converted);
            return converted.Written;
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatFault(0, $"the bytes at offset {e.Index + mark} are not {encoding.WebName.ToUpperInvariant()}; save the file as UTF-8");
        }
    }

    private static void Convert(this Decoder decoder, ReadOnlySpan<byte> text, PooledBytes converted)
    {
        Span<char> chars = stackalloc char[1024];
        var encoder = Encoding.UTF8.GetEncoder();
        bool completed;
        do
        {
            decoder.Convert(text, chars, flush: true, out var read, out var decoded, out completed);
            text = text[read..];
            var bytes = converted.GetSpan(Encoding.UTF8.GetMaxByteCount(decoded + 1));
            converted.Advance(encoder.GetBytes(chars[..decoded], bytes, completed));
        }
        while (!completed);
    }

    /// <summary><see langword="null"/> for UTF-8.</summary>
    private static Encoding? Detect(ReadOnlySpan<byte> content, out int mark)
    {
        mark = 0;
        if (content.StartsWith(TextContent.Utf8Mark))
        {
            mark = TextContent.Utf8Mark.Length;
            return null;
        }

        if (content.Length < 2)
            return null;

        var first = BinaryPrimitives.ReadUInt16BigEndian(content);
        if (content.Length >= 4)
        {
            var four = BinaryPrimitives.ReadUInt32BigEndian(content);
            if (four is 0x0000FEFF or 0xFFFE0000)
            {
                mark = 4;
                return new UTF32Encoding(four == 0x0000FEFF, byteOrderMark: false, throwOnInvalidCharacters: true);
            }
        }

        if (first is 0xFEFF or 0xFFFE)
        {
            mark = 2;
            return Utf16(first == 0xFEFF);
        }

        return content.Length == 3 ? null : ByZeros(content);
    }

    private static Encoding? ByZeros(ReadOnlySpan<byte> content)
    {
        if (content.Length == 2)
            return content[0] == 0 ? Utf16(bigEndian: true) : content[1] == 0 ? Utf16(bigEndian: false) : null;
        if (content[0] == 0)
            return content[1] != 0 ? Utf16(bigEndian: true) : new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true);
        if (content[1] == 0)
            return content[2] != 0 || content[3] != 0
                ? Utf16(bigEndian: false)
                : new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true);

        return null;
    }

    private static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: false, throwOnInvalidBytes: true);
}
