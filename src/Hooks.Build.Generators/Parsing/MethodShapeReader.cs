using Hooks.Build.Generators.Model;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Parsing;

/// <summary>Finds out how generated code calls a method.</summary>
internal static class MethodShapeReader
{
    /// <summary>Reads the shape, or <see langword="null"/> where the method cannot be called (then the compiler has an error of its own).</summary>
    public static MethodShape? Read(IMethodSymbol method)
    {
        if (Returns(method.ReturnType) is not { } returns)
            return null;

        var types = method.ContainingTypes();
        var nameable = types.TakeWhile(CanBeNamed).ToList();
        var hidden = types.Skip(nameable.Count).Select(type => type.MetadataName).ToEquatableArray();
        if (nameable.Count == 0)
            return null;

        var isReachable = hidden.Count == 0 && CanBeNamed(method) && !IsConditional(method);
        var type = nameable[nameable.Count - 1].ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return new MethodShape(returns, method.Parameters.Length > 0, isReachable, type, hidden);
    }

    /// <summary>What a hook of this return type returns, or <see langword="null"/> where it cannot be a hook.</summary>
    public static HookReturn? Returns(ITypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_Void)
            return HookReturn.Void;
        if (type.SpecialType == SpecialType.System_Boolean)
            return HookReturn.Bool;
        if (type.Is(MetadataNames.HookResult))
            return HookReturn.Result;
        if (type.Is(MetadataNames.Task))
            return HookReturn.Task;
        if (!type.IsGeneric(MetadataNames.Task, out var argument))
            return null;
        if (argument!.SpecialType == SpecialType.System_Boolean)
            return HookReturn.TaskOfBool;

        return argument.Is(MetadataNames.HookResult) ? HookReturn.TaskOfResult : null;
    }

    private static bool CanBeNamed(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    // The compiler drops a call of a [Conditional] method whose symbol is not defined; a hook is called all the same.
    private static bool IsConditional(IMethodSymbol method) => method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ConditionalAttribute");
}
