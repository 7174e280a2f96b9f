using System.Text.RegularExpressions;

namespace Hooks.Build.Checks.Text.CSharp;

/// <summary>The options of regular expressions by their names.</summary>
internal static class RegexOptionNames
{
    public static RegexOptions? Find(string name) => name switch
    {
        nameof(RegexOptions.None) => RegexOptions.None,
        nameof(RegexOptions.IgnoreCase) => RegexOptions.IgnoreCase,
        nameof(RegexOptions.Multiline) => RegexOptions.Multiline,
        nameof(RegexOptions.ExplicitCapture) => RegexOptions.ExplicitCapture,
        nameof(RegexOptions.Compiled) => RegexOptions.None, // how it is run makes no difference to what is a pattern
        nameof(RegexOptions.Singleline) => RegexOptions.Singleline,
        nameof(RegexOptions.IgnorePatternWhitespace) => RegexOptions.IgnorePatternWhitespace,
        nameof(RegexOptions.RightToLeft) => RegexOptions.RightToLeft,
        nameof(RegexOptions.ECMAScript) => RegexOptions.ECMAScript,
        nameof(RegexOptions.CultureInvariant) => RegexOptions.CultureInvariant,
        nameof(RegexOptions.NonBacktracking) => RegexOptions.NonBacktracking,
        _ => null,
    };
}
