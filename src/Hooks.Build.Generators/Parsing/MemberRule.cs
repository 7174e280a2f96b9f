using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Which members can be hooks (HOOK0004).</summary>
internal static class MemberRule
{
    private const string AllowedReturns = "a C# hook returns void, bool, HookResult, Task, Task<bool> or Task<HookResult>";
    private const string AllowedParameters = "a C# hook takes nothing or one HookContext";

    /// <summary>What is wrong with a member and what is allowed instead, or <see langword="null"/>.</summary>
    public static string? Problem(ISymbol member) => member switch
    {
        IFieldSymbol field => FieldProblem(field),
        IMethodSymbol method => MethodShape.Problem(method, "C# hook") ?? ParameterProblem(method) ?? ReturnProblem(method),
        _ => "only a const string or a static method can be one",
    };

    private static string? FieldProblem(IFieldSymbol field)
    {
        if (!field.IsConst)
            return "the field is not const; a command is a const string, so that it can be checked at compile time";
        if (field.Type.SpecialType != SpecialType.System_String)
            return field.Type.TypeKind == TypeKind.Error ? null : $"the constant is {MethodShape.Describe(field.Type)}; a command is a const string";

        return field is { HasConstantValue: true, ConstantValue: null } ? "the constant is null; a command is a const string with a command line" : null;
    }

    private static string? ParameterProblem(IMethodSymbol method)
    {
        if (method.Parameters.Length > 1)
            return $"it takes {method.Parameters.Length} parameters; {AllowedParameters}";
        if (method.Parameters.FirstOrDefault() is not { Type.TypeKind: not TypeKind.Error } parameter)
            return null;
        if (parameter.RefKind != RefKind.None)
            return $"the parameter '{parameter.Name}' is passed by reference; {AllowedParameters} by value";

        return parameter.Type.Is(MetadataNames.HookContext)
            ? null
            : $"the parameter '{parameter.Name}' is {MethodShape.Describe(parameter.Type)}; {AllowedParameters}";
    }

    private static string? ReturnProblem(IMethodSymbol method)
    {
        var type = method.ReturnType;
        if (type.TypeKind == TypeKind.Error)
            return null;
        if (method.IsAsync && method.ReturnsVoid)
            return "it is async void, which nobody can wait for; return Task";
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            return $"it returns by reference; {AllowedReturns}";
        if (type.Is(MetadataNames.ValueTask) || type.IsGeneric(MetadataNames.ValueTask, out _))
            return $"it returns {MethodShape.Describe(type)}; {AllowedReturns}, and no ValueTask";
        if (IsAllowedReturn(type) || (type.IsGeneric(MetadataNames.Task, out var result) && result!.TypeKind == TypeKind.Error))
            return null;

        return $"it returns {MethodShape.Describe(type)}; {AllowedReturns}";
    }

    private static bool IsAllowedReturn(ITypeSymbol type) =>
        IsOutcome(type) || type.SpecialType == SpecialType.System_Void || type.Is(MetadataNames.Task)
        || (type.IsGeneric(MetadataNames.Task, out var result) && IsOutcome(result!));

    private static bool IsOutcome(ITypeSymbol type) => type.SpecialType == SpecialType.System_Boolean || type.Is(MetadataNames.HookResult);
}
