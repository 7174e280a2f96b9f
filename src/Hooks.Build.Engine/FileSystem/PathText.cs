using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// Paths as strings, though on Unix a path is bytes. Bytes that are not UTF-8 become lone surrogates, U+DC80 for 0x80 to U+DCFF for 0xFF
/// (Python's "surrogateescape"), so that every path has a string and every such string gives the same bytes back.
/// </summary>
internal static class PathText
{
    private const int Escape = 0xDC00;

    /// <summary>Reads a path.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        StringBuilder text = new(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var isText = Rune.DecodeFromUtf8(bytes, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (isText)
            {
                _ = text.Append(rune.ToString());
            }
            else
            {
                foreach (var raw in bytes[..length])
                {
                    _ = text.Append((char)(Escape + raw));
                }
            }

            bytes = bytes[length..];
        }

        return text.ToString();
    }

    /// <summary>The bytes of a path.</summary>
    public static byte[] Encode(string text)
    {
        if (!HasRawBytes(text))
        {
            return Encoding.UTF8.GetBytes(text);
        }

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return bytes[..Encode(text, bytes)];
    }

    /// <summary>Writes the bytes of a path.</summary>
    /// <param name="text">The path.</param>
    /// <param name="bytes">Has room for what the path may have in UTF-8.</param>
    /// <returns>How many there are.</returns>
    public static int Encode(string text, Span<byte> bytes)
    {
        if (!HasRawBytes(text))
        {
            return Encoding.UTF8.GetBytes(text, bytes);
        }

        var count = 0;
        for (var i = 0; i < text.Length;)
        {
            if (IsRawByte(text, i))
            {
                bytes[count++] = (byte)(text[i] - Escape);
                i++;
            }
            else
            {
                // What is half a pair and no byte of ours is what UTF-8 makes of it: the replacement character.
                _ = Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
                count += rune.EncodeToUtf8(bytes[count..]);
                i += length;
            }
        }

        return count;
    }

    /// <summary>Whether a path has bytes that are not UTF-8: .NET's own file calls cannot name such a file.</summary>
    public static bool HasRawBytes(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange((char)(Escape + 0x80), (char)(Escape + 0xFF)))
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (IsRawByte(text, i))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A path as it can be shown: bytes that are not UTF-8 as <c>\xFF</c>.</summary>
    public static string Shown(string text) =>
        string.Concat(text.Select((c, i) => IsRawByte(text, i) ? string.Create(CultureInfo.InvariantCulture, $"\\x{c - Escape:X2}") : c.ToString()));

    private static bool IsRawByte(string text, int index) =>
        text[index] is >= (char)(Escape + 0x80) and <= (char)(Escape + 0xFF) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));
}
