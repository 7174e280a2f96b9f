namespace Hooks.Build.Checks.Structured.Toml;

/// <summary>Says what the parser refused as one sentence without a dot, and what to do where that is known.</summary>
internal static class TomlFaults
{
    /// <summary>The parser's words, and what helps.</summary>
    private static readonly (string Said, string Advice)[] Advices =
    [
        ("already defined", "keep one"),
        ("leading zero", "take the zeros away, or put it between quotation marks"),
        ("Unable to parse the date", "there is no such day or time"),
        ("token `newline`", "a line holds one key and its value"),
        ("Invalid newline in a string", "close the text, or use three quotation marks for several lines"),
        ("Invalid escape", "write \\\\ for a backslash, or put the text between ' instead of \""),
        ("for a value", "put texts between quotation marks"),
    ];

    public static string Explain(string message)
    {
        // Behind 'with' stands the other definition as it is written, over all its lines.
        var end = message.IndexOf(" with `", StringComparison.Ordinal);
        var text = (end < 0 ? message : message[..end]).TrimEnd('.', ' ', ';');
        if (text.Length > 1 && char.IsAsciiLetterLower(text[1]))
            text = char.ToLowerInvariant(text[0]) + text[1..];
        foreach (var (said, advice) in Advices)
        {
            if (message.Contains(said, StringComparison.Ordinal))
                return text + "; " + advice;
        }

        return text;
    }
}
