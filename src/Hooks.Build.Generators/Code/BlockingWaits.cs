using System.Collections.Immutable;
using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hooks.Build.Generators.Code;

/// <summary>
/// HOOK0022: a thread is blocked until asynchronous work is done, where it could be awaited. Tasks that are known to be done are read freely, and a function
/// whose form somebody else decides (an override, an interface's, a constructor, a property) cannot await.
/// </summary>
internal static class BlockingWaits
{
    /// <summary>Looks for such waits.</summary>
    public static void Check(CodeBody body)
    {
        foreach (var property in body.Properties)
        {
            body.Cancellation.ThrowIfCancellationRequested();
            if (property.Property.Name == "Result" && property.Property.ContainingType.IsTask())
                Check(body, property, property.Receiver(), ".Result");
        }

        foreach (var call in body.Invocations)
        {
            body.Cancellation.ThrowIfCancellationRequested();
            switch (call.TargetMethod.Name)
            {
                case "Wait" or "WaitAll" or "WaitAny" when call.TargetMethod.ContainingType.IsTask() && !HasLimit(call):
                    Check(body, call, call.Receiver(), call.TargetMethod.IsStatic ? $"Task.{call.TargetMethod.Name}" : ".Wait()");
                    break;
                case "GetResult" when call.Instance is IInvocationOperation { TargetMethod.Name: "GetAwaiter" } awaiter
                    && Awaited(awaiter.Receiver()) is { } task
                    && task.Type.IsTask():
                    Check(body, call, task, ".GetAwaiter().GetResult()");
                    break;
            }
        }
    }

    // A look whether the work is done by now.
    private static bool HasLimit(IInvocationOperation call) =>
        call.Arguments.Any(argument => argument.Parameter?.Type is { SpecialType: SpecialType.System_Int32 } or { Name: "TimeSpan" }
            && !argument.Value.IsForever());

    private static void Check(CodeBody body, IOperation wait, IOperation? task, string written)
    {
        if (CanAwait(wait, body) && !IsDone(body, wait, task))
            body.Report(
                CodeDescriptors.NotAsynchronous,
                wait.NameLocation(),
                ImmutableDictionary<string, string?>.Empty,
                written,
                "blocks this thread until the work is done; await it");
    }

    private static IOperation? Awaited(IOperation? task) =>
        task is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" } call ? Awaited(call.Receiver()) : task;

    // Where await may stand, or could if the function were async.
    private static bool CanAwait(IOperation wait, CodeBody body)
    {
        for (var node = wait.Syntax.Parent; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            if (node is LockStatementSyntax or UnsafeStatementSyntax or FixedStatementSyntax or CatchFilterClauseSyntax or QueryClauseSyntax
                or SelectClauseSyntax)
                return false;

            if (node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                break;
        }

        var function = wait.Function().FunctionSymbol() ?? body.Owner as IMethodSymbol;
        if (function is null)
            return false;

        return function.IsAsync
            || (function.MethodKind switch
            {
                MethodKind.AnonymousFunction => function.ReturnType.IsTask(),
                MethodKind.LocalFunction => true,
                MethodKind.Ordinary =>
                    !function.IsOverride
                        && !function.IsVirtual
                        && function.ExplicitInterfaceImplementations.IsEmpty
                        && !IsOfInterface(function)
                        && !IsForeign(function),
                _ => false,
            }
                && function.Parameters.All(parameter => parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType)
                && !function.ReturnType.IsRefLikeType && !IsIterator(function));
    }

    private static bool IsIterator(IMethodSymbol function) =>
        function.ReturnType.Name is "IEnumerable" or "IEnumerator" && function.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax()
                .DescendantNodes(node => node is not AnonymousFunctionExpressionSyntax)
                .Any(node => node.IsKind(SyntaxKind.YieldReturnStatement) || node.IsKind(SyntaxKind.YieldBreakStatement)));

    private static bool IsOfInterface(IMethodSymbol method) =>
        method.ContainingType.AllInterfaces.SelectMany(each => each.GetMembers(method.Name))
            .Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    // Someone else's code calls it by its form: Dispose, awaiters, the End of a Begin, and methods that an attribute marks for a framework, but for hooks.
    private static bool IsForeign(IMethodSymbol method) =>
        method.Name is "Dispose" or "GetResult"
            || method.Parameters.Any(parameter => parameter.Type.Is("System.IAsyncResult"))
            || (method.GetAttributes().Length > 0
                && !method.GetAttributes().Any(attribute => attribute.AttributeClass?.Is(MetadataNames.HookAttribute) == true)
                && !IsHarmless(method));

    private static bool IsHarmless(IMethodSymbol method) =>
        method.GetAttributes().All(attribute => attribute.AttributeClass?.ContainingNamespace?.ToDisplayString() is { } space
            && space.StartsWith("System", StringComparison.Ordinal));

    // Awaited, waited for or asked before; or the argument of a continuation, which runs when it is done.
    private static bool IsDone(CodeBody body, IOperation wait, IOperation? task)
    {
        // Awaiting WhenAny gives a task that is done.
        if (task is IAwaitOperation or IInvocationOperation { TargetMethod.Name: "FromResult" } || IsUnwrapped(task) || IsAskedNotToWait(task))
            return true;

        if (task.Named() is not { } name)
            return task is IConditionalOperation or IArrayElementReferenceOperation or IPropertyReferenceOperation { Property.IsIndexer: true }
                && WaitsForAll(body, wait);

        if (name is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } })
            return wait.Function()?.Parent is IDelegateCreationOperation { Parent: IArgumentOperation { Parent: IInvocationOperation { TargetMethod.Name: "ContinueWith" } } } || WaitsForAll(body, wait);

        // for each of the tasks that were awaited together
        if (name is ILocalSymbol && name.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is ForEachStatementSyntax) && WaitsForAll(body, wait))
            return true;

        if (name is ILocalSymbol
            && name.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: AwaitExpressionSyntax }))
            return true;

        return Declaration(body, wait).DescendantNodes().OfType<IdentifierNameSyntax>()
            .Any(each => each.SpanStart < wait.Syntax.SpanStart && each.Identifier.ValueText == name.Name && SaysItIsDone(each));
    }

    // Who has a task makes a ValueTask of it to take out what is there: there is no other reason to.
    private static bool IsUnwrapped(IOperation? task) =>
        task is IObjectCreationOperation { Arguments.Length: 1, Type: { Name: "ValueTask" } type } && type.IsTask();

    // Read(async: false): one method for both ways, which by this has done its work, as others would block, when it returns.
    private static bool IsAskedNotToWait(IOperation? task) => task is IInvocationOperation call && call.Arguments.Any(argument =>
        argument is { Parameter: { Name: var name, Type.SpecialType: SpecialType.System_Boolean }, Value.ConstantValue: { HasValue: true, Value: bool says } }
        && (name.EndsWith("async", StringComparison.OrdinalIgnoreCase)
            ? !says
            : says
                && (name.Equals("sync", StringComparison.OrdinalIgnoreCase)
                    || name.Equals("synchronous", StringComparison.OrdinalIgnoreCase)
                    || name.Equals("isSync", StringComparison.OrdinalIgnoreCase))));

    private static SyntaxNode Declaration(CodeBody body, IOperation wait) =>
        body.Owner.DeclaringSyntaxReferences.FirstOrDefault(reference => reference.SyntaxTree == wait.Syntax.SyntaxTree
            && reference.Span.Contains(wait.Syntax.Span))?.GetSyntax() ?? wait.Syntax;

    private static bool WaitsForAll(CodeBody body, IOperation wait) =>
        body.Invocations.Any(call => call.TargetMethod.Name is "WhenAll" or "WaitAll" or "WhenAny" or "WhenEach"
            && call.Syntax.SpanStart < wait.Syntax.SpanStart);

    // await task; await Task.WhenAll(a, task); task.Wait(limit); task.IsCompleted; await task.ConfigureAwait(false).
    private static bool SaysItIsDone(IdentifierNameSyntax name)
    {
        if (name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCompleted" or "IsCompletedSuccessfully" or "Wait" or "Status" or "IsFaulted" or "IsCanceled" } access && access.Expression == name)
            return true;

        for (SyntaxNode? node = name; node is ExpressionSyntax or ArgumentSyntax or ArgumentListSyntax or CollectionElementSyntax
            or InitializerExpressionSyntax; node = node.Parent)
        {
            if (node is AwaitExpressionSyntax
                or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WhenAll" or "WhenAny" or "WhenEach" or "WaitAll" or "WaitAny" } })
                return true;
        }

        return false;
    }
}
