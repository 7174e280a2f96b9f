using Hooks.Build.Generators.Emission;
using Hooks.Build.Generators.Model;

namespace Hooks.Build.Generators.Joining;

/// <summary>Makes a hook of the lines that another assembly's plan has of it. All of it is placed where this project asks for it.</summary>
internal static class JoinedSpec
{
    /// <summary>Makes the hook.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="where">Where the project asks for it.</param>
    /// <param name="project">Name of the assembly that asks for it.</param>
    /// <param name="isThere">Whether a hook of that name comes along: order among others has no meaning without them.</param>
    /// <exception cref="FormatException">They are not what a hook has.</exception>
    public static HookSpec Of(AssemblyPlan plan, PlannedLines lines, SourceSpan where, string? project, Func<string, bool> isThere)
    {
        var kind = lines.Text("Kind");
        if (kind is not ("Command" or "Method" or "Check" or "Tool" or "Guard"))
            throw new FormatException($"it does not say what {lines.Name} is");

        // The compiler would not have it: who declares a hook cannot refer to who uses it.
        if (lines.Assembly == project)
            throw new FormatException($"it says that {lines.Name} is declared in {project}, which uses it");

        var command = kind == "Method" ? null : Command(lines, "Command", where, isStandard: kind is "Check" or "Tool" or "Guard");
        var item = lines.Text("Item");
        var spec = new HookSpec
        {
            Name = lines.Name,
            Item = item,
            ContainingType = lines.Type.Substring(lines.Type.LastIndexOf('.') + 1).Replace('+', '.'),
            IsMethod = kind == "Method",
            IsInsideMember = false,
            Command = command,
            MetadataType = lines.Type,
            TakesContext = lines.Has("TakesContext"),
            Options = Options(lines, where, isThere),
            Attribute = where,
            Identifier = where,
            NeverFixes = lines.Has("NeverFixes"),
            AsksToFix = lines.Has("AsksToFix"),
            Source = "",
        };

        // Nothing of this is the plan's own word but where it is declared.
        return spec with
        {
            Joined = new JoinedHook(
                lines.Assembly ?? plan.Assembly,
                plan.Assembly,
                PlannedNames.Shown(lines.Text("Defined") ?? $"{lines.Text("File")}({lines.Text("Line")},{lines.Text("Column")})"),
                DefinitionHash.OfLines(lines.All),
                JoinedText.May(spec, lines.Assembly is { } declaring && declaring != plan.Assembly ? declaring : null),
                Override: null),
        };
    }

    private static HookOptions Options(PlannedLines lines, SourceSpan where, Func<string, bool> isThere) => new()
    {
        DependsOn = List(lines, "DependsOn", where),
        After = List(lines, "After", where, isThere),
        // What this project changes of the others, it changes of their clean-up.
        Stages = new Setting<int>(lines.Number("Stages"), lines.Has("StagesAreOfOthers") ? null : where),
        Profiles = lines.Has("ProfilesAreOfOthers") ? default : List(lines, "Profiles", where),
        Matrix = new Setting<EquatableArray<ListItem>>(default, Where: null),
        MatrixOf = new Setting<EquatableArray<ListItem>>(List(lines, "MatrixOf", where), lines.Has("MatrixOf") ? where : null),
        Gates = new Setting<bool>(!lines.Has("GatesNobody"), lines.Has("GatesNobody") ? where : null),
        Finally = Flag(lines, "Finally", where),
        Files = List(lines, "Files", where),
        Exclude = List(lines, "Exclude", where),
        Reads = List(lines, "Reads", where),
        Writes = List(lines, "Writes", where),
        Locks = List(lines, "Locks", where),
        Problems = new Setting<string?>(lines.Text("Problems"), lines.Has("Problems") ? where : null),
        Tools = List(lines, "Tools", where),
        FailClosed = Flag(lines, "FailClosed", where),
        Timeout = lines.Has("Timeout") ? new Setting<int>(lines.Number("Timeout"), where) : new Setting<int>(300, Where: null),
        Severity = new Setting<int>(lines.Number("Severity"), lines.Has("Severity") ? where : null),
        Retries = new Setting<int>(lines.Number("Retries"), lines.Has("Retries") ? where : null),
        Cores = new Setting<double>(lines.Fraction("Cores"), lines.Has("Cores") ? where : null),
        Batch = Flag(lines, "Batch", where),
        PerFile = new Setting<bool>(lines.Has("PerFile"), where),
        Fix = lines.Has("Fix") ? Command(lines, "Fix", where, isStandard: false) : null,
        Cache = new Setting<bool>(!lines.Has("NoCache"), where),
        Environment = List(lines, "Environment", where),
        WorkingDirectory = new Setting<string?>(lines.Text("WorkingDirectory"), lines.Has("WorkingDirectory") ? where : null),
        Description = new Setting<string?>(lines.Text("Description"), where),
    };

    private static Setting<bool> Flag(PlannedLines lines, string name, SourceSpan where) => new(lines.Has(name), lines.Has(name) ? where : null);

    private static EquatableArray<ListItem> List(PlannedLines lines, string name, SourceSpan where, Func<string, bool>? isThere = null) => lines.List(name)
        .Select(value => value ?? throw new FormatException($"{name} of {lines.Name} has no value"))
        .Where(value => isThere?.Invoke(value) != false)
        .Select(value => new ListItem(value, where, NamesMember: false))
        .ToEquatableArray();

    private static CommandSpec Command(PlannedLines lines, string name, SourceSpan where, bool isStandard)
    {
        // Between the commands of a sequence stands a null.
        var arguments = lines.List(name);
        if (arguments.Count == 0
            || arguments[0] is null
            || arguments[arguments.Count - 1] is null
            || Enumerable.Range(1, arguments.Count - 1).Any(i => arguments[i] is null && arguments[i - 1] is null))
            throw new FormatException($"{name} of {lines.Name} is no command");

        return new CommandSpec(JoinedText.Of(arguments), arguments.ToEquatableArray(), Problem: null, where, isStandard ? arguments[0] : null);
    }
}
