using System.Collections.Immutable;
using System.Composition;
using Hooks.Build.Generators.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Hooks.Build.CodeFixes.Code;

/// <summary>HOOK0021: makes of a loop over independent work <c>hook.ForEachFileAsync</c> or <c>Task.WhenAll</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class LoopFix : EditingFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [CodeDescriptors.OneByOne.Id];

    /// <inheritdoc />
    internal override Repair? For(Diagnostic diagnostic, SyntaxNode node, SemanticModel model)
    {
        if (node.Ancestors()
            .FirstOrDefault(each => Body(each)?.Span.Contains(node.Span) == true) is not ForEachStatementSyntax { AwaitKeyword.RawKind: 0 } loop
                || !CanBeLambda(loop, model))
            return null;

        if (diagnostic.Properties.TryGetValue(CodeProperties.Hook, out var hook) && hook is not null)
            return new($"Use {hook}.ForEachFileAsync", editor => editor.ReplaceNode(loop, (current, _) => Visit((ForEachStatementSyntax)current, hook)));

        if (!IsSequence(loop, model))
            return null;

        var select = model.GetSpeculativeSymbolInfo(
            loop.Expression.SpanStart,
            SyntaxFactory.ParseExpression($"({loop.Expression.WithoutTrivia()}).Select(item => item)"),
            SpeculativeBindingOption.BindAsExpression);
        var hasLinq = select.Symbol is not null || !select.CandidateSymbols.IsEmpty;
        return new("Use Task.WhenAll", editor => editor.ReplaceNode(loop, (current, _) => All((ForEachStatementSyntax)current, hasLinq)));
    }

    // The base of foreach stands for the one that takes its element apart as well.
    private static StatementSyntax? Body(SyntaxNode loop) => loop switch
    {
        CommonForEachStatementSyntax each => each.Statement,
        ForStatementSyntax counting => counting.Statement,
        WhileStatementSyntax asking => asking.Statement,
        DoStatementSyntax asking => asking.Statement,
        _ => null,
    };

    // A lambda captures no parameter by reference, and a variable of another type than the elements' is a conversion.
    private static bool CanBeLambda(ForEachStatementSyntax loop, SemanticModel model) =>
        model.GetForEachStatementInfo(loop).ElementConversion.IsIdentity
        && loop.Statement.DescendantNodes()
            .OfType<IdentifierNameSyntax>()
            .All(name => model.GetSymbolInfo(name).Symbol is not IParameterSymbol { RefKind: not RefKind.None })
        && Written.IsAsync(Written.Function(loop));

    private static bool IsSequence(ForEachStatementSyntax loop, SemanticModel model) =>
        model.GetTypeInfo(loop.Expression).Type is { IsRefLikeType: false } type
        && model.GetForEachStatementInfo(loop).ElementType is { } element
        && (type is IArrayTypeSymbol { Rank: 1 } || type.AllInterfaces.Concat(type is INamedTypeSymbol self ? [self] : []).Any(each =>
            each.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
                && SymbolEqualityComparer.Default.Equals(each.TypeArguments[0], element)));

    private static StatementSyntax Visit(ForEachStatementSyntax loop, string hook)
    {
        var names = new HashSet<string>(
            loop.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText), StringComparer.Ordinal);
        var cancel = names.Contains("cancel") ? "cancelFile" : "cancel";
        var body = Lambda(loop);
        body = body.ReplaceNodes(
            body.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Where(access => access.ToString() == hook + ".Cancellation"),
            (access, _) => SyntaxFactory.IdentifierName(cancel).WithTriviaFrom(access));
        return Statement(loop, $"await {hook}.ForEachFileAsync(async ({loop.Identifier.Text}, {cancel}) =>", body, ");");
    }

    private static StatementSyntax All(ForEachStatementSyntax loop, bool hasLinq)
    {
        var items = loop.Expression.WithoutTrivia();
        var text = items is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax
            ? items.ToString()
            : $"({items})";
        return hasLinq
            ? Statement(loop, $"await System.Threading.Tasks.Task.WhenAll({text}.Select(async {loop.Identifier.Text} =>", Lambda(loop), "));")
            : Statement(
                loop, $"await System.Threading.Tasks.Task.WhenAll(System.Linq.Enumerable.Select({items}, async {loop.Identifier.Text} =>", Lambda(loop), "));");
    }

    // continue ends a pass, and so does return in a lambda.
    private static BlockSyntax Lambda(ForEachStatementSyntax loop)
    {
        var statement = loop.Statement.ReplaceNodes(
            loop.Statement.DescendantNodesAndSelf(node => Body(node) is null && node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ContinueStatementSyntax>(),
            (_, current) => SyntaxFactory.ReturnStatement().WithReturnKeyword(SyntaxFactory.Token(SyntaxKind.ReturnKeyword)).WithTriviaFrom(current));
        return statement as BlockSyntax ?? SyntaxFactory.Block(statement);
    }

    private static StatementSyntax Statement(ForEachStatementSyntax loop, string head, BlockSyntax body, string end)
    {
        var statement = (ExpressionStatementSyntax)SyntaxFactory.ParseStatement(head + " { }" + end);
        var empty = statement.DescendantNodes().OfType<BlockSyntax>().First();
        statement = statement.ReplaceNode(empty, body.WithoutTrivia());
        statement = statement.ReplaceNodes(
            statement.DescendantNodes()
                .OfType<MemberAccessExpressionSyntax>()
                .Where(access => access.ToString() is "System.Threading.Tasks.Task" or "System.Linq.Enumerable"),
            (_, current) => current.WithAdditionalAnnotations(Simplifier.Annotation));

        // What is said behind the head goes above it.
        var (leading, behind) = (loop.GetLeadingTrivia(), loop.CloseParenToken.TrailingTrivia);
        if (behind.Any(SyntaxKind.SingleLineCommentTrivia))
            leading = [.. leading, .. behind.SkipWhile(IsBlank), .. leading.Reverse().TakeWhile(IsBlank)];

        return statement.WithLeadingTrivia(leading).WithTrailingTrivia(loop.GetTrailingTrivia()).WithAdditionalAnnotations(Formatter.Annotation);

        static bool IsBlank(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.WhitespaceTrivia);
    }
}
