namespace Hooks.Build.Checks.Text.CSharp;

/// <summary>Finds the patterns in the tokens of a C# file.</summary>
internal static class RegexCall
{
    private static readonly string[] Methods = ["IsMatch", "Match", "Matches", "Replace", "Split", "Count", "EnumerateMatches", "EnumerateSplits"];

    /// <summary>Reads the call whose name stands at a position; <see langword="null"/> where it is none with a pattern that is known.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="at">The position.</param>
    public static FoundPattern? Read(List<CSharpToken> tokens, int at)
    {
        var token = tokens[at];
        if ((token.IsName("GeneratedRegex") || token.IsName("GeneratedRegexAttribute")) && IsAt(tokens, at + 1, '('))
            return CallArguments.Read(tokens, at + 1).Pattern(position: 0);

        if (!token.IsName("Regex"))
            return null;

        var start = StartOfName(tokens, at);
        if (start > 0 && tokens[start - 1].IsName("new") && IsAt(tokens, at + 1, '('))
            return CallArguments.Read(tokens, at + 1).Pattern(position: 0);

        // Regex name = new(...)
        if (IsAt(tokens, at + 2, '=') && tokens[at + 1].Kind == CSharpTokenKind.Name && IsAt(tokens, at + 4, '(') && tokens[at + 3].IsName("new"))
            return CallArguments.Read(tokens, at + 4).Pattern(position: 0);

        return IsStaticCall(tokens, at, start) ? ReadStatic(tokens, at) : null;
    }

    // On an instance, what looks the same has no pattern: behind a dot, only the namespace makes it the class.
    private static bool IsStaticCall(List<CSharpToken> tokens, int at, int start) =>
        IsAt(tokens, at + 1, '.') && IsAt(tokens, at + 3, '(') && Array.IndexOf(Methods, tokens[at + 2].Value) >= 0
        && (start == 0 || !tokens[start - 1].Is('.')) && (start == at || tokens[at - 2].IsName("RegularExpressions"));

    private static FoundPattern? ReadStatic(List<CSharpToken> tokens, int at)
    {
        var arguments = CallArguments.Read(tokens, at + 3);
        return tokens[at + 2].Value == "Replace" && arguments.Count < 3 ? null : arguments.Pattern(position: 1);
    }

    // Where a name with dots before it begins.
    private static int StartOfName(List<CSharpToken> tokens, int at)
    {
        while (at >= 2 && tokens[at - 1].Is('.') && tokens[at - 2].Kind == CSharpTokenKind.Name)
            at -= 2;

        // global::System
        return at >= 3 && tokens[at - 1].Is(':') && tokens[at - 2].Is(':') && tokens[at - 3].IsName("global") ? at - 3 : at;
    }

    private static bool IsAt(List<CSharpToken> tokens, int at, char character) => at < tokens.Count && tokens[at].Is(character);
}
