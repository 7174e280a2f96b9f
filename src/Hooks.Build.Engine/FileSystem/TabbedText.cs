using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>The fields of our own files: separated by tabs, ended by line breaks, so these are escaped in them.</summary>
internal static class TabbedText
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\\\t\n\r");

    /// <summary>Makes a text a field.</summary>
    public static string Escape(string text) => text.AsSpan().IndexOfAny(Escaped) < 0
        ? text
        : text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal);

    /// <summary>A checksum of a text, 16 hexadecimal digits: it finds damage, and guards against no one.</summary>
    public static string Sum(ReadOnlySpan<char> text) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text)).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>A text with its sum as the last line.</summary>
    public static string Seal(string text) => text + Sum(text) + "\n";

    /// <summary>The text that was sealed; <see langword="null"/> where it is not as it was.</summary>
    public static string? Unseal(string text)
    {
        const int Length = 17;
        return text.Length >= Length
            && text[^1] == '\n'
            && text.AsSpan(text.Length - Length, Length - 1).SequenceEqual(Sum(text.AsSpan(0, text.Length - Length))) ? text[..^Length] : null;
    }

    /// <summary>Reads a field.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        StringBuilder plain = new(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            _ = plain.Append(text[i] != '\\' || i + 1 == text.Length
                ? text[i]
                : text[++i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', var other => other });
        }

        return plain.ToString();
    }
}
