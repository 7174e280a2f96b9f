using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Plans;

/// <summary>Reads the plan out of an assembly's metadata: nothing is loaded, nothing is locked, no user code runs.</summary>
public static class PlanReader
{
    private const string PlanNamespace = "Hooks.Build.Plan";

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
        catch (Exception e) when (e is BadImageFormatException or InvalidDataException or IOException or UnauthorizedAccessException or InvalidOperationException or OverflowException or ArgumentException)
        {
            throw new HooksException(Codes.UnreadablePlan, $"The plan in {assemblyPath} cannot be read ({e.Message}): rebuild the project");
        }
    }

    private static HookPlan Read(MetadataReader metadata, string assemblyPath)
    {
        var attributes = metadata.GetAssemblyDefinition().GetCustomAttributes().Select(metadata.GetCustomAttribute).ToLookup(attribute => NameOf(metadata, attribute), StringComparer.Ordinal);
        if (attributes[nameof(HookPlanAttribute)].ToList() is not [var mark, ..])
        {
            throw new HooksException(
                Codes.NoPlan,
                $"{assemblyPath} carries no plan: the generator of Hooks.Build did not run. Does the project reference the package Hooks.Build, with its analyzers?");
        }

        var plan = Decode(mark);

        // First: another format's hooks need not be readable.
        RequireFormat(plan.Argument<int>(0), plan.Argument<string>(1), assemblyPath);
        var refusals = attributes[nameof(RefusedPlanAttribute)].Select(attribute => ToProblem(Decode(attribute))).ToList();
        if (refusals.Count > 0)
        {
            throw new HooksException(refusals);
        }

        // Not by Select: what natively compiled code calls through a generic virtual method is looked up at run time, for a tenth of a millisecond.
        List<PlannedHook> hooks = [];
        foreach (var attribute in attributes[nameof(PlannedHookAttribute)])
        {
            hooks.Add(ToHook(Decode(attribute)));
        }

        hooks.Sort((one, other) => one.Index.CompareTo(other.Index));
        for (var i = 0; i < hooks.Count; i++)
        {
            if (hooks[i].Index != i)
            {
                throw new HooksException(Codes.UnreadablePlan, $"The plan in {assemblyPath} lacks hook number {i}: rebuild the project");
            }
        }

        return HookPlan.Create(hooks);
    }

    private static AttributeValues Decode(CustomAttribute attribute) => new(attribute.DecodeValue(AttributeTypes.Instance));

    private static void RequireFormat(int format, string package, string assemblyPath)
    {
        if (format != HookPlan.CurrentFormat)
        {
            throw new HooksException(
                Codes.OtherVersion,
                $"The plan in {assemblyPath} was written by Hooks.Build {package} (format {format}); this engine reads format {HookPlan.CurrentFormat}: rebuild the project with the installed version");
        }
    }

    private static Problem ToProblem(AttributeValues values) =>
        new(values.Argument<string>(0), values.Argument<string>(1), values.Text("File"), values.Number("Line"), values.Number("Column"));

    private static PlannedHook ToHook(AttributeValues values) => new()
    {
        Index = values.Argument<int>(0),
        Name = values.Argument<string>(1),
        Kind = (HookKind)values.Argument<int>(2),
        Command = CommandTemplate.FromPlan(values.Texts("Command")),
        Fix = CommandTemplate.FromPlan(values.Texts("Fix")),
        DependsOn = values.Names("DependsOn"),
        After = values.Names("After"),
        Stages = (HookStages)values.Number("Stages"),
        Profiles = values.Names("Profiles"),
        Files = values.Names("Files"),
        Exclude = values.Names("Exclude"),
        Reads = values.Names("Reads"),
        Writes = values.Names("Writes"),
        Locks = values.Names("Locks"),
        Timeout = values.Number("Timeout"),
        Severity = (HookSeverity)values.Number("Severity"),
        Retries = values.Number("Retries"),
        Cores = values.Fraction("Cores"),
        Batch = values.Flag("Batch"),
        PerFile = values.Flag("PerFile"),
        NoCache = values.Flag("NoCache"),
        NeverFixes = values.Flag("NeverFixes"),
        Environment = values.Names("Environment"),
        WorkingDirectory = values.Text("WorkingDirectory"),
        Description = values.Text("Description"),
        Wave = values.Number("Wave"),
        Rank = values.Number("Rank"),
        File = values.Text("File"),
        Line = values.Number("Line"),
        Column = values.Number("Column"),
        Hash = values.Text("Hash"),
    };

    private static string? NameOf(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
        {
            return null;
        }

        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind != HandleKind.TypeReference)
        {
            return null;
        }

        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        return metadata.StringComparer.Equals(type.Namespace, PlanNamespace) ? metadata.GetString(type.Name) : null;
    }
}
