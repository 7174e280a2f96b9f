using System.Buffers;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Structured.Json;

/// <summary>pretty-format-json: JSON is written as Python's json.dumps writes it, but for numbers. What is repaired has the values that it had.</summary>
/// <param name="style">How to write it.</param>
/// <param name="fixesUnasked">Whether it repairs when run by itself.</param>
internal sealed class PrettyJsonCheck(PrettyStyle style, bool fixesUnasked) : FileCheck
{
    public override bool CanFix => true;

    public override bool FixesUnasked => fixesUnasked;

    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        using PooledBytes pretty = new(content.Length);
        if (!TryWrite(content, pretty, findings))
            return;

        var different = FirstDifference(content, pretty.Written);
        if (different >= 0)
            findings.AddAt(
                content, different, "this is not how the JSON is to be written; 'hooks run --fix' writes it so, or 'hooks check pretty-format-json --autofix'");
    }

    public override bool TryFix(CheckedFile file, ReadOnlySpan<byte> content, IBufferWriter<byte> repaired)
    {
        using PooledBytes pretty = new(content.Length);
        if (!TryWrite(content, pretty, new Findings()) || FirstDifference(content, pretty.Written) < 0 || !IsSame(content, pretty.Written))
            return false;

        repaired.Write(pretty.Written);
        return true;
    }

    private bool TryWrite(ReadOnlySpan<byte> content, PooledBytes pretty, Findings findings)
    {
        using JsonParts parts = new();
        try
        {
            if (content.StartsWith(TextContent.Utf8Mark))
                throw new FormatFault(0, "a byte order mark stands before the JSON; take it away (fix-byte-order-marker does)");

            Utf8Text.Demand(content);
            Read(content, parts, findings);
            if (findings.Count > 0)
                return false;

            new PrettyWriter(content, parts, style, pretty).Write();
            return true;
        }
        catch (FormatFault fault)
        {
            findings.AddAt(content, fault.Offset, fault.Message);
            return false;
        }
    }

    private static bool IsSame(ReadOnlySpan<byte> content, ReadOnlySpan<byte> written)
    {
        Findings findings = new();
        using JsonParts parts = new();
        using JsonParts writtenParts = new();
        Read(content, parts, findings);
        Read(written, writtenParts, findings);
        return findings.Count == 0 && new JsonSameness(content, parts, written, writtenParts).Holds();
    }

    private static void Read(ReadOnlySpan<byte> content, JsonParts parts, Findings findings)
    {
        if (!JsonNumbers.MayHaveSpecial(content))
        {
            parts.Read(content, findings);
            return;
        }

        using PooledBytes plain = JsonNumbers.WithoutSpecial(content, allowComments: false);
        parts.Read(plain.Written, findings);
    }

    /// <summary>Where a text differs from what it should be; -1 where it does not. Line endings count as one, as they do for Python.</summary>
    private static int FirstDifference(ReadOnlySpan<byte> text, ReadOnlySpan<byte> wanted)
    {
        var offset = 0;
        while (true)
        {
            var same = text[offset..].CommonPrefixLength(wanted);
            offset += same;
            wanted = wanted[same..];
            if (wanted.IsEmpty)
                return offset == text.Length ? -1 : offset;
            if (wanted[0] != '\n' || offset == text.Length || text[offset] != '\r')
                return offset;

            offset += text[offset..].StartsWith("\r\n"u8) ? 2 : 1;
            wanted = wanted[1..];
        }
    }
}
