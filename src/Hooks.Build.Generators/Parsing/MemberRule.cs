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
        IMethodSymbol method => KindProblem(method) ?? ContainerProblem(method) ?? ParameterProblem(method) ?? ReturnProblem(method),
        _ => "only a const string or a static method can be one",
    };

    private static string? FieldProblem(IFieldSymbol field)
    {
        if (!field.IsConst)
            return "the field is not const; a command is a const string, so that it can be checked at compile time";
        if (field.Type.SpecialType != SpecialType.System_String)
            return field.Type.TypeKind == TypeKind.Error ? null : $"the constant is {Describe(field.Type)}; a command is a const string";

        return field is { HasConstantValue: true, ConstantValue: null } ? "the constant is null; a command is a const string with a command line" : null;
    }

    private static string? KindProblem(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
            return "it is a local function; a C# hook is a static method of a type";
        if (method.MethodKind != MethodKind.Ordinary)
            return "it is not an ordinary method; a C# hook is a static method with a name of its own";
        if (!method.IsStatic)
            return "the method is not static; a C# hook is a static method";
        if (method.IsAbstract || method.IsVirtual)
            return "the method is abstract or virtual; a C# hook is a static method with a body";

        return method.IsGenericMethod ? "the method is generic; a C# hook has no type parameters" : null;
    }

    private static string? ContainerProblem(IMethodSymbol method)
    {
        foreach (var type in method.ContainingTypes())
        {
            if (type.IsGenericType)
                return $"the type {Describe(type)} is generic; a C# hook is declared in a type without type parameters";
            if (type.IsFileLocal)
                return $"the type {Describe(type)} is local to its file; generated code must be able to name it";
            if (!type.CanBeReferencedByName)
                return "its type has no name; generated code must be able to name it";
        }

        return null;
    }

    private static string? ParameterProblem(IMethodSymbol method)
    {
        if (method.Parameters.Length > 1)
            return $"it takes {method.Parameters.Length} parameters; {AllowedParameters}";
        if (method.Parameters.FirstOrDefault() is not { Type.TypeKind: not TypeKind.Error } parameter)
            return null;
        if (parameter.RefKind != RefKind.None)
            return $"the parameter '{parameter.Name}' is passed by reference; {AllowedParameters} by value";

        return parameter.Type.Is(MetadataNames.HookContext) ? null : $"the parameter '{parameter.Name}' is {Describe(parameter.Type)}; {AllowedParameters}";
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
            return $"it returns {Describe(type)}; {AllowedReturns}, and no ValueTask";
        if (IsAllowedReturn(type) || (type.IsGeneric(MetadataNames.Task, out var result) && result!.TypeKind == TypeKind.Error))
            return null;

        return $"it returns {Describe(type)}; {AllowedReturns}";
    }

    private static bool IsAllowedReturn(ITypeSymbol type) =>
        IsOutcome(type) || type.SpecialType == SpecialType.System_Void || type.Is(MetadataNames.Task)
        || (type.IsGeneric(MetadataNames.Task, out var result) && IsOutcome(result!));

    private static bool IsOutcome(ITypeSymbol type) => type.SpecialType == SpecialType.System_Boolean || type.Is(MetadataNames.HookResult);

    private static string Describe(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
