namespace Hooks.Build.Runner.Output;

/// <summary>Text of which everything can be seen: it is plain, on one line, and never empty.</summary>
internal static class VisibleText
{
    /// <summary>Makes a text visible, on one line.</summary>
    public static string Of(string text)
    {
        var plain = PlainText.Of(text).Replace("\n", "\\n", StringComparison.Ordinal).Replace('\t', ' ');
        return string.IsNullOrWhiteSpace(plain) && text.Length > 0 ? "?" : plain;
    }
}
