using System.Collections.Immutable;
using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Hooks.Build.Generators.Code;

/// <summary>
/// HOOK0022: work that can be cancelled is not given the token that is in reach. Clean-up is meant to go on, so catch and finally are left alone; and who
/// writes CancellationToken.None has decided so, but in a hook.
/// </summary>
internal static class IgnoredTokens
{
    /// <summary>Looks for such calls.</summary>
    public static void Check(CodeBody body)
    {
        foreach (var call in body.Invocations)
        {
            body.Cancellation.ThrowIfCancellationRequested();
            if ((call.Type.IsTask() || call.Type?.Name == "IAsyncEnumerable")
                && Missing(call, body, out var isOfHook) is { } argument
                && Reach.Token(call, body) is { } token
                && !IsCleanUp(call)
                && !IsToBeWaitedFor(call))
            {
                var properties = ImmutableDictionary<string, string?>.Empty.Add(CodeProperties.Argument, argument + token);
                body.Report(
                    CodeDescriptors.NotAsynchronous,
                    call.NameLocation(),
                    isOfHook ? properties.Add(CodeProperties.OfHook, "") : properties,
                    call.TargetMethod.Name,
                    $"goes on when it should stop: give it {token}");
            }
        }
    }

    // What stands before the token as an argument: nothing, or the parameter's name. Null where no token is missing.
    private static string? Missing(IInvocationOperation call, CodeBody body, out bool isOfHook)
    {
        isOfHook = false;
        var method = call.TargetMethod;
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Type.Is(MetadataNames.CancellationToken) != true)
                continue;

            if (argument.ArgumentKind != ArgumentKind.DefaultValue)
            {
                isOfHook = body.IsOfHook && argument.Value.IsNoToken();
                return isOfHook ? "" : null;
            }

            // A second token that is given is the one.
            if (call.Arguments.Any(other => other != argument && other.Parameter?.Type.Is(MetadataNames.CancellationToken) == true))
                return null;

            var isNext = method.Parameters.LastOrDefault()?.Name == argument.Parameter.Name
                && call.Arguments.All(other => other == argument || other.ArgumentKind == ArgumentKind.Explicit)
                && !HasNamed(call);
            return isNext ? "" : argument.Parameter.Name + ": ";
        }

        if (method.ContainingType.IsTask()
            || method.ContainingType.Name == "TaskFactory"
            || HasNamed(call)
            || call.Arguments.Any(argument => argument.ArgumentKind != ArgumentKind.Explicit))
            return method.IsStatic && method.Name == "Delay" && method.Parameters.Length == 1 && method.ContainingType.IsTask() ? "" : null;

        return Overload(method, call, body) ? "" : null;
    }

    private static bool HasNamed(IInvocationOperation call) =>
        call.Syntax is InvocationExpressionSyntax { ArgumentList.Arguments: var written } && written.Any(argument => argument.NameColon is not null);

    // The same with a token at its end.
    private static bool Overload(IMethodSymbol method, IInvocationOperation call, CodeBody body)
    {
        var parameters = method.OriginalDefinition.Parameters;
        foreach (var member in method.OriginalDefinition.ContainingType.GetMembers(method.Name))
        {
            if (member is IMethodSymbol other
                && other.Parameters.Length == parameters.Length + 1
                && other.IsStatic == method.IsStatic
                && other.Arity == method.Arity
                && other.Parameters[parameters.Length].Type.Is(MetadataNames.CancellationToken)
                && SymbolEqualityComparer.Default.Equals(Returned(other), Returned(method.OriginalDefinition))
                && parameters.Select((parameter, i) => (parameter, i)).All(pair => IsSame(pair.parameter, other.Parameters[pair.i]))
                && body.Compilation.IsSymbolAccessibleWithin(other, body.Owner.ContainingType ?? (ISymbol)body.Compilation.Assembly)
                && !other.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute")
                && !Calls(body.Owner, other))
            {
                return true;
            }
        }

        return false;

        static bool IsSame(IParameterSymbol one, IParameterSymbol other) =>
            one.RefKind == other.RefKind
                && !one.IsParams
                && (SymbolEqualityComparer.Default.Equals(one.Type, other.Type) || (one.Type is ITypeParameterSymbol && other.Type is ITypeParameterSymbol));

        static ITypeSymbol Returned(IMethodSymbol symbol) =>
            symbol.ReturnType is INamedTypeSymbol { IsGenericType: true } generic ? generic.ConstructedFrom : symbol.ReturnType;

        // The overload with a token is written by means of the one without.
        static bool Calls(ISymbol owner, IMethodSymbol overload) =>
            SymbolEqualityComparer.Default.Equals(owner.OriginalDefinition, overload.OriginalDefinition);
    }

    private static bool IsCleanUp(IInvocationOperation call)
    {
        for (var node = call.Syntax.Parent; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            if (node is CatchClauseSyntax or FinallyClauseSyntax)
                return true;
        }

        return false;
    }

    // work().WaitAsync(token) ends the wait, and that is what is asked for; read().WithCancellation(token) is how a stream of items is given the token.
    private static bool IsToBeWaitedFor(IInvocationOperation call)
    {
        IOperation? outer = call.Parent;
        while (outer is IConversionOperation or IArgumentOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" })
            outer = outer.Parent;

        return outer is IInvocationOperation { TargetMethod.Name: "WaitAsync" or "WithCancellation", Arguments: var arguments }
            && arguments.Any(argument => argument.Parameter?.Type.Is(MetadataNames.CancellationToken) == true);
    }
}
