using System.Collections.Immutable;
using System.Composition;
using Hooks.Build.Generators.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.CodeFixes.Code;

/// <summary>HOOK0022: hands the token on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TokenFix : EditingFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [CodeDescriptors.NotAsynchronous.Id];

    /// <inheritdoc />
    internal override Repair? For(Diagnostic diagnostic, SyntaxNode node, SemanticModel model)
    {
        if (!diagnostic.Properties.TryGetValue(CodeProperties.Argument, out var argument)
            || argument is null
            || node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call)
            return null;

        var given = call.ArgumentList.Arguments.FirstOrDefault(each => model.GetTypeInfo(each.Expression).ConvertedType?.Name == nameof(CancellationToken));
        var at = given is null ? -1 : call.ArgumentList.Arguments.IndexOf(given);
        var token = argument.Substring(argument.LastIndexOf(' ') + 1);
        return new($"Hand on {token}", editor => editor.ReplaceNode(call, (current, _) =>
        {
            var list = ((InvocationExpressionSyntax)current).ArgumentList;
            return ((InvocationExpressionSyntax)current).WithArgumentList(at < 0
                ? With(list, SyntaxFactory.ParseArgumentList($"({argument})").Arguments[0])
                : list.ReplaceNode(list.Arguments[at].Expression, SyntaxFactory.ParseExpression(token)));
        }));
    }

    // What stands behind the last argument, such as the end of its line, stands behind the new one then.
    private static ArgumentListSyntax With(ArgumentListSyntax list, ArgumentSyntax argument) => list.Arguments.LastOrDefault() is { } last
        ? list.ReplaceNode(last, last.WithTrailingTrivia()).AddArguments(argument.WithTrailingTrivia(last.GetTrailingTrivia()))
        : list.AddArguments(argument);
}
