namespace Hooks.Build.Graph;

/// <summary>What <c>Problems</c> of a hook may say.</summary>
public static class ProblemText
{
    /// <summary>Whether it is a regular expression; else it is the path of a report.</summary>
    public static bool IsPattern(string text) => text.IndexOf("(?<", StringComparison.Ordinal) >= 0;
}
