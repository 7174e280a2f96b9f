using System.Text;

namespace Hooks.Build.Checks.Structured;

/// <summary>Lines and columns of offsets, and names of characters, for findings.</summary>
internal static class TextPlace
{
    private const int MostOfName = 60;

    /// <summary>Adds a finding about the byte at an offset.</summary>
    public static void AddAt(this Findings findings, ReadOnlySpan<byte> text, int offset, string message)
    {
        // What is only counted needs no place: a file of a million faults is read once.
        var (line, column) = findings.Count < Findings.Most ? Of(text, offset) : (0, 0);
        findings.Add(line, column, message);
    }

    /// <summary>The line and column of an offset, both from 1.</summary>
    public static (long Line, int Column) Of(ReadOnlySpan<byte> text, int offset)
    {
        var before = text[..Math.Min(offset, text.Length)];
        return (before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
    }

    /// <summary>The character at an offset as a message shows it: <c>'x'</c>, or <c>U+0007</c> for one that cannot be seen.</summary>
    public static string Character(ReadOnlySpan<byte> text, int offset)
    {
        _ = Rune.DecodeFromUtf8(text[offset..], out var rune, out _);
        return rune.Value is <= ' ' or >= 0x7F and <= 0xA0 or 0xFEFF ? $"U+{rune.Value:X4}" : $"'{rune}'";
    }

    /// <summary>A name as a message shows it: shortened, without characters that cannot be seen.</summary>
    public static string Name(ReadOnlySpan<byte> name) => Name(Encoding.UTF8.GetString(name[..Math.Min(name.Length, MostOfName * 4)]));

    /// <inheritdoc cref="Name(ReadOnlySpan{byte})"/>
    public static string Name(string name)
    {
        StringBuilder shown = new("'");
        foreach (var rune in name.EnumerateRunes())
        {
            if (shown.Length > MostOfName)
            {
                shown.Append("...");
                break;
            }

            _ = Rune.IsControl(rune) ? shown.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}") : shown.Append(rune.ToString());
        }

        return shown.Append('\'').ToString();
    }
}
