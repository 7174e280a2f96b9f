using System.Globalization;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text.EditorConfig;

/// <summary>What .editorconfig says of a file, as far as it is checked. A value that is not known says nothing.</summary>
internal sealed record EditorConfigSettings
{
    private static readonly string[] Names =
        ["CHARSET", "END_OF_LINE", "INSERT_FINAL_NEWLINE", "TRIM_TRAILING_WHITESPACE", "INDENT_STYLE", "INDENT_SIZE", "TAB_WIDTH"];

    private string _size = "";
    private string _tabWidth = "";

    /// <summary>The charset in capitals, such as UTF-8-BOM; empty where none is set.</summary>
    public string Charset { get; private set; } = "";

    public LineEnd? EndOfLine { get; private set; }

    /// <summary>Whether a file ends with a newline; <see langword="null"/> where either is right.</summary>
    public bool? HasFinalNewline { get; private set; }

    public bool TrimsLines { get; private set; }

    /// <summary>Whether blanks at the ends of lines are to stay.</summary>
    public bool KeepsBlankEnds { get; private set; }

    /// <summary>What lines are indented with, a blank or a tab.</summary>
    public byte? Indentation { get; private set; }

    /// <summary>How many blanks a level is; 0 where that is not set.</summary>
    public int Size => int.TryParse(_size == "TAB" ? _tabWidth : _size, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;

    /// <summary>Whether nothing is set.</summary>
    public bool AreEmpty => Charset.Length == 0 && EndOfLine is null && HasFinalNewline is null && !TrimsLines && Indentation is null;

    public static bool Knows(string name) => Array.IndexOf(Names, name) >= 0;

    /// <summary>Takes a setting; name and value in capitals.</summary>
    public void Set(string name, string value)
    {
        switch (name)
        {
            case "CHARSET":
                Charset = value is "LATIN1" or "UTF-8" or "UTF-8-BOM" or "UTF-16LE" or "UTF-16BE" ? value : "";
                break;
            case "END_OF_LINE":
                EndOfLine = value switch { "LF" => LineEnd.Lf, "CRLF" => LineEnd.CrLf, "CR" => LineEnd.Cr, _ => null };
                break;
            case "INSERT_FINAL_NEWLINE":
                HasFinalNewline = value switch { "TRUE" => true, "FALSE" => false, _ => null };
                break;
            case "TRIM_TRAILING_WHITESPACE":
                (TrimsLines, KeepsBlankEnds) = (value == "TRUE", value == "FALSE");
                break;
            case "INDENT_STYLE":
                Indentation = value switch { "SPACE" => (byte)' ', "TAB" => (byte)'\t', _ => null };
                break;
            case "INDENT_SIZE":
                _size = value;
                break;
            default:
                _tabWidth = value;
                break;
        }
    }
}
