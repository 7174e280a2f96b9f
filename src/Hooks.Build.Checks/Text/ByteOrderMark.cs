using System.Buffers;
using Hooks.Build.Checks.Text.EditorConfig;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text;

/// <summary>No byte order mark of UTF-8, or one where .editorconfig says <c>charset = utf-8-bom</c>; where there are several, all are taken away.</summary>
internal sealed class ByteOrderMark(EditorConfigFolders config) : FileCheck
{
    public override ContentNeed Need => ContentNeed.Start;

    public override bool CanFix => true;

    public override bool IsAboutLines => true;

    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        if (content.StartsWith(TextContent.Utf8Mark) && Kept(file) is var kept && content[kept.Length..].StartsWith(TextContent.Utf8Mark))
            findings.Add(1, 1, $"byte order mark of UTF-8; save the file {(kept.IsEmpty ? "without it" : "with one alone")}");
    }

    public override bool TryFix(CheckedFile file, ReadOnlySpan<byte> content, IBufferWriter<byte> repaired)
    {
        var rest = content;
        while (rest.StartsWith(TextContent.Utf8Mark))
            rest = rest[TextContent.Utf8Mark.Length..];

        var kept = Kept(file);
        if (rest.Length + kept.Length >= content.Length)
            return false;

        repaired.Write(kept);
        repaired.Write(rest);
        return true;
    }

    private ReadOnlySpan<byte> Kept(CheckedFile file) => config.Find(file.Path).Charset == "UTF-8-BOM" ? TextContent.Utf8Mark : [];
}
