using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Hooks.Build.CodeFixes.Code;

/// <summary>Gives a wait for a process a limit, after which the process is ended and who waits is told.</summary>
internal static class ProcessLimit
{
    /// <summary>Of a wait that blocks, and stands alone.</summary>
    /// <param name="title">What the repair is called.</param>
    /// <param name="call">The call of <c>WaitForExit</c>.</param>
    /// <param name="seconds">The limit.</param>
    /// <param name="model">What the code means.</param>
    public static Repair? Blocking(string title, InvocationExpressionSyntax call, int seconds, SemanticModel model)
    {
        var access = call.Parent as ConditionalAccessExpressionSyntax;
        var process = (call.Expression, access) switch
        {
            (MemberAccessExpressionSyntax { Expression: var named }, null) => named,
            (MemberBindingExpressionSyntax, not null) when access.WhenNotNull == call => access.Expression,
            _ => null,
        };
        if (process is null || HolderOf(access is null ? call : access) is not { } holder)
            return null;

        var name = IsPlain(process) ? process.WithoutTrivia().ToString() : FreeName(call, process, model);
        var limit = $$"""
            if ({{(access is null ? "!" : "")}}{{name}}{{(access is null ? "." : "?.")}}WaitForExit({{Written.Milliseconds(seconds)}}){{(access is null ? "" : " == false")}})
            {
            {{Kill(name, model)}}
            throw new System.TimeoutException("The process did not end within {{seconds.ToString(CultureInfo.InvariantCulture)}} s.");
            }
            """;
        var bounded = Parse(IsPlain(process) ? limit : Holding(process, name, limit));

        // With a limit the wait does not wait for output that is handed to events; the one without does, and the process has ended by then.
        var function = Written.Function(call);
        var readsByEvents = holder is StatementSyntax && IsPlain(process)
            && (function is GlobalStatementSyntax
                ? function.Parent
                : function)?.DescendantNodes().OfType<IdentifierNameSyntax>().Any(each => each.Identifier.ValueText is "BeginOutputReadLine"
                    or "BeginErrorReadLine") == true;
        return new(title, editor => Replace(editor, holder, readsByEvents ? [bounded, (StatementSyntax)holder] : [bounded]));
    }

    /// <summary>Of one that is awaited, as is reading all that the process says.</summary>
    /// <param name="title">What the repair is called.</param>
    /// <param name="call">The call of <c>WaitForExitAsync</c> or <c>ReadToEndAsync</c>.</param>
    /// <param name="bounded">It with its limit.</param>
    /// <param name="model">What the code means.</param>
    public static Repair? Awaited(string title, InvocationExpressionSyntax call, InvocationExpressionSyntax bounded, SemanticModel model)
    {
        ExpressionSyntax whole = call;
        while (whole.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured })
            whole = configured;

        if (call.Expression is not MemberAccessExpressionSyntax { Expression: var process } || whole.Parent is not AwaitExpressionSyntax awaited)
            return null;

        var isRead = process is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "StandardOutput" or "StandardError" };
        process = isRead ? ((MemberAccessExpressionSyntax)process).Expression : process;
        var name = IsPlain(process) ? process.WithoutTrivia().ToString() : FreeName(call, process, model);
        var text = awaited.ReplaceNode(
            call,
            IsPlain(process)
                ? bounded
                : bounded.ReplaceNode(bounded.DescendantNodes().First(node => node.IsEquivalentTo(process)), SyntaxFactory.IdentifierName(name)))
                    .WithoutTrivia()
                    .ToString();
        if (Around(awaited, text, isRead) is not { } around || (around.Before.Length > 0 && !IsPlain(process)))
            return null;

        var limit = $$"""
            try
            {
            {{around.Text}};
            }
            catch (System.TimeoutException)
            {
            {{Kill(name, model)}}
            throw;
            }
            """;
        var statement = Parse(IsPlain(process) ? limit : Holding(process, name, limit));
        return new(title, editor => Replace(editor, around.Holder, around.Before.Length == 0 ? [statement] : [Parse(around.Before), statement]));
    }

    // What takes the value goes with it into the try; a variable is declared before that.
    private static (SyntaxNode Holder, string Text, string Before)? Around(AwaitExpressionSyntax awaited, string text, bool isRead)
    {
        switch (awaited.Parent)
        {
            case ReturnStatementSyntax found:
                return (found, "return " + text, "");
            case AssignmentExpressionSyntax { Parent: ExpressionStatementSyntax found } assignment when assignment.Right == awaited:
                return (found, $"{assignment.Left.WithoutTrivia()} {assignment.OperatorToken.ValueText} {text}", "");
            case EqualsValueClauseSyntax
            {
                Parent: VariableDeclaratorSyntax
                {
                    Parent: VariableDeclarationSyntax
                    {
                        Variables.Count: 1,
                        Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax } found,
                    } declaration
                } variable
            }:
                return (found, $"{variable.Identifier.ValueText} = {text}", $"{(declaration.Type.IsVar ? "string" : declaration.Type.WithoutTrivia().ToString())} {variable.Identifier.ValueText};");
            default:
                return HolderOf(awaited) is { } holder ? (holder, holder is ArrowExpressionClauseSyntax && isRead ? "return " + text : text, "") : null;
        }
    }

    // The statement, or what stands for the only one of a method, that does nothing but this.
    private static SyntaxNode? HolderOf(ExpressionSyntax expression) => expression.Parent switch
    {
        ExpressionStatementSyntax statement => statement,
        ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax } arrow => arrow,
        _ => null,
    };

    // May be written twice: it has no effect.
    private static bool IsPlain(ExpressionSyntax process) => process.DescendantNodesAndSelf().All(node =>
        node is IdentifierNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax || node.IsKind(SyntaxKind.SuppressNullableWarningExpression));

    private static string Kill(string name, SemanticModel model)
    {
        var takesTree = model.Compilation.GetTypeByMetadataName("System.Diagnostics.Process")?.GetMembers("Kill").OfType<IMethodSymbol>().Any(each =>
            each.Parameters.Length == 1) == true;
        return $"{name.TrimEnd('!')}.{(takesTree ? "Kill(entireProcessTree: true)" : "Kill()")};";
    }

    // What is started here is nobody else's to dispose.
    private static string Holding(ExpressionSyntax process, string name, string limit)
    {
        var started = process;
        while (started is PostfixUnaryExpressionSyntax or ParenthesizedExpressionSyntax)
            started = started is PostfixUnaryExpressionSyntax postfix ? postfix.Operand : ((ParenthesizedExpressionSyntax)started).Expression;

        var isStarted = started is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Start" } };
        return isStarted ? $"using (var {name} = {process.WithoutTrivia()})\n{{\n{limit}\n}}" : $"{{\nvar {name} = {process.WithoutTrivia()};\n{limit}\n}}";
    }

    private static string FreeName(SyntaxNode place, ExpressionSyntax process, SemanticModel model)
    {
        var known = new HashSet<string>(
            model.LookupSymbols(place.SpanStart)
                .Where(symbol => symbol.Kind is SymbolKind.Local or SymbolKind.Parameter or SymbolKind.RangeVariable)
                .Select(symbol => symbol.Name)
                .Concat(process.DescendantTokens().Select(token => token.ValueText)),
            StringComparer.Ordinal);
        return Enumerable.Range(1, known.Count + 1)
            .Select(i => i == 1 ? "process" : FormattableString.Invariant($"process{i}"))
            .First(name => !known.Contains(name));
    }

    private static StatementSyntax Parse(string text)
    {
        var statement = SyntaxFactory.ParseStatement(text);
        return statement.ReplaceNodes(
            statement.DescendantNodes()
                .Where(node => node is QualifiedNameSyntax or MemberAccessExpressionSyntax
                    && node.ToString() is "System.TimeSpan" or "System.TimeoutException"),
            (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation))
            .WithAdditionalAnnotations(Formatter.Annotation);
    }

    private static void Replace(SyntaxEditor editor, SyntaxNode holder, StatementSyntax[] instead)
    {
        if (holder is ArrowExpressionClauseSyntax { Parent: { } member })
        {
            var block = SyntaxFactory.Block(instead).WithAdditionalAnnotations(Formatter.Annotation);
            editor.ReplaceNode(member, member is MethodDeclarationSyntax method
                ? method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(block).WithTrailingTrivia(method.GetTrailingTrivia())
                : ((LocalFunctionStatementSyntax)member)
                    .WithExpressionBody(null)
                    .WithSemicolonToken(default)
                    .WithBody(block)
                    .WithTrailingTrivia(member.GetTrailingTrivia()));
            return;
        }

        var statement = (StatementSyntax)holder;
        if (instead.Length > 1 && statement.Parent is BlockSyntax or SwitchSectionSyntax)
        {
            editor.InsertBefore(
                statement,
                instead[0]
                    .WithLeadingTrivia(statement.GetLeadingTrivia())
                    .WithTrailingTrivia(statement.GetTrailingTrivia().Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))));
            editor.ReplaceNode(
                statement, instead[1].WithLeadingTrivia().WithTrailingTrivia(statement.GetTrailingTrivia()).WithAdditionalAnnotations(Formatter.Annotation));
        }
        else if (instead.Length == 1 && statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax)
        {
            editor.ReplaceNode(statement, instead[0].WithTriviaFrom(statement));
        }
        else
        {
            // Alone it would take the else of an if around it.
            editor.ReplaceNode(
                statement,
                SyntaxFactory.Block(instead.Select(each => each.WithoutTrivia())).WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation));
        }
    }
}
