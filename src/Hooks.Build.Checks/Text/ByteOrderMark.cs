using System.Buffers;

namespace Hooks.Build.Checks;

/// <summary>No byte order mark of UTF-8; where there are several, all are taken away.</summary>
internal sealed class ByteOrderMark : FileCheck
{
    public override ContentNeed Need => ContentNeed.Start;

    public override bool CanFix => true;

    public override bool IsAboutLines => true;

    public override void Check(CheckedFile file, ReadOnlySpan<byte> content, Findings findings)
    {
        if (content.StartsWith(TextContent.Utf8Mark))
            findings.Add(1, 1, "byte order mark of UTF-8; save the file without it");
    }

    public override bool TryFix(CheckedFile file, ReadOnlySpan<byte> content, IBufferWriter<byte> repaired)
    {
        var rest = content;
        while (rest.StartsWith(TextContent.Utf8Mark))
            rest = rest[TextContent.Utf8Mark.Length..];

        repaired.Write(rest);
        return rest.Length < content.Length;
    }
}
