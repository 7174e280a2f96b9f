using System.Text;

namespace Hooks.Build.Checks.Structured.Xml;

/// <summary>The encodings that documents declare.</summary>
internal static class XmlEncodings
{
    private const int MostDeclaration = 256;

    private static readonly string[] OneByte = ["windows-125", "cp125", "cp8", "ibm", "iso-8859-", "iso8859-", "latin", "koi8-", "macintosh", "mac-"];

    /// <summary>
    /// Whether a document is in one of the encodings with a byte a character. They differ in letters alone, so that any of them tells whether it is well
    /// formed.
    /// </summary>
    public static bool IsOneByte(ReadOnlySpan<byte> content)
    {
        if (!content.StartsWith("<?xml "u8))
            return false;

        var declaration = content[..Math.Min(content.Length, MostDeclaration)];
        var end = declaration.IndexOf("?>"u8);
        var name = end < 0 ? -1 : declaration[..end].IndexOf("encoding"u8);
        if (name < 0)
            return false;

        var written = Encoding.Latin1.GetString(declaration[name..end]);
        var quote = written.IndexOfAny(['"', '\'']);
        return quote >= 0 && Array.Exists(OneByte, known => written.AsSpan(quote + 1).StartsWith(known, StringComparison.OrdinalIgnoreCase));
    }
}
