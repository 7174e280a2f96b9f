using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text.EditorConfig;

/// <summary>Finds lines that are indented with the wrong character, or by no multiple of what a level is.</summary>
internal sealed class IndentationScan : BlockScan
{
    private static readonly LineEndSearch Brackets = new("{[("u8);
    private static readonly LineEndSearch BracketsAndColons = new("{[(:"u8);

    private readonly byte _wanted;
    private readonly int _size;
    private readonly LineEndSearch? _openers;
    private readonly LineCursor _lines = new();
    private readonly LineCursor _sizedLines = new();
    private bool _isAtLineStart = true;
    private bool _isOpened;

    /// <param name="wanted">A blank or a tab.</param>
    /// <param name="size">How many blanks a level is; 0 where that is not said.</param>
    /// <param name="extension">Of the file, with its dot.</param>
    public IndentationScan(byte wanted, int size, string extension)
    {
        _wanted = wanted;
        _size = size;
        _openers = wanted != ' ' || size < 2 ? null : extension.ToUpperInvariant() switch
        {
            ".JSON" or ".JSONC" or ".CSS" or ".SCSS" or ".LESS" => Brackets,
            ".YAML" or ".YML" => BracketsAndColons,
            _ => null,
        };
    }

    public override void Read(ReadOnlySpan<byte> block, bool isLast, Findings findings)
    {
        var other = (byte)(_wanted == ' ' ? '\t' : ' ');
        if (_isAtLineStart && block.Length > 0 && block[0] == other)
            LookAtCharacter(block, 0, findings);

        ReadOnlySpan<byte> sought = [(byte)'\n', other];
        for (var at = 0; block[at..].IndexOf(sought) is >= 0 and var next;)
        {
            at += next + 1;
            LookAtCharacter(block, at, findings);
        }

        LookAtSizes(block, findings);
        _isAtLineStart = block.Length == 0 ? _isAtLineStart : block[^1] == '\n';
        if (!isLast)
        {
            _lines.Leave(block);
            _sizedLines.Leave(block);
        }
    }

    private void LookAtCharacter(ReadOnlySpan<byte> block, int start, Findings findings)
    {
        var text = block[start..].TrimStart(" \t"u8);
        if (text.IsEmpty || text[0] is (byte)'\n' or (byte)'\r' || (_wanted == '\t' && text[0] == '*'))
            return;

        findings.Add(_lines.LineAt(block, start), 1, _wanted == ' '
            ? "indented with a tab, where .editorconfig says indent_style = space; indent with blanks"
            : "indented with blanks, where .editorconfig says indent_style = tab; indent with tabs");
    }

    private void LookAtSizes(ReadOnlySpan<byte> block, Findings findings)
    {
        if (_openers is null)
            return;

        if (_isOpened && block.Length > 0)
        {
            LookAtSize(block, 0, findings);
            _isOpened = false;
        }

        for (var end = -1; (end = _openers.IndexOf(block, end + 1)) >= 0;)
        {
            var start = block[..end].LastIndexOf((byte)'\n') + 1;
            if ((start == 0 && !_isAtLineStart) || SizeOf(block[start..end]) % _size != 0)
                continue;

            if (end + 1 == block.Length)
                _isOpened = true;
            else
                LookAtSize(block, end + 1, findings);
        }
    }

    private void LookAtSize(ReadOnlySpan<byte> block, int start, Findings findings)
    {
        var size = SizeOf(block[start..]);
        if (size % _size != 0 && start + size < block.Length && block[start + size] is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))
        {
            findings.Add(
                _sizedLines.LineAt(block, start),
                1,
                $"indented by {size}, where .editorconfig says indent_size = {_size}; indent by a multiple of that");
        }
    }

    private static int SizeOf(ReadOnlySpan<byte> line)
    {
        var size = line.IndexOfAnyExcept((byte)' ');
        return size < 0 ? line.Length : size;
    }
}
