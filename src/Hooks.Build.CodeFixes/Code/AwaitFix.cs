using System.Collections.Immutable;
using System.Composition;
using Hooks.Build.CodeFixes.Uses;
using Hooks.Build.Generators.Code;
using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Hooks.Build.CodeFixes.Code;

/// <summary>
/// HOOK0022: awaits instead of blocking, in functions that are async and in hooks, which become async. Others have callers that would have to change.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AwaitFix : EditingFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds => [CodeDescriptors.NotAsynchronous.Id];

    /// <inheritdoc />
    internal override Repair? For(Diagnostic diagnostic, SyntaxNode node, SemanticModel model)
    {
        if (diagnostic.Properties.ContainsKey(CodeProperties.Argument)
            || node.FirstAncestorOrSelf<MemberAccessExpressionSyntax>() is not { } access
            || IsPartOfConditional(access))
            return null;

        var function = Written.Function(access);
        var hook = Written.IsAsync(function) ? null : Hook(function, model);
        if (function is null
            || (hook is null && !Written.IsAsync(function))
            || Wait(access, model) is not var (wait, replace)
            || !Written.MayAwait(wait, function, model))
            return null;
        if (hook is not null && (model.GetDeclaredSymbol(hook) is not { } changed || !MemberUses.AllowTask(changed, model.Compilation, CancellationToken.None)))
            return null;

        return new("Await it", editor =>
        {
            editor.ReplaceNode(wait, (current, _) => replace(current).WithTriviaFrom(current));
            if (hook is not null)
                editor.ReplaceNode(hook, (current, _) => Asynchronous((MethodDeclarationSyntax)current));
        });
    }

    // Behind a?. there is no expression that could be awaited by itself.
    private static bool IsPartOfConditional(ExpressionSyntax expression)
    {
        for (ExpressionSyntax? current = expression; current is not null; current = current switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            InvocationExpressionSyntax call => call.Expression,
            ElementAccessExpressionSyntax element => element.Expression,
            PostfixUnaryExpressionSyntax unary => unary.Operand,
            _ => null,
        })
        {
            if (current is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax)
                return true;
        }

        return false;
    }

    // What is replaced, and by what.
    private static (ExpressionSyntax Wait, Func<SyntaxNode, ExpressionSyntax> Replace)? Wait(MemberAccessExpressionSyntax access, SemanticModel model)
    {
        var name = access.Name.Identifier.ValueText;
        if (name == "Result")
            return (access, current => Written.Await(((MemberAccessExpressionSyntax)current).Expression));

        if (access.Parent is not InvocationExpressionSyntax call)
            return null;

        return name switch
        {
            "Wait" when call.ArgumentList.Arguments.Count == 0 => (call, current => Written.Await(Receiver(current))),
            "Wait" when call.ArgumentList.Arguments.Count == 1
                && IsToken(call.ArgumentList.Arguments[0])
                && model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task")?.GetMembers("WaitAsync").IsEmpty == false =>
                (call, current => Written.Await(Written.Call(
                    Receiver(current), "WaitAsync", ((InvocationExpressionSyntax)current).ArgumentList.Arguments[0].Expression))),
            // WhenAll and WhenAny take tasks alone.
            "WaitAll" or "WaitAny" when call.Parent is ExpressionStatementSyntax && !call.ArgumentList.Arguments.Any(IsLimit) =>
                (call, current => Written.Await(((InvocationExpressionSyntax)current)
                    .WithExpression(((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)current).Expression)
                        .WithName(SyntaxFactory.IdentifierName(name.Replace("Wait", "When")))))),
            "GetResult" when access.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } } =>
                (call, current => Written.Await(Receiver(Receiver(current)))),
            _ => null,
        };

        bool IsToken(ArgumentSyntax argument) => model.GetTypeInfo(argument.Expression).ConvertedType?.Name == nameof(CancellationToken);

        bool IsLimit(ArgumentSyntax argument) =>
            IsToken(argument)
                || model.GetTypeInfo(argument.Expression).ConvertedType is { SpecialType: SpecialType.System_Int32 } or { Name: nameof(TimeSpan) };
    }

    private static ExpressionSyntax Receiver(SyntaxNode call) => ((MemberAccessExpressionSyntax)((InvocationExpressionSyntax)call).Expression).Expression;

    private static MethodDeclarationSyntax? Hook(SyntaxNode? function, SemanticModel model) =>
        function is MethodDeclarationSyntax method
        && model.GetDeclaredSymbol(method) is { ReturnType: var returned } symbol
        && (returned.SpecialType is SpecialType.System_Void or SpecialType.System_Boolean || returned.Name == "HookResult")
        && symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.ToDisplayString() == MetadataNames.HookAttribute)
            ? method
            : null;

    private static MethodDeclarationSyntax Asynchronous(MethodDeclarationSyntax method)
    {
        // Made so already by the repair of another line.
        if (method.Modifiers.Any(SyntaxKind.AsyncKeyword))
            return method;

        const string Task = "System.Threading.Tasks.Task";
        var returned = method.ReturnType is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
            ? Task
            : $"{Task}<{method.ReturnType.WithoutTrivia()}>";
        return method.WithReturnType(Written.Type(returned).WithTriviaFrom(method.ReturnType).WithAdditionalAnnotations(Simplifier.Annotation))
            .AddModifiers(SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space));
    }
}
