using System.Collections.Immutable;
using System.Composition;
using Hooks.Build.Generators.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;

namespace Hooks.Build.CodeFixes.Code;

/// <summary>
/// HOOK0020 in a hook: starts the process by <c>hook.RunAsync</c>. Where that says the same: the process is a variable that is started with known arguments,
/// waited for and asked for its exit code, and nothing more. Who reads its output decides by hand: that of <c>hook.RunAsync</c> is both streams in one.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RunAsyncFix : EditingFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [CodeDescriptors.NoTimeLimit.Id];

    /// <inheritdoc />
    internal override Repair? For(Diagnostic diagnostic, SyntaxNode node, SemanticModel model)
    {
        if (!diagnostic.Properties.TryGetValue(CodeProperties.Hook, out var hook)
            || hook is null
            || node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax access }
            || access.DescendantNodes().OfType<IdentifierNameSyntax>().FirstOrDefault() is not { } first
            || model.GetSymbolInfo(first).Symbol is not ILocalSymbol process
            || process.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not VariableDeclaratorSyntax
            {
                Initializer.Value: var start,
                Parent.Parent: LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } declaration,
            }
            || Arguments(start, model) is not { } arguments
            || Written.Function(declaration) is not { } function
            || !Written.IsAsync(function)
            || !Written.MayAwait(start, function, model))
        {
            return null;
        }

        var uses = Uses(function, process, model);
        if (uses.Any(use => use.Replacement is null && use.Removed is null) || declaration.Parent is not BlockSyntax)
            return null;

        return new($"Use {hook}.RunAsync", editor =>
        {
            // One declaration may have several findings.
            if (editor.GetChangedRoot()
                .DescendantNodes()
                .OfType<VariableDeclaratorSyntax>()
                .Any(variable => variable.Identifier.ValueText == process.Name && variable.Initializer?.Value is AwaitExpressionSyntax))
                return;

            foreach (var (used, removed, replacement) in uses)
            {
                if (removed is not null)
                    editor.RemoveNode(removed, SyntaxRemoveOptions.KeepNoTrivia);
                else if (replacement is { } output)
                    editor.ReplaceNode(used, output.WithTriviaFrom(used));
            }

            var run = SyntaxFactory.ParseStatement($"var {process.Name} = await {hook}.RunAsync({string.Join(", ", arguments)});");
            editor.ReplaceNode(declaration, run.WithTriviaFrom(declaration).WithAdditionalAnnotations(Formatter.Annotation));
        });
    }

    // Process.Start(program, arguments), or with a new ProcessStartInfo that says no more.
    private static List<string>? Arguments(ExpressionSyntax start, SemanticModel model)
    {
        while (start is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var inner })
            start = inner;

        if (start is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: 1 or 2 } given } call
            || model.GetSymbolInfo(call).Symbol is not IMethodSymbol { Name: "Start", ContainingType.Name: "Process", IsStatic: true } method)
            return null;

        // .NET Framework asks the shell, unless it is told not to; it cannot kill a whole tree either.
        var needsNoShell = method.ContainingType.GetMembers("Kill").OfType<IMethodSymbol>().Any(each => each.Parameters.Length == 1);

        if (given[0].Expression is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 or 2 } told } info)
        {
            foreach (var set in info.Initializer?.Expressions ?? [])
            {
                switch (set)
                {
                    case AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "RedirectStandardOutput" or "CreateNoWindow" } }:
                        break;
                    case AssignmentExpressionSyntax
                    {
                        Left: IdentifierNameSyntax { Identifier.ValueText: "UseShellExecute" },
                        Right.RawKind: (int)SyntaxKind.FalseLiteralExpression,
                    }:
                        needsNoShell = true;
                        break;
                    default:
                        return null;
                }
            }

            given = told;
        }

        if (!needsNoShell || model.GetTypeInfo(given[0].Expression).Type?.SpecialType != SpecialType.System_String)
            return null;

        List<string> arguments = [given[0].Expression.ToString()];
        if (given.Count == 1)
            return arguments;

        switch (given[1].Expression)
        {
            // No shell is there to take quotes away.
            case LiteralExpressionSyntax { Token.Value: string text } when text.IndexOfAny(['"', '\'', '\\']) < 0:
                arguments.AddRange(text.Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(each => SyntaxFactory.Literal(each).ToString()));
                return arguments;
            case CollectionExpressionSyntax list when list.Elements.All(element => element is ExpressionElementSyntax):
                arguments.AddRange(list.Elements.Select(element => element.ToString()));
                return arguments;
            case ImplicitArrayCreationExpressionSyntax array:
                arguments.AddRange(array.Initializer.Expressions.Select(each => each.ToString()));
                return arguments;
            default:
                return null;
        }
    }

    private static List<(SyntaxNode Use, SyntaxNode? Removed, ExpressionSyntax? Replacement)> Uses(
        SyntaxNode function, ILocalSymbol process, SemanticModel model)
    {
        var uses = new List<(SyntaxNode, SyntaxNode?, ExpressionSyntax?)>();
        foreach (var name in function.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText == process.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, process))
                uses.Add(Use(name));
        }

        return uses;
    }

    private static (SyntaxNode Use, SyntaxNode? Removed, ExpressionSyntax? Replacement) Use(IdentifierNameSyntax name)
    {
        if (name.Parent is not MemberAccessExpressionSyntax access || access.Expression != name)
            return (name, null, null);

        switch (access.Name.Identifier.ValueText)
        {
            case "ExitCode":
                return (name, null, name);
            case "WaitForExit"
                or "WaitForExitAsync" when access.Parent is InvocationExpressionSyntax wait
                    && Outermost(wait).Parent is ExpressionStatementSyntax { Parent: BlockSyntax } statement:
                return (name, statement, null);
            default:
                return (name, null, null);
        }
    }

    // With ConfigureAwait and await around it.
    private static ExpressionSyntax Outermost(ExpressionSyntax call) => call.Parent switch
    {
        AwaitExpressionSyntax wait => wait,
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax outer } => Outermost(outer),
        _ => call,
    };
}
