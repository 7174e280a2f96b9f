using Hooks.Build.Generators.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Finds out which answers to a coding agent a C# hook makes itself; what it calls is not looked into.</summary>
internal static class AnswerReader
{
    /// <summary>The answers that stand in the method.</summary>
    public static HookAnswers Of(IMethodSymbol method, CancellationToken cancellation)
    {
        var answers = HookAnswers.None;
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            foreach (var access in reference.GetSyntax(cancellation).DescendantNodes().OfType<MemberAccessExpressionSyntax>())
            {
                if (access.Expression is IdentifierNameSyntax { Identifier.ValueText: "HookResult" }
                    or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "HookResult" })
                {
                    answers |= access.Name.Identifier.ValueText switch
                    {
                        "AddContext" => HookAnswers.Context,
                        "Deny" => HookAnswers.Deny,
                        "Continue" => HookAnswers.Continue,
                        _ => HookAnswers.None,
                    };
                }
            }
        }

        return answers;
    }
}
