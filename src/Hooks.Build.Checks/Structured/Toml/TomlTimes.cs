using Tomlyn.Syntax;

namespace Hooks.Build.Checks.Structured.Toml;

/// <summary>Dates and times, as TOML says, where the parser reads something else.</summary>
internal static class TomlTimes
{
    private const int MostDigits = 7;

    /// <summary>The first with underscores, which the parser passes over as in numbers; <see langword="null"/> where there is none.</summary>
    public static SyntaxToken? WithUnderscore(DocumentSyntax document) =>
        document.Tokens().OfType<SyntaxToken>().FirstOrDefault(token => IsTime(token.TokenKind) && token.Text?.Contains('_', StringComparison.Ordinal) == true);

    /// <summary>The text with blanks behind the times that were refused and are shorter now; <see langword="null"/> where none were.</summary>
    public static string? Shorten(string text, DiagnosticsBag refused)
    {
        char[]? shorter = null;
        foreach (var diagnostic in refused)
        {
            if (!diagnostic.Message.StartsWith("Invalid format of date time", StringComparison.Ordinal)
                || diagnostic.Message.Split('`') is not [_, var time, _])
                continue;

            var digits = time.LastIndexOf('.') + 1;
            var count = time.AsSpan(digits).IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : time.Length - digits;
            if (digits == 0 || count <= MostDigits || !text.AsSpan(diagnostic.Span.Offset).StartsWith(time, StringComparison.Ordinal))
                continue;

            shorter ??= text.ToCharArray();
            time.Remove(digits + MostDigits, count - MostDigits).PadRight(time.Length).CopyTo(shorter.AsSpan(diagnostic.Span.Offset));
        }

        return shorter is null ? null : new string(shorter);
    }

    private static bool IsTime(TokenKind kind) => kind is
        TokenKind.OffsetDateTimeByZ or TokenKind.OffsetDateTimeByNumber or TokenKind.LocalDateTime or TokenKind.LocalDate or TokenKind.LocalTime;
}
