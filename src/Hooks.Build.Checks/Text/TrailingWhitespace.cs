using System.Buffers;
using Hooks.Build.Catalog;
using Hooks.Build.Checks.Text.EditorConfig;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text;

/// <summary>
/// No blanks at the ends of lines, unless .editorconfig says <c>trim_trailing_whitespace = false</c>. In files that are no text nothing is touched.
/// </summary>
internal sealed class TrailingWhitespace : LineCheck
{
    private const string Breaks = "--markdown-linebreak-ext";

    private readonly LineTrimming _plain;
    private readonly LineTrimming _withBreaks;
    private readonly string[] _extensions;
    private readonly EditorConfigFolders _config;

    public TrailingWhitespace(HookArguments arguments, EditorConfigFolders config)
    {
        _config = config;
        var chars = arguments.Has("--chars") ? arguments.Text("--chars") : LineTrimming.WhiteSpace;
        _plain = new LineTrimming(chars, keepsBreaks: false);
        _withBreaks = new LineTrimming(chars, keepsBreaks: true);
        _extensions = [.. arguments.All(Breaks).Select(extension => extension.TrimStart('.'))];
        if (arguments.Has(Breaks) && _extensions.Length == 0)
            throw new CheckSetupException($"{Breaks} needs a value, such as md, or * for all files");
        if (Array.Find(_extensions, extension => extension.AsSpan().ContainsAny("./\\:")) is { } wrong)
            throw new CheckSetupException($"{Breaks} cannot be '{wrong}', which looks like a file; write an extension, such as {Breaks}=md");
    }

    public override bool CanFix => true;

    public override bool IsAboutLines => true;

    public override BlockScan Scan(CheckedFile file) => new TrailingWhitespaceScan(TrimmingOf(file), () => _config.Find(file.Path).KeepsBlankEnds);

    public override bool TryFix(CheckedFile file, ReadOnlySpan<byte> content, IBufferWriter<byte> repaired)
    {
        if (!TextContent.IsText(content))
            return false;

        var trimming = TrimmingOf(file);
        var written = 0;
        for (var end = -1; end < content.Length - 1;)
        {
            end = trimming.Search.IndexOf(content, end + 1);
            end = end < 0 ? content.Length - 1 : end;
            var start = content[..end].LastIndexOf((byte)'\n') + 1;
            var line = content[start..(end + 1)];
            var kept = trimming.KeptLength(line, out var endLength);
            if (kept + endLength == line.Length)
                continue;

            if (written == 0 && _config.Find(file.Path).KeepsBlankEnds)
                return false;

            repaired.Write(content[written..(start + kept)]);
            written = end + 1 - endLength;
        }

        repaired.Write(content[written..]);
        return written > 0;
    }

    private LineTrimming TrimmingOf(CheckedFile file)
    {
        if (_extensions.Length == 0)
            return _plain;

        return Array.Exists(_extensions, extension => extension == "*") || HasBreaks(file.Name) ? _withBreaks : _plain;
    }

    // A name that begins with its only dot has no extension.
    private bool HasBreaks(string name)
    {
        var extension = Path.GetExtension(name.TrimStart('.')).TrimStart('.');
        return Array.Exists(_extensions, one => one.Equals(extension, StringComparison.OrdinalIgnoreCase));
    }
}
