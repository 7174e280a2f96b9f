using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>Bytes of a file and the text in them.</summary>
internal static class SourceBytes
{
    /// <summary>UTF-8 without a mark: what a file is that has none.</summary>
    public static readonly Encoding Plain = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The text, as dotnet format reads it: the mark names the encoding, without one it is UTF-8.</summary>
    public static SourceText Decode(byte[] bytes) => SourceText.From(bytes, bytes.Length, Plain);

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
}
