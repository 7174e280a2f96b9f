namespace Hooks.Build.Checks.Text.CSharp;

/// <summary>The value of a raw string.</summary>
internal static class RawText
{
    /// <summary>What a raw string means; <see langword="null"/> where it is not well formed.</summary>
    /// <param name="text">What stands between its quotes.</param>
    public static string? Value(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines.Length == 1)
            return text;
        if (lines.Length == 2 || !string.IsNullOrWhiteSpace(lines[0]) || !string.IsNullOrWhiteSpace(lines[^1]))
            return null;

        var indentation = lines[^1];
        for (var i = 1; i < lines.Length - 1; i++)
        {
            if (lines[i].StartsWith(indentation, StringComparison.Ordinal))
                lines[i] = lines[i][indentation.Length..];
            else if (string.IsNullOrWhiteSpace(lines[i]))
                lines[i] = "";
            else
                return null;
        }

        return string.Join('\n', lines[1..^1]);
    }
}
