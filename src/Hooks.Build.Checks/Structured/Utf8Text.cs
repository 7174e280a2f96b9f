using System.Text;
using System.Text.Unicode;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Structured;

/// <summary>Whether bytes are UTF-8.</summary>
internal static class Utf8Text
{
    /// <summary>Refuses what is not UTF-8, with the place of its first wrong byte.</summary>
    /// <exception cref="FormatFault">It is not.</exception>
    public static void Demand(ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
            return;

        if (text.StartsWith(TextContent.Utf16LowMark) || text.StartsWith(TextContent.Utf16HighMark))
            throw new FormatFault(0, "the text is UTF-16; save it as UTF-8");

        var offset = FirstWrong(text);
        throw new FormatFault(offset, $"the byte 0x{text[offset]:X2} is not UTF-8; save the file as UTF-8");
    }

    private static int FirstWrong(ReadOnlySpan<byte> text)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(text[offset..], out _, out var length) == System.Buffers.OperationStatus.Done)
            offset += length;

        return offset;
    }
}
