using System.Buffers;
using Hooks.Build.Checks.Text.EditorConfig;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text;

/// <summary>
/// One newline at the end of a file, and none in a file that has nothing else; none is added where .editorconfig says <c>insert_final_newline = false</c>. In
/// files that are no text nothing is touched.
/// </summary>
internal sealed class EndOfFile(EditorConfigFolders config) : LineCheck
{
    public override bool CanFix => true;

    public override bool IsAboutLines => true;

    public override BlockScan Scan(CheckedFile file) => new EndOfFileScan(() => config.Find(file.Path).HasFinalNewline == false);

    public override bool TryFix(CheckedFile file, ReadOnlySpan<byte> content, IBufferWriter<byte> repaired)
    {
        if (content.IsEmpty || !TextContent.IsText(content))
            return false;

        var text = content.LastIndexOfAnyExcept((byte)'\n', (byte)'\r') + 1;
        var newlines = content[text..];
        var kept = text == 0 ? 0 : LineEnds.LengthOfFirst(newlines);
        if (newlines.Length > 0 && newlines.Length == kept)
            return false;

        var settings = config.Find(file.Path);
        if (newlines.IsEmpty && settings.HasFinalNewline == false)
            return false;

        repaired.Write(content[..(text + kept)]);
        if (newlines.IsEmpty)
            repaired.Write((settings.EndOfLine ?? LineEnds.OfFirst(content)).Bytes());

        return true;
    }
}
