using System.Buffers;
using System.Globalization;
using System.Text.Unicode;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text.Kinds;

/// <summary>
/// Judges by content whether a file is text. Who only reads asks about the beginning; who writes asks about all of it, and for more certainty.
/// </summary>
public static class TextJudgement
{
    /// <summary>How much of a file says whether it is worth reading: as much as git looks at.</summary>
    public const int Beginning = 8000;

    // As in pre-commit's identify.
    private const int Controlled = 1024;

    private static readonly SearchValues<byte> Control = SearchValues.Create([.. Enumerable.Range(0, 7)
        .Concat(Enumerable.Range(14, 13))
        .Concat(Enumerable.Range(28, 4))
        .Append(127)
        .Select(value => (byte)value)]);

    /// <summary>Whether a file that begins so is read as text.</summary>
    /// <param name="content">Its first <see cref="Beginning"/> bytes, or more.</param>
    public static bool IsRead(ReadOnlySpan<byte> content) =>
        content[..Math.Min(content.Length, Controlled)].IndexOfAny(Control) < 0
        && !content[..Math.Min(content.Length, Beginning)].Contains((byte)0);

    /// <summary>Whether a file may be rewritten as text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">All of it.</param>
    /// <param name="isDeclared">Whether somebody declared it as text: then what is doubtful is.</param>
    /// <param name="doubt">What is doubtful, as it stands behind "has"; empty where nothing is.</param>
    public static TextKind OfAll(string name, ReadOnlySpan<byte> content, bool isDeclared, out string doubt)
    {
        doubt = "";
        if (content.StartsWith(TextContent.Utf16LowMark)
            || content.StartsWith(TextContent.Utf16HighMark)
            || content.Contains((byte)0)
            || BinaryFormats.Begins(content))
            return TextKind.Binary;
        if (isDeclared)
            return TextKind.Text;
        if (BinaryFormats.Has(name))
            return TextKind.Binary;

        // What DOS wrote at the end of a text is none to git either.
        var text = content.EndsWith("\x1A"u8) ? content[..^1] : content;
        var control = text.IndexOfAny(Control);
        if (control < 0)
            return Utf8.IsValid(text) || LegacyText.IsPlausible(text) ? TextKind.Text : Doubt("bytes of no encoding that is known for sure", out doubt);

        return IsBinaryToGit(text[control..], text.Length)
            ? TextKind.Binary
            : Doubt(
                string.Create(CultureInfo.InvariantCulture, $"a control character (0x{text[control]:X2} in line {text[..control].Count((byte)'\n') + 1})"),
                out doubt);
    }

    private static TextKind Doubt(string what, out string doubt)
    {
        doubt = what;
        return TextKind.Doubtful;
    }

    // More than one byte of 128 that cannot be printed, see convert_is_binary in git's convert.c.
    private static bool IsBinaryToGit(ReadOnlySpan<byte> text, int length)
    {
        var unprintable = 0;
        for (var at = 0; (at = text.IndexOfAny(Control)) >= 0; text = text[(at + 1)..])
            unprintable++;

        return (length - unprintable) >> 7 < unprintable;
    }
}
