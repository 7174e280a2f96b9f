namespace Hooks.Build.Checks.Agents;

/// <summary>What shells make of a script. Where it is not known whether PowerShell reads it, and that may read something else, both count.</summary>
internal static class ScriptReadings
{
    /// <summary>The readings of a script. One that ends within a quote is among them only where every one does: no shell runs that.</summary>
    /// <param name="text">The script.</param>
    /// <param name="shell">Which shell reads it.</param>
    public static IReadOnlyList<ShellScript> Of(string text, ShellKind shell = ShellKind.Unknown)
    {
        if (shell != ShellKind.Unknown)
            return [ShellReader.Read(text, isPowerShell: shell == ShellKind.PowerShell)];

        var posix = ShellReader.Read(text);
        if (posix.IsTooDeep || !(posix.IsOpen || MayBePowerShell(text)))
            return [posix];

        var other = ShellReader.Read(text, isPowerShell: true);
        return other.IsTooDeep ? [posix, other] : other.IsOpen ? [posix] : posix.IsOpen ? [other] : [posix, other];
    }

    /// <summary>Whether some shell reads a script to its end.</summary>
    public static bool AreWhole(string text) => Of(text).All(script => !script.IsOpen);

    private static bool MayBePowerShell(string text) => HasEscape(text) || HasPathInQuotes(text);

    // A substitution of other shells begins with the name of a command, and in no name.
    private static bool HasEscape(string text)
    {
        var isOpening = true;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == '`')
            {
                if (isOpening
                    && at + 1 < text.Length
                    && !((char.IsLetter(text[at + 1]) || text[at + 1] is '$' or '/' or '.' or '~' or '_' or '(' or ' ')
                        && (at == 0 || !char.IsLetterOrDigit(text[at - 1]))))
                    return true;

                isOpening = !isOpening;
            }
        }

        return false;
    }

    // "C:\folder\" and what like it: a quote that bash takes for an escaped one ends a word, and there was none that it could end but the first.
    private static bool HasPathInQuotes(string text)
    {
        for (var at = text.IndexOf("\\\"", StringComparison.Ordinal); at > 0; at = text.IndexOf("\\\"", at + 2, StringComparison.Ordinal))
        {
            var start = text.LastIndexOf('"', at - 1);
            if (start >= 0
                && EndsWord(text, at + 2)
                && (start == 0 || text[start - 1] is ' ' or '\t' or '\n' or '=' or '(' or ',')
                && IsPath(text.AsSpan(start + 1, at - start - 1)))
                return true;
        }

        return false;
    }

    private static bool EndsWord(string text, int at) => at >= text.Length || text[at] is ' ' or '\t' or '\r' or '\n' or ';' or '&' or '|' or ')' or '}' or ',';

    // A number may be one of inches.
    private static bool IsPath(ReadOnlySpan<char> text) =>
        text is [var drive, ':', ..] && char.IsAsciiLetter(drive) ? true
        : text.Length > 0 && !text.ContainsAny(' ', '\t', '\n') && (text.Contains('\\') || !char.IsDigit(text[^1]));
}
