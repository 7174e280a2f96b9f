namespace Hooks.Build.Graph;

/// <summary>Texts of others as messages tell them: no line is longer than somebody reads.</summary>
public static class Shortened
{
    private const int Most = 80;
    private const int MostEnd = 200;

    /// <summary>The text, or how it begins.</summary>
    public static string Of(string text) => Of(text, Most);

    /// <summary>The text, or how it begins.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many characters of it are told.</param>
    public static string Of(string text, int most) => text.Length <= most ? text : Begin(text, most) + "...";

    /// <summary>A sentence about a text, which stands at its beginning.</summary>
    public static string Sentence(string sentence) =>
        sentence.Length <= Most + MostEnd
            ? sentence
            : Begin(
                sentence, Most) + "..." + sentence.Substring(sentence.Length - MostEnd + (char.IsLowSurrogate(sentence[sentence.Length - MostEnd]) ? 1 : 0));

    private static string Begin(string text, int most) => text.Substring(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most);
}
