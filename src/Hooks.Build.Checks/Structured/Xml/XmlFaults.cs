using System.Xml;

namespace Hooks.Build.Checks.Structured.Xml;

/// <summary>Says what the parser refused, without what findings show elsewhere.</summary>
internal static class XmlFaults
{
    // XmlReader wants to see so much of an element before it says what is wrong with it.
    private const int LeastElement = 4;
    private const string EndOfFile = "unexpected end of file has occurred";

    public static string Explain(XmlException refused, ReadOnlySpan<byte> content)
    {
        var text = refused.Message;
        if (text.Contains("MaxCharactersFromEntities", StringComparison.Ordinal))
            return "its entities grow to more than 10 million characters; take such entities out";
        if (text.Contains("does not support", StringComparison.Ordinal) && text.Contains("encoding", StringComparison.Ordinal))
            return "its encoding is not known here; save the file as UTF-8 and say so in its first line";

        if (text.StartsWith("Incomplete entity", StringComparison.Ordinal))
            return "the text of an entity is not whole elements; begin and end each of them in it";

        var place = text.LastIndexOf(" Line ", StringComparison.Ordinal);
        if (place > 0)
            text = text[..place];
        if (text.EndsWith(" not closed: ", StringComparison.Ordinal)
            || (content.TrimStart(" \t\r\n"u8) is var element && element.Length < LeastElement && element.StartsWith("<"u8)))
            return EndOfFile;

        text = text.TrimEnd('.').Replace(". The ", "; the ", StringComparison.Ordinal).Replace(". ", "; ", StringComparison.Ordinal);
        return text.Length > 1 && char.IsAsciiLetterLower(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
    }
}
