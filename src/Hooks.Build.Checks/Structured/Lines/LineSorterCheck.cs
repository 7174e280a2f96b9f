using System.Buffers;
using Hooks.Build.Checks.Text.EditorConfig;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Structured.Lines;

/// <summary>file-contents-sorter: lines are in the order of their bytes, without empty ones.</summary>
/// <param name="ignoreCase">Whether upper and lower case of ASCII are one.</param>
/// <param name="unique">Whether a line stands once.</param>
/// <param name="config">Says what lines end with, and whether the last one has an end.</param>
internal sealed class LineSorterCheck(bool ignoreCase, bool unique, EditorConfigFolders config) : FileCheck
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

        using PooledBytes sorted = new(content.Length + 2);
        Sort(file, content, sorted);
        var same = content.CommonPrefixLength(sorted.Written);
        if (same == content.Length && same == sorted.Count)
            return;

        var line = content[..same].LastIndexOf((byte)'\n') + 1;
        findings.AddAt(
            content,
            line,
            same == content.Length
                ? "the last line has no newline at its end; 'hooks run --fix' adds it"
                : "from this line on the lines are not sorted; 'hooks run --fix' sorts them");
    }

    public override bool TryFix(CheckedFile file, ReadOnlySpan<byte> content, IBufferWriter<byte> repaired)
    {
        if (!TextContent.IsText(content))
            return false;

        using PooledBytes sorted = new(content.Length + 2);
        Sort(file, content, sorted);
        if (sorted.Written.SequenceEqual(content))
            return false;

        repaired.Write(sorted.Written);
        return true;
    }

    private void Sort(CheckedFile file, ReadOnlySpan<byte> content, PooledBytes sorted)
    {
        // A mark stands before the text, and is part of no line.
        var mark = content.StartsWith(TextContent.Utf8Mark) ? TextContent.Utf8Mark.Length : 0;
        sorted.Write(content[..mark]);
        content = content[mark..];
        // Sorting needs lines that can be kept: a copy of them, each with its newline left out.
        var lines = LineOf.All(content, out var text);
        try
        {
            lines.Sort(new LineOrder(text, ignoreCase));
            WriteTo(sorted, lines, text, content, config.Find(file.Path));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(text);
        }
    }

    // With the ends that most lines have, so that nothing but the order changes in a file that has one kind of them.
    private void WriteTo(PooledBytes sorted, List<LineOf> lines, byte[] text, ReadOnlySpan<byte> content, EditorConfigSettings settings)
    {
        var end = (settings.EndOfLine ?? EndOf(content)).Bytes();
        ReadOnlySpan<byte> before = default;
        var isFirst = true;
        foreach (var line in lines)
        {
            ReadOnlySpan<byte> current = text.AsSpan(line.Start, line.Length);
            if (unique && !isFirst && current.SequenceEqual(before))
                continue;

            if (!isFirst)
                sorted.Write(end);
            sorted.Write(current);
            before = current;
            isFirst = false;
        }

        if (!isFirst && (settings.HasFinalNewline != false || content[^1] is (byte)'\n' or (byte)'\r'))
            sorted.Write(end);
    }

    private static LineEnd EndOf(ReadOnlySpan<byte> content)
    {
        var both = content.Count("\r\n"u8);
        return both * 2 > content.Count((byte)'\n') ? LineEnd.CrLf : LineEnd.Lf;
    }
}
