using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>
/// Whether <c>dotnet format style</c> would do anything about a header: where IDE0073 is a warning or an error, by the order in which the compiler looks, and
/// not suppressed in the source. By itself it is hidden.
/// </summary>
internal static class HeaderSeverity
{
    /// <summary>The diagnostic.</summary>
    public const string Id = "IDE0073";

    /// <summary>Whether what is configured for a file makes it a warning or an error.</summary>
    public static bool IsWanted(FileStyle style) => Of(style) is ReportDiagnostic.Warn or ReportDiagnostic.Error;

    /// <summary>Whether a <c>#pragma warning disable</c> before a place holds there.</summary>
    public static bool IsSuppressed(SyntaxNode root, int place)
    {
        var suppressed = false;
        foreach (var trivia in root.GetFirstToken(includeZeroWidth: true).LeadingTrivia)
        {
            if (trivia.SpanStart >= place)
                break;
            if (trivia.GetStructure() is PragmaWarningDirectiveTriviaSyntax { IsActive: true } pragma && IsAbout(pragma))
                suppressed = pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword);
        }

        return suppressed;
    }

    private static bool IsAbout(PragmaWarningDirectiveTriviaSyntax pragma) =>
        pragma.ErrorCodes.Count == 0 || pragma.ErrorCodes.Any(code => code is IdentifierNameSyntax name && name.Identifier.ValueText == Id);

    private static ReportDiagnostic Of(FileStyle style)
    {
        if (style.Severities.TryGetValue(Id, out var severity) || style.GlobalSeverities.TryGetValue(Id, out severity))
            return severity;

        return Bulk(style, "dotnet_analyzer_diagnostic.category-style.severity")
            ?? Bulk(style, "dotnet_analyzer_diagnostic.severity")
            ?? ReportDiagnostic.Hidden;
    }

    private static ReportDiagnostic? Bulk(FileStyle style, string key) =>
        !style.Settings.TryGetValue(key, out var severity) ? null : severity.ToUpperInvariant() switch
        {
            "ERROR" => ReportDiagnostic.Error,
            "WARNING" => ReportDiagnostic.Warn,
            "NONE" or "SUGGESTION" or "SILENT" or "REFACTORING" or "DEFAULT" => ReportDiagnostic.Hidden,
            _ => null,
        };
}
