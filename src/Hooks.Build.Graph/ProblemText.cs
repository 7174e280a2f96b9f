using System.Text.RegularExpressions;

namespace Hooks.Build.Graph;

/// <summary>What <c>Problems</c> of a hook may say.</summary>
public static class ProblemText
{
    /// <summary>Whether it is a regular expression; else it is the path of a report.</summary>
    public static bool IsPattern(string text) => text.IndexOf("(?<", StringComparison.Ordinal) >= 0;

    /// <summary>What is wrong with it, said of the property that it is the value of; <see langword="null"/> where it says how to read findings.</summary>
    public static string? Problem(string? text)
    {
        if (text is null || string.IsNullOrWhiteSpace(text))
            return "is blank; leave it out";
        if (!IsPattern(text))
            return text.IndexOfAny(['^', '$', '(', '|', '+', '\\']) >= 0
                ? $"is '{text}', which is neither the path of a report nor a pattern with a group named text: (?<text>.+)"
                : FolderText.Problem(text)
                    ?? (text.LastIndexOf('/') is var end && end > 0 && text.IndexOfAny(['*', '?'], 0, end) >= 0
                        ? $"is '{text}'; only its last part may have *"
                        : null);

        try
        {
            return new Regex(text, RegexOptions.None, TimeSpan.FromSeconds(1)).GroupNumberFromName("text") < 0
                ? $"is '{text}', which has no group named text: (?<text>.+)"
                : null;
        }
        catch (ArgumentException e)
        {
            return $"is the malformed regular expression '{text}': {e.Message}";
        }
    }
}
