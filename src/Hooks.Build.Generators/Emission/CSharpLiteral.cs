using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Hooks.Build.Generators.Emission;

/// <summary>Writes values as C# 7.3, the oldest language a hooks project has.</summary>
internal static class CSharpLiteral
{
    /// <summary>A string literal, or <c>null</c>. All but printable ASCII is escaped, lone surrogates and line ends of other systems included.</summary>
    public static string Of(string? text)
    {
        if (text is null)
            return "null";

        var literal = new StringBuilder("\"", text.Length + 2);
        foreach (var character in text)
        {
            if (character is '"' or '\\')
                literal.Append('\\').Append(character);
            else if (character is >= ' ' and <= '~')
                literal.Append(character);
            else
                literal.Append("\\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
        }

        return literal.Append('"').ToString();
    }

    /// <summary>An array of strings.</summary>
    public static string Of(IEnumerable<string?> texts) => $"new string[] {{ {string.Join(", ", texts.Select(Of))} }}";

    /// <summary>A number, the same in every culture.</summary>
    public static string Of(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number, the same in every culture.</summary>
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A name, escaped where it is a keyword.</summary>
    public static string Identifier(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}
