namespace Hooks.Build.Graph;

/// <summary>Turns a pattern without braces into segments, and says what is wrong with one that is not well formed.</summary>
internal static class GlobSyntax
{
    // The one way to say it: a file that has it in its name is found by globs that programs write.
    private const string Backslash = "[\\]";

    /// <summary>What is wrong with the pattern as a whole, or null.</summary>
    public static string? Check(string? pattern) => pattern switch
    {
        null or "" => "The pattern is empty; write ** for every file.",
        _ when string.IsNullOrWhiteSpace(pattern) => "The pattern is blank; write ** for every file.",
        _ when pattern.Replace(Backslash, "").Contains('\\') => $"'{pattern}' has a '\\'; use '/', on Windows too.",
        _ when pattern[0] == '!' => $"'{pattern}' begins with '!'; write the pattern without it and put it into Exclude.",
        _ => null,
    };

    /// <summary>The segments, or null with an error.</summary>
    public static GlobPath? ParsePath(string text, out string error)
    {
        error = CheckStart(text) ?? "";
        if (error.Length > 0)
            return null;

        var segments = new List<GlobSegment?>();
        foreach (var part in Split(text))
        {
            if (part == "**")
            {
                segments.Add(null);
                continue;
            }

            if (ParseSegment(text, part, out error) is not { } segment)
                return null;

            segments.Add(segment);
        }

        if (segments[segments.Count - 1] is null)
            segments.Add(GlobSegment.Any);

        return new GlobPath([.. segments]);
    }

    private static string? CheckStart(string text)
    {
        if (text.Length == 0)
            return "One of the alternatives is empty; write ** for every file.";

        if (text[0] == '/')
            return $"'{text}' begins with '/'; patterns start at the repository's root already, so leave it out.";

        if (text.StartsWith("./", StringComparison.Ordinal))
            return $"'{text}' begins with './'; patterns start at the repository's root already, so leave it out.";

        return text.Length > 1 && text[1] == ':' && text[0] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z')
            ? $"'{text}' begins with a drive; write the path from the repository's root."
            : null;
    }

    private static string[] Split(string text) => (text[text.Length - 1] == '/' ? text + "**" : text).Split('/');

    private static GlobSegment? ParseSegment(string pattern, string segment, out string error)
    {
        error = segment switch
        {
            "" => $"'{pattern}' has an empty segment; write one '/' only, or ** for any directories.",
            "." or ".." => $"'{pattern}' has the segment '{segment}'; write the path from the repository's root without it.",
            _ => "",
        };

        var tokens = new List<GlobCharacters?>();
        for (var i = 0; i < segment.Length && error.Length == 0; i++)
        {
            switch (segment[i])
            {
                case '*' when i + 1 < segment.Length && segment[i + 1] == '*':
                    error = $"'{pattern}' has ** together with other characters in one segment; write ** as a whole segment, such as **/*.cs and not **.cs.";
                    break;
                case '*':
                    tokens.Add(null);
                    break;
                case '?':
                    tokens.Add(GlobCharacters.Any);
                    break;
                case '[':
                    var close = GlobClass.EndOf(segment, i);
                    tokens.Add(close < 0 ? null : GlobClass.Parse(segment, i, close, out error));
                    error = close < 0 ? GlobClass.HasSlash(pattern) : error;
                    i = close;
                    break;
                default:
                    tokens.Add(GlobCharacters.Of(segment[i]));
                    break;
            }
        }

        return error.Length == 0 ? new GlobSegment([.. tokens]) : null;
    }
}
