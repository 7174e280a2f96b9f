using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Plans;

/// <summary>Reads the plan out of an assembly's metadata: nothing is loaded, nothing is locked, no user code runs.</summary>
public static class PlanReader
{
    /// <summary>The key of the assembly's metadata under which the plan stands.</summary>
    internal const string Key = "Hooks.Build.Plan";

    /// <summary>Reads and checks the plan of an assembly.</summary>
    /// <exception cref="HooksException">The assembly is missing, damaged, has no plan, another version's plan or an illegal one.</exception>
    public static HookPlan Read(string assemblyPath)
    {
        if (!File.Exists(assemblyPath))
        {
            throw new HooksException(Codes.NoAssembly, $"The hooks assembly {assemblyPath} does not exist: build the project first");
        }

        try
        {
            using var file = new FileStream(assemblyPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var portable = new PEReader(file);
            return portable.HasMetadata
                ? Read(portable.GetMetadataReader(), assemblyPath)
                : throw new HooksException(Codes.UnreadablePlan, $"{assemblyPath} is not a .NET assembly");
        }
        catch (Exception e) when (e is BadImageFormatException or InvalidDataException or IOException or UnauthorizedAccessException
            or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new HooksException(Codes.UnreadablePlan, $"The plan in {assemblyPath} cannot be read ({e.Message}): rebuild the project");
        }
    }

    private static HookPlan Read(MetadataReader metadata, string assemblyPath)
    {
        string? plan = null;
        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (TryReadPlan(metadata, attribute) is { } text)
            {
                plan = plan is null ? text : throw new InvalidDataException("it has two of them");
            }
        }

        return plan switch
        {
            null => throw new HooksException(
                Codes.NoPlan,
                $"{assemblyPath} carries no plan: the generator of Hooks.Build did not run. Does the project reference the package Hooks.Build, with its analyzers?"),
            "" =>
                throw new HooksException(
                    Codes.NoPlan,
                    $"The plan was taken out of {assemblyPath}, as out of all that is published or packed: run the hooks of the project that was built"),
            _ => Create(PlanParser.Parse(plan, assemblyPath)),
        };
    }

    private static HookPlan Create((IReadOnlyList<PlannedHook> Hooks, IReadOnlyList<PlannedListener> Listeners) parsed) =>
        HookPlan.Create(parsed.Hooks, parsed.Listeners);

    /// <summary>What to tell of a plan that another version wrote.</summary>
    internal static HooksException OtherVersion(string assemblyPath, string writer) => new(
        Codes.OtherVersion,
        $"The plan in {assemblyPath} was written by {writer}; this engine reads format {HookPlan.CurrentFormat}: rebuild the project with the installed version");

    /// <summary>The text of an attribute that is a plan; <see langword="null"/> for any other.</summary>
    internal static string? TryReadPlan(MetadataReader metadata, CustomAttribute attribute)
    {
        if (!IsOfType(metadata, attribute, "System.Reflection", "AssemblyMetadataAttribute"))
        {
            return null;
        }

        const ushort Prolog = 1;
        var blob = metadata.GetBlobReader(attribute.Value);
        return blob.ReadUInt16() == Prolog && blob.ReadSerializedString() == Key ? blob.ReadSerializedString() ?? "" : null;
    }

    private static bool IsOfType(MetadataReader metadata, CustomAttribute attribute, string space, string name)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
        {
            return false;
        }

        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference)
        {
            return false;
        }

        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return metadata.StringComparer.Equals(type.Name, name) && metadata.StringComparer.Equals(type.Namespace, space);
    }
}
