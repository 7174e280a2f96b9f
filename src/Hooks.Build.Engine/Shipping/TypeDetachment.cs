using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Hooks.Build.Engine.Shipping;

/// <summary>
/// Takes the types of Hooks.Build out of an assembly that nobody calls hooks in: classes become <see cref="object"/>, enums another enum. Else
/// the runtime could not load the state machines of asynchronous hooks, nor tell the parameters of a hook.
/// </summary>
internal static class TypeDetachment
{
    public const string Vocabulary = "Hooks.Build";

    // The vocabulary's value types: all others of its types are classes.
    internal static readonly string[] Enums = ["HookStages", "HookSeverity", "HookFindingLevel", "HookKind", "HookAnswer", "HookOutcome", "AgentTool"];

    /// <summary>Replaces the types.</summary>
    /// <param name="metadata">The assembly.</param>
    /// <param name="hooks">The methods that are hooks, and those that listen: type and name.</param>
    /// <exception cref="InvalidDataException">They are used in a way that cannot be replaced; nothing was changed.</exception>
    public static void Run(MetadataImage metadata, IReadOnlySet<(string Type, string Method)> hooks)
    {
        var reader = metadata.Reader;
        var assemblies = reader.AssemblyReferences.Where(handle => IsVocabulary(reader, handle)).ToList();
        if (assemblies.Count == 0)
        {
            return;
        }

        var ours = reader.TypeReferences
            .Where(handle => reader.GetTypeReference(handle).ResolutionScope is { Kind: HandleKind.AssemblyReference } scope
                && assemblies.Contains((AssemblyReferenceHandle)scope))
            .ToDictionary(handle => handle, handle => Enums.Contains(reader.GetString(reader.GetTypeReference(handle).Name), StringComparer.Ordinal));
        var common = Find(reader, type => IsNamed(reader, type, "System", "Object"));
        if (common.IsNil || reader.GetTypeReference(common).ResolutionScope is not { Kind: HandleKind.AssemblyReference } framework)
        {
            throw new InvalidDataException("it does not refer to System.Object");
        }

        // An enum may be a field, of a state machine say, and must then be a value type: the compiler puts this one into every assembly.
        var value = Find(reader, type => IsNamed(reader, type, "", "DebuggingModes"));
        if (value.IsNil && ours.ContainsValue(true))
        {
            throw new InvalidDataException("it has enums of Hooks.Build, and none of the framework's to replace them by");
        }

        new DetachmentLimits(reader, ours, new OwnCode(metadata.Portable, reader, ours, hooks)).Check();
        foreach (var (handle, isEnum) in ours)
        {
            Row(metadata, TableIndex.TypeRef, isEnum ? value : common).CopyTo(Row(metadata, TableIndex.TypeRef, handle));
        }

        // A reference to what is not there would be of no use, and stops those who load all that an assembly refers to.
        assemblies.ForEach(handle => Row(metadata, TableIndex.AssemblyRef, framework).CopyTo(Row(metadata, TableIndex.AssemblyRef, handle)));
    }

    public static bool IsVocabulary(MetadataReader reader, AssemblyReferenceHandle handle) =>
        reader.StringComparer.Equals(reader.GetAssemblyReference(handle).Name, Vocabulary, ignoreCase: true);

    private static Span<byte> Row(MetadataImage metadata, TableIndex table, EntityHandle handle) => metadata.Row(table, MetadataTokens.GetRowNumber(handle));

    private static TypeReferenceHandle Find(MetadataReader reader, Func<TypeReference, bool> isWanted) =>
        reader.TypeReferences.FirstOrDefault(handle => isWanted(reader.GetTypeReference(handle)));

    private static bool IsNamed(MetadataReader reader, TypeReference type, string space, string name) =>
        reader.StringComparer.Equals(type.Name, name) && reader.StringComparer.Equals(type.Namespace, space);
}
