using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Which methods can listen to runs (HOOK0017).</summary>
internal static class ListenerRule
{
    private const string AllowedParameters = "a listener takes a RunContext, and may take a CancellationToken after it";

    /// <summary>What is wrong with a member and what is allowed instead, or <see langword="null"/>.</summary>
    public static string? Problem(ISymbol member) =>
        member is IMethodSymbol method
            ? MethodShape.Problem(method, "listener") ?? ParameterProblem(method) ?? ReturnProblem(method)
            : "only a static method can";

    private static string? ParameterProblem(IMethodSymbol method)
    {
        if (method.Parameters.Length is < 1 or > 2)
            return $"it takes {(method.Parameters.Length == 0 ? "no parameter" : $"{method.Parameters.Length} parameters")}; {AllowedParameters}";

        for (var i = 0; i < method.Parameters.Length; i++)
        {
            var parameter = method.Parameters[i];
            if (parameter.Type.TypeKind == TypeKind.Error)
                continue;
            if (parameter.RefKind != RefKind.None)
                return $"the parameter '{parameter.Name}' is passed by reference; {AllowedParameters} by value";
            if (!parameter.Type.Is(i == 0 ? MetadataNames.RunContext : MetadataNames.CancellationToken))
                return $"the parameter '{parameter.Name}' is {MethodShape.Describe(parameter.Type)}; {AllowedParameters}";
        }

        return null;
    }

    private static string? ReturnProblem(IMethodSymbol method)
    {
        if (method.ReturnType.TypeKind == TypeKind.Error)
            return null;
        if (method.IsAsync && method.ReturnsVoid)
            return "it is async void, which nobody can wait for; return Task";

        return method.ReturnsVoid || method.ReturnType.Is(MetadataNames.Task)
            ? null
            : $"it returns {MethodShape.Describe(method.ReturnType)}; a listener returns void or Task, as it decides nothing";
    }
}
