using Hooks.Build.Generators.Emission;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class CSharpLiteralTests
{
    [TestMethod]
    public void Each_character_reads_back_as_itself()
    {
        var text = new string([.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code)]);
        var literal = (LiteralExpressionSyntax)SyntaxFactory.ParseExpression(CSharpLiteral.Of(text), options: new CSharpParseOptions(LanguageVersion.CSharp7_3));
        literal.Token.ValueText.ShouldBe(text);
    }

    [TestMethod]
    public void Numbers_do_not_follow_the_culture()
    {
        var culture = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("de-DE");
        try
        {
            CSharpLiteral.Of(1.5).ShouldBe("1.5");
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }
}
