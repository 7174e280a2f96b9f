using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Generators.Parsing;

/// <summary>What names mean in the attributes of one type's members. Each is asked of the compiler once.</summary>
/// <param name="model">The file.</param>
/// <param name="position">A place in the type's body.</param>
/// <param name="type">The type.</param>
internal sealed class AttributeScope(SemanticModel model, int position, INamedTypeSymbol type)
{
    private readonly Dictionary<string, ITypeSymbol?> _types = new(StringComparer.Ordinal);
    private bool? _hookIsHook;

    /// <summary>Whether <c>[Hook]</c> is the package's attribute and can be nothing else.</summary>
    /// <remarks>Looked up and not bound: for a name that is nothing, binding searches all assemblies for what could have been meant.</remarks>
    public bool HookIsHook => _hookIsHook ??=
        model.LookupNamespacesAndTypes(position, name: "HookAttribute") is { Length: 1 } attributes
            && attributes[0] is ITypeSymbol attribute
            && attribute.Is(MetadataNames.HookAttribute)
            && model.LookupNamespacesAndTypes(position, name: "Hook").IsEmpty;

    /// <summary>Whether the type itself has a member of this name.</summary>
    public bool HasMember(string name) => !type.GetMembers(name).IsEmpty;

    /// <summary>Whether the type of a name has a member of this name.</summary>
    public bool HasMember(ExpressionSyntax owner, string name) => TypeOf(owner)?.GetMembers(name).IsEmpty == false;

    /// <summary>The value of an enumeration's member, or <see langword="null"/> where the name is not that enumeration's.</summary>
    public int? Constant(ExpressionSyntax owner, string enumeration, string name) =>
        TypeOf(owner) is { } found && found.Is(enumeration) && found.GetMembers(name).FirstOrDefault() is IFieldSymbol { ConstantValue: int value }
            ? value
            : null;

    private ITypeSymbol? TypeOf(ExpressionSyntax owner) => owner is IdentifierNameSyntax or MemberAccessExpressionSyntax ? Type(owner) : null;

    private ITypeSymbol? Type(ExpressionSyntax name)
    {
        var text = name is IdentifierNameSyntax identifier ? identifier.Identifier.ValueText : name.ToString();
        if (!_types.TryGetValue(text, out var found))
        {
            found = model.GetSpeculativeTypeInfo(position, name, SpeculativeBindingOption.BindAsTypeOrNamespace).Type;
            _types.Add(text, found = found is { TypeKind: TypeKind.Error } ? null : found);
        }

        return found;
    }
}
