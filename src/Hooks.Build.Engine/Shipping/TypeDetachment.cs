using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Hooks.Build.Engine.Shipping;

/// <summary>
/// Takes the types of Hooks.Build out of an assembly that nobody calls hooks in: classes become <see cref="object"/>, enums another enum. Else
/// the runtime could not load the state machines of asynchronous hooks, nor tell the parameters of a hook.
/// </summary>
internal static class TypeDetachment
{
    private const string Vocabulary = "Hooks.Build";

    // The vocabulary's value types: all others of its types are classes.
    private static readonly string[] Enums = ["HookStages", "HookSeverity", "HookFindingLevel"];

    public static void Run(MetadataImage metadata)
    {
        var reader = metadata.Reader;
        if (reader.AssemblyReferences.FirstOrDefault(handle => reader.StringComparer.Equals(reader.GetAssemblyReference(handle).Name, Vocabulary)) is not { IsNil: false } ours
            || Find(reader, type => IsNamed(reader, type, "System", "Object")) is not { IsNil: false } common)
        {
            return;
        }

        // An enum may be a field, of a state machine say, and must then be a value type: the compiler puts this one into every assembly.
        var value = Find(reader, type => IsNamed(reader, type, "", "DebuggingModes"));
        foreach (var handle in reader.TypeReferences.Where(handle => reader.GetTypeReference(handle).ResolutionScope == ours))
        {
            var other = IsEnum(reader, reader.GetTypeReference(handle)) && !value.IsNil ? value : common;
            Row(metadata, TableIndex.TypeRef, other).CopyTo(Row(metadata, TableIndex.TypeRef, handle));
        }

        // A reference to what is not there would be of no use, and stops those who load all that an assembly refers to.
        if (reader.GetTypeReference(common).ResolutionScope is { Kind: HandleKind.AssemblyReference } framework)
        {
            Row(metadata, TableIndex.AssemblyRef, framework).CopyTo(Row(metadata, TableIndex.AssemblyRef, ours));
        }
    }

    private static Span<byte> Row(MetadataImage metadata, TableIndex table, EntityHandle handle) => metadata.Row(table, MetadataTokens.GetRowNumber(handle));

    private static TypeReferenceHandle Find(MetadataReader reader, Func<TypeReference, bool> isWanted) =>
        reader.TypeReferences.FirstOrDefault(handle => isWanted(reader.GetTypeReference(handle)));

    private static bool IsEnum(MetadataReader reader, TypeReference type) => Enums.Contains(reader.GetString(type.Name), StringComparer.Ordinal);

    private static bool IsNamed(MetadataReader reader, TypeReference type, string space, string name) =>
        reader.StringComparer.Equals(type.Name, name) && reader.StringComparer.Equals(type.Namespace, space);
}
