using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>Bytes of a file and the text in them.</summary>
internal static class SourceBytes
{
    /// <summary>UTF-8 without a mark: what a file is that has none.</summary>
    public static readonly Encoding Plain = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text: a mark names the encoding; without one it is UTF-8, or Latin-1 where that is what is set and the bytes are no UTF-8.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="charset">What <c>.editorconfig</c> sets; <see langword="null"/> where it sets nothing.</param>
    public static SourceText Decode(byte[] bytes, string? charset) =>
        SourceText.From(bytes, bytes.Length, charset == "latin1" && !IsMarked(bytes) && !IsUtf8(bytes) ? Encoding.Latin1 : Plain);

    /// <summary>The bytes of a text in its encoding, with its mark.</summary>
    public static byte[] Encode(SourceText text)
    {
        var encoding = text.Encoding ?? Plain;
        using MemoryStream stream = new(text.Length + 3);
        using (StreamWriter writer = new(stream, encoding, leaveOpen: true))
            text.Write(writer);
        return stream.ToArray();
    }

    /// <summary>Whether nothing of the file is lost in the text: bytes that are no text of that encoding would be.</summary>
    public static bool IsWhole(byte[] bytes, SourceText text) => Encode(text).AsSpan().SequenceEqual(bytes);

    private static bool IsMarked(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Encoding.UTF8.Preamble) || bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble);

    private static bool IsUtf8(byte[] bytes)
    {
        try
        {
            _ = Strict.GetCharCount(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
