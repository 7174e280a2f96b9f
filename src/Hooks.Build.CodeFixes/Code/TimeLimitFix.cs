using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Hooks.Build.Generators.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Hooks.Build.CodeFixes.Code;

/// <summary>HOOK0020: gives a wait the limit that is usual for the kind of tool; in a hook an awaited one its token.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class TimeLimitFix : EditingFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [CodeDescriptors.NoTimeLimit.Id];

    /// <inheritdoc />
    internal override Repair? For(Diagnostic diagnostic, SyntaxNode node, SemanticModel model)
    {
        if (!diagnostic.Properties.TryGetValue(CodeProperties.Seconds, out var text)
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || !diagnostic.Properties.TryGetValue(CodeProperties.Kind, out var kind))
        {
            return null;
        }

        var title = $"Wait for {text} s at most";
        if (kind == nameof(LimitKind.Value))
            return node is ExpressionSyntax value ? new(title, editor => editor.ReplaceNode(value, Written.Seconds(seconds).WithTriviaFrom(value))) : null;

        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || model.GetSymbolInfo(call).Symbol is not IMethodSymbol method)
            return null;

        return kind switch
        {
            nameof(LimitKind.Exit) => Exit(title, call, seconds, method),
            nameof(LimitKind.Milliseconds) => new(title, editor => editor.ReplaceNode(call, (current, _) => WithLimit((InvocationExpressionSyntax)current, method, seconds))),
            nameof(LimitKind.Task) when diagnostic.Properties.TryGetValue(CodeProperties.Hook, out var hook) && hook is not null && TakesToken(method) =>
                new("End it with the hook's time", editor => editor.ReplaceNode(call, (current, _) => WithToken((InvocationExpressionSyntax)current, hook))),
            nameof(LimitKind.Task) when model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task")?.GetMembers("WaitAsync").IsEmpty == false =>
                new(title, editor => editor.ReplaceNode(call, (current, _) => Wait((InvocationExpressionSyntax)current, method, seconds))),
            _ => null,
        };
    }

    private static Repair? Exit(string title, InvocationExpressionSyntax call, int seconds, IMethodSymbol method)
    {
        // Whose receiver has effects is not evaluated twice.
        if (call is not { Expression: MemberAccessExpressionSyntax { Expression: var process }, Parent: ExpressionStatementSyntax statement }
            || process.DescendantNodesAndSelf().Any(node => node is not (IdentifierNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax)))
        {
            return null;
        }

        var kill = method.ContainingType.GetMembers("Kill").OfType<IMethodSymbol>().Any(each => each.Parameters.Length == 1) ? "Kill(entireProcessTree: true)" : "Kill()";
        var limit = $$"""
            if (!{{process.WithoutTrivia()}}.WaitForExit({{Written.Milliseconds(seconds)}}))
            {
            {{process.WithoutTrivia()}}.{{kill}};
            throw new System.TimeoutException("The process did not end within {{seconds.ToString(CultureInfo.InvariantCulture)}} s.");
            }
            """;
        var bounded = SyntaxFactory.ParseStatement(limit);
        bounded = bounded.ReplaceNodes(bounded.DescendantNodes().OfType<QualifiedNameSyntax>(), (_, name) => name.WithAdditionalAnnotations(Simplifier.Annotation))
            .WithTriviaFrom(statement).WithAdditionalAnnotations(Formatter.Annotation);

        // With a limit the wait does not wait for output that is handed to events; the one without does, and the process has ended by then.
        var function = Written.Function(call);
        var readsByEvents = (function is GlobalStatementSyntax ? function.Parent : function)?.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText is "BeginOutputReadLine" or "BeginErrorReadLine") == true;
        return new(title, editor =>
        {
            if (statement.Parent is BlockSyntax or SwitchSectionSyntax && readsByEvents)
                editor.InsertBefore(statement, bounded);
            else if (statement.Parent is BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax && !readsByEvents)
                editor.ReplaceNode(statement, bounded);
            else
                editor.ReplaceNode(statement, InBlock(readsByEvents ? [bounded, statement] : [bounded], statement));
        });
    }

    // Alone it would take the else of an if around it.
    private static BlockSyntax InBlock(StatementSyntax[] statements, StatementSyntax instead) =>
        SyntaxFactory.Block(statements.Select(each => each.WithoutTrivia())).WithTriviaFrom(instead).WithAdditionalAnnotations(Formatter.Annotation);

    private static InvocationExpressionSyntax WithLimit(InvocationExpressionSyntax call, IMethodSymbol method, int seconds)
    {
        var limit = method.Parameters.FirstOrDefault()?.Type.Name == nameof(TimeSpan) ? Written.Seconds(seconds) : SyntaxFactory.ParseExpression(Written.Milliseconds(seconds));
        return call.WithArgumentList(SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(limit))).WithTriviaFrom(call.ArgumentList));
    }

    private static bool TakesToken(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
        .Any(each => each.Parameters.Length == 1 && each.Parameters[0].Type.Name == nameof(CancellationToken));

    private static InvocationExpressionSyntax WithToken(InvocationExpressionSyntax call, string hook) =>
        call.WithArgumentList(SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(SyntaxFactory.ParseExpression(hook + ".Cancellation")))).WithTriviaFrom(call.ArgumentList));

    private static InvocationExpressionSyntax Wait(InvocationExpressionSyntax call, IMethodSymbol method, int seconds)
    {
        var task = method.ReturnType.Name == nameof(ValueTask) ? Written.Call(call, "AsTask") : call;
        return Written.Call(task, "WaitAsync", Written.Seconds(seconds)).WithTrailingTrivia(call.GetTrailingTrivia());
    }
}
