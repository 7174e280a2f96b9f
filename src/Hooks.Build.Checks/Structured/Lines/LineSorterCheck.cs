using System.Buffers;

namespace Hooks.Build.Checks.Lines;

/// <summary>file-contents-sorter: lines are in the order of their bytes, without empty ones.</summary>
/// <param name="ignoreCase">Whether upper and lower case of ASCII are one.</param>
/// <param name="unique">Whether a line stands once.</param>
internal sealed class LineSorterCheck(bool ignoreCase, bool unique) : FileCheck
{
    public override bool CanFix => true;

    public override bool IsAboutLines => true;

    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        if (!TextContent.IsText(content))
        {
            findings.Add(0, 0, "is no text whose lines end with single bytes, and so cannot be sorted; leave it out by Exclude");
            return;
        }

        using PooledBytes sorted = new(content.Length + 1);
        Sort(content, sorted);
        var same = content.CommonPrefixLength(sorted.Written);
        if (same == content.Length && same == sorted.Count)
            return;

        var line = content[..same].LastIndexOf((byte)'\n') + 1;
        findings.AddAt(content, line, same == content.Length ? "the last line has no newline at its end; 'hooks run --fix' adds it" : "from this line on the lines are not sorted; 'hooks run --fix' sorts them");
    }

    public override bool TryFix(CheckedFile file, ReadOnlySpan<byte> content, IBufferWriter<byte> repaired)
    {
        if (!TextContent.IsText(content))
            return false;

        using PooledBytes sorted = new(content.Length + 1);
        Sort(content, sorted);
        if (sorted.Written.SequenceEqual(content))
            return false;

        repaired.Write(sorted.Written);
        return true;
    }

    private void Sort(ReadOnlySpan<byte> content, PooledBytes sorted)
    {
        // Sorting needs lines that can be kept: a copy of them, each with its newline left out.
        var lines = LineOf.All(content, out var text);
        try
        {
            lines.Sort(new LineOrder(text, ignoreCase));
            WriteTo(sorted, lines, text);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    private void WriteTo(PooledBytes sorted, List<LineOf> lines, byte[] text)
    {
        ReadOnlySpan<byte> before = default;
        var isFirst = true;
        foreach (var line in lines)
        {
            ReadOnlySpan<byte> current = text.AsSpan(line.Start, line.Length);
            if (unique && !isFirst && current.SequenceEqual(before))
                continue;

            sorted.Write(current);
            sorted.Write("\n"u8);
            before = current;
            isFirst = false;
        }
    }
}
