using System.Globalization;
using Hooks.Build.Generators.Model;
using Hooks.Build.Generators.Rules;

namespace Hooks.Build.Generators.Joining;

/// <summary>Makes a hook of the lines that another assembly's plan has of it. All of it is placed where this project asks for it.</summary>
internal static class JoinedSpec
{
    // What a definition has of these says enough.
    private const int MostShown = 6;

    /// <summary>Makes the hook.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="where">Where the project asks for it.</param>
    /// <param name="isThere">Whether a hook of that name comes along: order among others has no meaning without them.</param>
    /// <exception cref="FormatException">They are not what a hook has.</exception>
    public static HookSpec Of(AssemblyPlan plan, PlannedLines lines, SourceSpan where, Func<string, bool> isThere)
    {
        var kind = lines.Text("Kind");
        if (kind is not ("Command" or "Method" or "Check" or "Tool" or "Guard") || lines.Type.Length == 0)
            throw new FormatException($"it does not say what {lines.Name} is");

        var command = kind == "Method" ? null : Command(lines.List("Command"), where, isStandard: kind is "Check" or "Tool" or "Guard");
        var item = lines.Text("Item");
        if (item is not null && lines.Name != $"{lines.Matrix}[{item}]")
            throw new FormatException($"{lines.Name} is not what an item of a matrix must be");

        var spec = new HookSpec
        {
            Name = lines.Name,
            Item = item,
            ContainingType = lines.Type.Substring(lines.Type.LastIndexOf('.') + 1).Replace('+', '.'),
            IsMethod = kind == "Method",
            IsLocalFunction = false,
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

        // What it used of others itself is theirs.
        return spec with
        {
            Joined = new JoinedHook(
                lines.Assembly ?? plan.Assembly,
                lines.Text("Defined") ?? $"{lines.Text("File")}({lines.Text("Line")},{lines.Text("Column")})",
                lines.Text("Definition") ?? lines.Text("Hash") ?? "",
                lines.Text("May") ?? May(spec),
                IsOverridden: false),
        };
    }

    private static HookOptions Options(PlannedLines lines, SourceSpan where, Func<string, bool> isThere) => new()
    {
        DependsOn = List(lines.List("DependsOn"), where),
        After = List([.. lines.List("After").Where(name => name is not null && isThere(name))], where),
        Stages = new Setting<int>(lines.Number("Stages"), where),
        Profiles = List(lines.List("Profiles"), where),
        Matrix = new Setting<EquatableArray<ListItem>>(default, Where: null),
        MatrixOf = new Setting<EquatableArray<ListItem>>(List(lines.List("MatrixOf"), where), lines.Has("MatrixOf") ? where : null),
        Gates = new Setting<bool>(!lines.Has("GatesNobody"), lines.Has("GatesNobody") ? where : null),
        Finally = Flag(lines, "Finally", where),
        Files = List(lines.List("Files"), where),
        Exclude = List(lines.List("Exclude"), where),
        Reads = List(lines.List("Reads"), where),
        Writes = List(lines.List("Writes"), where),
        Locks = List(lines.List("Locks"), where),
        Tools = List(lines.List("Tools"), where),
        FailClosed = Flag(lines, "FailClosed", where),
        Timeout = lines.Has("Timeout") ? new Setting<int>(lines.Number("Timeout"), where) : new Setting<int>(300, Where: null),
        Severity = new Setting<int>(lines.Number("Severity"), lines.Has("Severity") ? where : null),
        Retries = new Setting<int>(lines.Number("Retries"), lines.Has("Retries") ? where : null),
        Cores = new Setting<double>(lines.Fraction("Cores"), lines.Has("Cores") ? where : null),
        Batch = Flag(lines, "Batch", where),
        PerFile = new Setting<bool>(lines.Has("PerFile"), where),
        Fix = lines.Has("Fix") ? Command(lines.List("Fix"), where, isStandard: false) : null,
        Cache = new Setting<bool>(!lines.Has("NoCache"), where),
        Environment = List(lines.List("Environment"), where),
        WorkingDirectory = new Setting<string?>(lines.Text("WorkingDirectory"), lines.Has("WorkingDirectory") ? where : null),
        Description = new Setting<string?>(lines.Text("Description"), where),
    };

    private static Setting<bool> Flag(PlannedLines lines, string name, SourceSpan where) => new(lines.Has(name), lines.Has(name) ? where : null);

    private static EquatableArray<ListItem> List(IReadOnlyList<string?> values, SourceSpan where) => values.Select(value => new ListItem(value, where, NamesMember: false)).ToEquatableArray();

    private static CommandSpec Command(IReadOnlyList<string?> arguments, SourceSpan where, bool isStandard) =>
        new(Text(arguments), arguments.ToEquatableArray(), Problem: null, where, isStandard && arguments.Count > 0 ? arguments[0] : null);

    private static string Text(IEnumerable<string?> arguments) => string.Join(" ", arguments.Select(argument => argument is null ? "&&" : argument.Length == 0 || argument.Any(char.IsWhiteSpace) ? $"\"{argument}\"" : argument));

    private static string May(HookSpec spec)
    {
        var options = spec.Options;
        var text = $"{(spec.Command is { } command ? $"runs '{Text(command.Arguments)}'" : $"runs the method {spec.ContainingType}.{spec.Declared}")} at {string.Join(", ", StageNames.Of(options.Stages.Value))}"
            + Some(" on ", options.Files) + Some(", writes ", options.Writes) + (options.Fix is { } fix ? $", repairs by '{Text(fix.Arguments)}'" : spec.NeverFixes || spec.Command is { Standard: null } ? "" : ", may repair")
            + Some(", sees the variables ", options.Environment);
        return new([.. text.Select(character => char.IsControl(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format ? '?' : character)]);
    }

    private static string Some(string before, EquatableArray<ListItem> items) =>
        items.Count == 0 ? "" : before + string.Join(", ", items.Take(MostShown).Select(item => item.Value)) + (items.Count > MostShown ? $" and {items.Count - MostShown} more" : "");
}
