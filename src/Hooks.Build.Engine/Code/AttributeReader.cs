using System.Reflection;
using System.Reflection.Metadata;

namespace Hooks.Build.Engine.Code;

/// <summary>The attributes that code can ask for by reflection, and the members of an object that a serializer sees.</summary>
/// <param name="metadata">The assembly.</param>
internal sealed class AttributeReader(MetadataReader metadata)
{
    // The compiler's own: they name what it made up, or say what the code itself says. What a hook declares is part of its definition.
    private static readonly string[] Silent = ["System.Runtime.CompilerServices", "System.Diagnostics", "System.Diagnostics.CodeAnalysis", "Microsoft.CodeAnalysis", "Hooks.Build"];

    /// <summary>Those that tell something.</summary>
    public IEnumerable<CustomAttribute> Telling(CustomAttributeHandleCollection handles)
    {
        foreach (var handle in handles)
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (!Silent.Contains(NamespaceOf(TypeOf(attribute)), StringComparer.Ordinal))
            {
                yield return attribute;
            }
        }
    }

    /// <summary>The methods of an attribute that this assembly declares; none of another's.</summary>
    public IEnumerable<MethodDefinitionHandle> MethodsOf(CustomAttribute attribute) =>
        TypeOf(attribute) is { Kind: HandleKind.TypeDefinition } type ? metadata.GetTypeDefinition((TypeDefinitionHandle)type).GetMethods() : Enumerable.Empty<MethodDefinitionHandle>();

    /// <summary>Fields and properties of an object of a type, each with its attributes; none of a type that the compiler made up.</summary>
    public IEnumerable<(string Name, CustomAttributeHandleCollection Attributes)> InstanceMembers(TypeDefinition type)
    {
        if (IsMadeUp(metadata.GetString(type.Name)))
        {
            yield break;
        }

        foreach (var handle in type.GetFields())
        {
            var field = metadata.GetFieldDefinition(handle);
            var name = metadata.GetString(field.Name);
            if ((field.Attributes & FieldAttributes.Static) == 0 && !IsMadeUp(name))
            {
                yield return (name, field.GetCustomAttributes());
            }
        }

        foreach (var handle in type.GetProperties())
        {
            var property = metadata.GetPropertyDefinition(handle);
            var accessors = property.GetAccessors();
            var accessor = accessors.Getter.IsNil ? accessors.Setter : accessors.Getter;
            var name = metadata.GetString(property.Name);
            if (!accessor.IsNil && (metadata.GetMethodDefinition(accessor).Attributes & MethodAttributes.Static) == 0 && !IsMadeUp(name))
            {
                yield return (name, property.GetCustomAttributes());
            }
        }
    }

    private static bool IsMadeUp(string name) => name.Contains('<', StringComparison.Ordinal);

    private EntityHandle TypeOf(CustomAttribute attribute) => attribute.Constructor.Kind == HandleKind.MethodDefinition
        ? metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()
        : metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;

    private string NamespaceOf(EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeDefinition => metadata.GetString(metadata.GetTypeDefinition((TypeDefinitionHandle)type).Namespace),
        HandleKind.TypeReference => metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)type).Namespace),
        _ => "",
    };
}
