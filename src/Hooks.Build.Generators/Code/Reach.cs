using Hooks.Build.Generators.Parsing;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Code;

/// <summary>What code can name at a place: the parameters of the functions around it, innermost first.</summary>
internal static class Reach
{
    /// <summary>The parameter that is a hook's context.</summary>
    public static IParameterSymbol? Hook(IOperation operation, CodeBody body) =>
        Parameters(operation, body).FirstOrDefault(parameter => parameter.Type.Is(MetadataNames.HookContext));

    /// <summary>An expression for the token that cancels the work, and the parameter it begins with.</summary>
    public static string? Token(IOperation operation, CodeBody body)
    {
        foreach (var parameter in Parameters(operation, body))
        {
            if (parameter.RefKind is RefKind.None or RefKind.In && parameter.Name is not ("" or "_"))
            {
                if (parameter.Type.Is(MetadataNames.CancellationToken))
                    return parameter.Name;

                if (parameter.Type.Is(MetadataNames.HookContext))
                    return parameter.Name + ".Cancellation";
            }
        }

        return null;
    }

    private static IEnumerable<IParameterSymbol> Parameters(IOperation operation, CodeBody body)
    {
        for (var function = operation.Function(); function is not null; function = function.Function())
        {
            var symbol = function.FunctionSymbol()!;
            foreach (var parameter in symbol.Parameters)
                yield return parameter;

            if (symbol.IsStatic)
                yield break;
        }

        if (body.Owner is IMethodSymbol owner)
        {
            foreach (var parameter in owner.Parameters)
                yield return parameter;
        }
    }
}
