using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Hooks.Build.CodeFixes.Code;

/// <summary>What fixes write, and what they find around a place.</summary>
internal static class Written
{
    /// <summary>An expression of text, whose long names are shortened where they can be.</summary>
    public static ExpressionSyntax Expression(string text)
    {
        var expression = SyntaxFactory.ParseExpression(text);
        return expression.ReplaceNodes(
            expression.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>(),
            (_, current) => current.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    /// <summary>A type by its full name, shortened where it can be.</summary>
    public static TypeSyntax Type(string text) => SyntaxFactory.ParseTypeName(text).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>A span of seconds.</summary>
    public static ExpressionSyntax Seconds(int seconds) => Expression($"System.TimeSpan.FromSeconds({seconds.ToString(CultureInfo.InvariantCulture)})");

    /// <summary>A literal of milliseconds.</summary>
    public static string Milliseconds(int seconds) => $"{seconds.ToString(CultureInfo.InvariantCulture)}_000";

    /// <summary>An await of an expression, in parentheses where it needs them.</summary>
    public static ExpressionSyntax Await(ExpressionSyntax awaited) =>
        SyntaxFactory.ParenthesizedExpression(SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), awaited.WithoutTrivia()))
            .WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>A call of a method on what an expression gives.</summary>
    public static InvocationExpressionSyntax Call(ExpressionSyntax receiver, string method, params ExpressionSyntax[] arguments) =>
        SyntaxFactory.InvocationExpression(
            SyntaxFactory.MemberAccessExpression(
                SyntaxKind.SimpleMemberAccessExpression, receiver.WithoutTrailingTrivia(), SyntaxFactory.IdentifierName(method)),
            SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(arguments.Select(SyntaxFactory.Argument))));

    /// <summary>The innermost function around a node: a method, a local function or a lambda.</summary>
    public static SyntaxNode? Function(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(each => each is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax
            or AccessorDeclarationSyntax);

    /// <summary>
    /// Whether something within a function can be awaited: not where that is forbidden, nor where a reference or a span would have to outlive it.
    /// </summary>
    public static bool MayAwait(ExpressionSyntax wait, SyntaxNode function, SemanticModel model)
    {
        if (wait.AncestorsAndSelf()
            .TakeWhile(node => node != function)
            .Any(node => node is LockStatementSyntax or UnsafeStatementSyntax or FixedStatementSyntax or CatchFilterClauseSyntax or QueryClauseSyntax
                or SelectOrGroupClauseSyntax)
            || function.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().Any(member => member.Modifiers.Any(SyntaxKind.UnsafeKeyword)))
        {
            return false;
        }

        var before = function.DescendantNodes().TakeWhile(node => node.SpanStart < wait.SpanStart).ToList();
        return !before.Any(node => node is RefTypeSyntax or ScopedTypeSyntax or RefExpressionSyntax
            || (Declared(node) is { } declared && model.GetDeclaredSymbol(declared) is ILocalSymbol { Type.IsRefLikeType: true }))
            && !before.Any(node => (wait.FirstAncestorOrSelf<StatementSyntax>() ?? function).Span.Contains(node.Span) && IsKept(node, wait, model));
    }

    private static SyntaxNode? Declared(SyntaxNode node) =>
        node is VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax ? node : null;

    // What is evaluated before it, and used after it.
    private static bool IsKept(SyntaxNode node, ExpressionSyntax wait, SemanticModel model) =>
        node is ArgumentSyntax { RefKindKeyword.RawKind: not (int)SyntaxKind.None }
        || (node is ExpressionSyntax expression
            && !expression.Span.Contains(wait.Span)
            && model.GetTypeInfo(expression) is { Type.IsRefLikeType: true } or { ConvertedType.IsRefLikeType: true });

    /// <summary>Whether a function is async.</summary>
    public static bool IsAsync(SyntaxNode? function) => function switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword != default,
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    };
}
