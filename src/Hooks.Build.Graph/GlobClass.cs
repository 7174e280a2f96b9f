namespace Hooks.Build.Graph;

/// <summary>Reads <c>[a-z]</c>. A ']' that is the first character and a '-' at either end stand for themselves.</summary>
internal static class GlobClass
{
    public static string Unclosed(string pattern) => $"'{pattern}' has a '[' without its ']'; add the ']', or write [[] for the character itself.";

    public static string HasSlash(string pattern) => $"'{pattern}' has a '/' in a class, which never matches one; write the '/' outside the brackets.";

    /// <summary>The position of the closing bracket, or -1.</summary>
    public static int EndOf(string text, int open)
    {
        var start = StartOf(text, open);
        return start + 1 > text.Length ? -1 : text.IndexOf(']', start + 1);
    }

    /// <summary>The characters between the brackets, or null with an error.</summary>
    public static GlobCharacters? Parse(string text, int open, int close, out string error)
    {
        var start = StartOf(text, open);
        error = "";
        var named = text.IndexOf("[:", start, close - start, StringComparison.Ordinal);
        if (named >= 0 && close - named > 2 && text[close - 1] == ':')
        {
            error = $"'{text}' names a class of characters, which is not known here; write the characters, such as [a-z].";
            return null;
        }

        var ranges = new List<(char First, char Last)>();
        for (var i = start; i < close; i++)
        {
            var first = text[i];
            if (i + 2 < close && text[i + 1] == '-')
                i += 2;

            if (text[i] < first)
            {
                error = $"'{text}' has the range {first}-{text[i]}, which is empty; write {text[i]}-{first}.";
                return null;
            }

            ranges.Add((first, text[i]));
        }

        var characters = GlobCharacters.From(ranges, negated: start > open + 1);
        if (characters.IsEmpty)
            error = $"'{text}' has a class that matches no character; leave it out.";

        return characters.IsEmpty ? null : characters;
    }

    private static int StartOf(string text, int open) => open + 1 < text.Length && text[open + 1] is '!' or '^' ? open + 2 : open + 1;
}
