using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>
/// The encoding that <c>charset</c> asks for. A text changes to it only where it stays the same text, for us and for whoever reads the file next.
/// </summary>
internal static class CharsetStep
{
    /// <summary>The text in the encoding that is set, where it can have that.</summary>
    public static SourceText Recode(Draft draft)
    {
        var text = draft.Text;
        if (EncodingOf(draft.Style.Charset) is not { } encoding || encoding.Equals(text.Encoding))
            return text;

        var recoded = SourceText.From(text.ToString(), encoding, text.ChecksumAlgorithm);
        var bytes = SourceBytes.Encode(recoded);
        if (SourceBytes.Encode(text).AsSpan().SequenceEqual(bytes))
            return text;

        if (FirstLost(text.ToString(), encoding) is { } lost)
        {
            draft.Refuse(lost, "CHARSET", string.Create(
                CultureInfo.InvariantCulture,
                $"The character U+{(int)text[lost]:X4} is not in {draft.Style.Charset}: the file's encoding stays as it is. Write it as \\u{(int)text[lost]:X4}, or set another charset."));
            return text;
        }

        if (SourceBytes.Decode(bytes, draft.Style.Charset).ContentEquals(text))
            return recoded;

        draft.Refuse(
            0, "CHARSET", $"In {draft.Style.Charset} the file would be read as another text: its encoding stays as it is. Set 'charset = utf-8-bom' for it.");
        return text;
    }

    private static int? FirstLost(string text, Encoding encoding)
    {
        var back = encoding.GetString(encoding.GetBytes(text));
        if (back == text)
            return null;

        // A pair of surrogates comes back as one or two marks: what is before it is the same.
        var same = text.AsSpan().CommonPrefixLength(back);
        return Math.Min(same, text.Length - 1);
    }

    // As dotnet format has it: what it does not know is UTF-8.
    private static Encoding? EncodingOf(string? charset) => charset switch
    {
        null or "unset" => null,
        "latin1" => Encoding.Latin1,
        "utf-8-bom" => Encoding.UTF8,
        "utf-16be" => Encoding.BigEndianUnicode,
        "utf-16le" => Encoding.Unicode,
        _ => SourceBytes.Plain,
    };
}
