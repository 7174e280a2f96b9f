using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Hooks.Build.Engine.Code;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Shipping;

/// <summary>
/// Makes an assembly as it is shipped from one that carries a plan: without the plan, without the commands of its hooks, and without a reference to
/// Hooks.Build. Rows and blobs are rewritten where they are, so that everything else keeps its place: code, symbols, resources.
/// </summary>
public static class ShippedAssembly
{
    /// <summary>Rewrites the bytes of an assembly.</summary>
    /// <param name="image">The whole file.</param>
    /// <param name="detach">Whether types of Hooks.Build are replaced as well: it will not be there.</param>
    /// <param name="symbols">The file of its symbols, where there is one.</param>
    /// <returns>Whether anything was changed: false where there is no plan.</returns>
    /// <exception cref="InvalidDataException">It is no assembly, or one of which the hooks cannot be taken out, or its plan cannot be read: what was written so
    /// far is of no use.</exception>
    /// <exception cref="HooksException">Its plan is of another version.</exception>
    public static bool Rewrite(byte[] image, bool detach, byte[]? symbols = null)
    {
        if (!HasPlan(image))
        {
            return false;
        }

        using (MetadataImage metadata = new(image))
        {
            var plan = FindPlan(metadata.Reader)!.Value;
            var (hooks, listeners) = PlanParser.Parse(plan.Text, "");
            foreach (var constant in Commands(metadata.Reader, hooks))
            {
                ClearConstant(metadata, constant);
            }

            ClearPlan(metadata, plan.Value);
            if (detach)
            {
                TypeDetachment.Run(metadata, Methods(hooks, listeners));
            }
        }

        ShippedSymbols.ClearEmbedded(image);
        if (symbols is not null)
        {
            ShippedSymbols.Clear(image, symbols);
        }

        Check(image, detach);
        return true;
    }

    private static bool HasPlan(byte[] image)
    {
        using PEReader portable = new(new MemoryStream(image, writable: false));
        return !portable.HasMetadata ? throw new InvalidDataException("it has no metadata") : FindPlan(portable.GetMetadataReader()) is not null;
    }

    // Read again from the start, as anybody will who gets it.
    private static void Check(byte[] image, bool detach)
    {
        using PEReader portable = new(new MemoryStream(image, writable: false));
        var reader = portable.GetMetadataReader();
        if (FindPlan(reader) is not null || (detach && reader.AssemblyReferences.Any(handle => TypeDetachment.IsVocabulary(reader, handle))))
        {
            throw new InvalidDataException("it still has a plan, or needs Hooks.Build");
        }
    }

    private static (string Text, BlobHandle Value)? FindPlan(MetadataReader reader)
    {
        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (PlanReader.TryReadPlan(reader, attribute) is { Length: > 0 } text)
            {
                return (text, attribute.Value);
            }
        }

        return null;
    }

    private static List<ConstantHandle> Commands(MetadataReader reader, IReadOnlyList<PlannedHook> hooks)
    {
        var names = hooks.Where(hook => hook.Origin is null && hook.Kind != HookKind.Method)
            .ToLookup(hook => hook.Type, hook => hook.Member, StringComparer.Ordinal);
        List<ConstantHandle> constants = [];
        foreach (var type in reader.TypeDefinitions.Select(reader.GetTypeDefinition))
        {
            foreach (var field in type.GetFields().Select(reader.GetFieldDefinition).Where(field => !field.GetDefaultValue().IsNil))
            {
                if (names[TypeName.Of(reader, type)].Contains(reader.GetString(field.Name), StringComparer.Ordinal))
                {
                    constants.Add(field.GetDefaultValue());
                }
            }
        }

        return constants;
    }

    private static HashSet<(string Type, string Method)> Methods(IReadOnlyList<PlannedHook> hooks, IReadOnlyList<PlannedListener> listeners) =>
    [
        .. hooks.Where(hook => hook.Origin is null && hook.Kind == HookKind.Method).Select(hook => (hook.Type!, hook.Member)),
        .. listeners.Select(listener => (listener.Type, listener.Method)),
    ];

    // The row is led to the empty blob, and the text is cleared where nothing else has the same: one blob may serve several rows.
    private static void ClearConstant(MetadataImage metadata, ConstantHandle constant)
    {
        var value = metadata.Reader.GetConstant(constant).Value;
        metadata.SetConstantValue(constant, blob: 0);
        if (!metadata.IsUsed(value))
        {
            metadata.ClearBlob(value);
        }
    }

    // Prolog, key, an empty value, no named arguments; what the blob had more of is unreachable, and zero.
    private static void ClearPlan(MetadataImage metadata, BlobHandle value)
    {
        BlobBuilder blob = new();
        blob.WriteUInt16(1);
        blob.WriteSerializedString(PlanReader.Key);
        blob.WriteSerializedString("");
        blob.WriteUInt16(0);
        metadata.ReplaceBlob(value, blob.ToArray());
    }
}
