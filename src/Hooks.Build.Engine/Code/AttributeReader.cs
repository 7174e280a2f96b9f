using System.Reflection.Metadata;

namespace Hooks.Build.Engine.Code;

/// <summary>The attributes that code can ask for by reflection.</summary>
/// <param name="metadata">The assembly.</param>
internal sealed class AttributeReader(MetadataReader metadata)
{
    // The compiler's own: they name what it made up, or say what the code itself says. What a hook declares is part of its definition.
    private static readonly string[] Silent = [
        "System.Runtime.CompilerServices",
        "System.Diagnostics",
        "System.Diagnostics.CodeAnalysis",
        "Microsoft.CodeAnalysis",
        "Hooks.Build",
        "Hooks.Build.Plan"];

    // In the name of a generic type there are those of its arguments, and behind a type's that of its assembly.
    private static readonly char[] Separators = ['[', ']', ','];

    private readonly Lazy<Dictionary<string, TypeDefinitionHandle>> _types = new(() =>
    {
        Dictionary<string, TypeDefinitionHandle> types = new(StringComparer.Ordinal);
        foreach (var handle in metadata.TypeDefinitions)
        {
            types[TypeName.Of(metadata, metadata.GetTypeDefinition(handle))] = handle;
        }

        return types;
    });

    /// <summary>Those that tell something.</summary>
    public IEnumerable<CustomAttribute> Telling(CustomAttributeHandleCollection handles)
    {
        foreach (var handle in handles)
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (IsTelling(TypeOf(attribute)))
            {
                yield return attribute;
            }
        }
    }

    /// <summary>The methods of an attribute that this assembly declares; none of another's.</summary>
    public IEnumerable<MethodDefinitionHandle> MethodsOf(CustomAttribute attribute) =>
        TypeOf(attribute) is { Kind: HandleKind.TypeDefinition } type
            ? metadata.GetTypeDefinition((TypeDefinitionHandle)type).GetMethods()
            : Enumerable.Empty<MethodDefinitionHandle>();

    /// <summary>The types of this assembly that the values of an attribute name: what reads it may make one of them, and call it.</summary>
    public IEnumerable<TypeDefinitionHandle> TypesIn(CustomAttribute attribute)
    {
        // A value of an enumeration of another assembly has a size that only that knows: so each place is taken for the begin of a text, which names hardly are
        // by chance.
        for (var blob = metadata.GetBlobReader(attribute.Value); blob.RemainingBytes > 0;)
        {
            var at = blob.Offset;
            if (blob.TryReadCompressedInteger(out var length) && length > 0 && length <= blob.RemainingBytes)
            {
                foreach (var part in blob.ReadUTF8(length).Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                {
                    if (_types.Value.TryGetValue(part, out var type))
                    {
                        yield return type;
                    }
                }
            }

            blob.Offset = at + 1;
        }
    }

    private EntityHandle TypeOf(CustomAttribute attribute) => attribute.Constructor.Kind == HandleKind.MethodDefinition
        ? metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()
        : metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;

    // Of the compiler's, a serializer looks at one.
    private bool IsTelling(EntityHandle type)
    {
        var (space, name) = NameOf(type);
        return name == "RequiredMemberAttribute" || !Silent.Contains(space, StringComparer.Ordinal);
    }

    private (string Namespace, string Name) NameOf(EntityHandle type)
    {
        switch (type.Kind)
        {
            case HandleKind.TypeDefinition:
                var definition = metadata.GetTypeDefinition((TypeDefinitionHandle)type);
                return (metadata.GetString(definition.Namespace), metadata.GetString(definition.Name));
            case HandleKind.TypeReference:
                var reference = metadata.GetTypeReference((TypeReferenceHandle)type);
                return (metadata.GetString(reference.Namespace), metadata.GetString(reference.Name));
            default:
                return ("", "");
        }
    }
}
