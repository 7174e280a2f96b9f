using System.Buffers;

namespace Hooks.Build.Checks.Text.EditorConfig;

/// <summary>
/// Charset, line endings, final newline, blanks at line ends and indentation as .editorconfig says. Repairs all of them but indentation, and of the charset
/// the mark of UTF-8.
/// </summary>
/// <remarks>
/// Rather misses a finding than tells a false one. <c>insert_final_newline = false</c> is as <c>dotnet format</c> takes it: no newline ends the file. Lines of
/// <c>indent_style = tab</c> may have blanks behind their tabs, and lines of block comments a blank before their star. <c>indent_size</c> is asked for only in
/// JSON, YAML and CSS, and there of the line
/// behind one that ends with an opening bracket (or with a colon, in YAML) and is itself indented by a multiple of it: programs align lines, and carry text of
/// other languages. Of UTF-16 only the mark is looked at.
/// </remarks>
internal sealed class EditorConfigCheck(CheckContext context) : LineCheck
{
    private readonly EditorConfigFolders _folders = new(context);

    public override bool CanFix => true;

    public override bool IsAboutLines => true;

    public override BlockScan Scan(CheckedFile file) => new EditorConfigScan(_folders.Find(file.Path), file.Name);

    public override bool TryFix(CheckedFile file, ReadOnlySpan<byte> content, IBufferWriter<byte> repaired)
    {
        var settings = _folders.Find(file.Path);
        return !settings.AreEmpty && new EditorConfigRepair(settings).TryWrite(content, repaired);
    }
}
