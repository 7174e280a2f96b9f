using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Hooks.Build.Generators.Code;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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
            nameof(LimitKind.Exit) => ProcessLimit.Blocking(title, call, seconds, model),
            nameof(LimitKind.Milliseconds) =>
                new(title, editor => editor.ReplaceNode(call, (current, _) => WithLimit((InvocationExpressionSyntax)current, method, seconds))),
            nameof(LimitKind.Task) when diagnostic.Properties.TryGetValue(CodeProperties.Hook, out var hook) && hook is not null && TakesToken(method) =>
                new("End it with the hook's time", editor => editor.ReplaceNode(call, (current, _) => WithToken((InvocationExpressionSyntax)current, hook))),
            nameof(LimitKind.Task) when method.Name is "WaitForExitAsync" or "ReadToEndAsync" =>
                HasWaitAsync(model) ? ProcessLimit.Awaited(title, call, Wait(call, method, seconds), model) : null,
            nameof(LimitKind.Task) when HasWaitAsync(model) =>
                new(title, editor => editor.ReplaceNode(call, (current, _) => Wait((InvocationExpressionSyntax)current, method, seconds))),
            _ => null,
        };
    }

    private static bool HasWaitAsync(SemanticModel model) =>
        model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.Task")?.GetMembers("WaitAsync").IsEmpty == false;

    private static InvocationExpressionSyntax WithLimit(InvocationExpressionSyntax call, IMethodSymbol method, int seconds)
    {
        var limit = method.Parameters.FirstOrDefault()?.Type.Name == nameof(TimeSpan)
            ? Written.Seconds(seconds)
            : SyntaxFactory.ParseExpression(Written.Milliseconds(seconds));
        return call.WithArgumentList(SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(limit)))
            .WithTriviaFrom(call.ArgumentList));
    }

    private static bool TakesToken(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
        .Any(each => each.Parameters.Length == 1 && each.Parameters[0].Type.Name == nameof(CancellationToken));

    private static InvocationExpressionSyntax WithToken(InvocationExpressionSyntax call, string hook) =>
        call.WithArgumentList(SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(SyntaxFactory.ParseExpression(hook
            + ".Cancellation")))).WithTriviaFrom(call.ArgumentList));

    private static InvocationExpressionSyntax Wait(InvocationExpressionSyntax call, IMethodSymbol method, int seconds)
    {
        var task = method.ReturnType.Name == nameof(ValueTask) ? Written.Call(call, "AsTask") : call;
        return Written.Call(task, "WaitAsync", Written.Seconds(seconds)).WithTrailingTrivia(call.GetTrailingTrivia());
    }
}
