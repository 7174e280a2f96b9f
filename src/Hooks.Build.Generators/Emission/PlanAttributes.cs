using Hooks.Build.Generators.Model;
using Hooks.Build.Generators.Rules;

namespace Hooks.Build.Generators.Emission;

/// <summary>Writes the typed assembly attributes that are the plan. Values that are the attribute's default are left out.</summary>
internal static class PlanAttributes
{
    private const string Space = "global::Hooks.Build.Plan.";
    private const string Vocabulary = "global::Hooks.Build.";

    /// <summary>The mark of a plan.</summary>
    /// <param name="format">Version of the format.</param>
    /// <param name="package">Version of the package.</param>
    /// <param name="dispatcher">Full name of the class that calls C# hooks, or <see langword="null"/>.</param>
    public static string Plan(int format, string package, string? dispatcher) =>
        Attribute("HookPlan", [CSharpLiteral.Of(format), CSharpLiteral.Of(package), .. dispatcher is null ? [] : new[] { $"Dispatcher = typeof({dispatcher})" }]);

    /// <summary>A broken law.</summary>
    public static string Refused(Refusal refusal) =>
        Attribute("RefusedPlan", [CSharpLiteral.Of(refusal.Code), CSharpLiteral.Of(refusal.Message), .. Position(refusal.Position)]);

    /// <summary>A hook.</summary>
    /// <param name="index">Its position.</param>
    /// <param name="entry">The hook.</param>
    public static string Hook(int index, HookEntry entry)
    {
        var spec = entry.Spec;
        var kind = $"{Space}HookKind.{(spec.IsMethod ? "Method" : spec.Command?.Standard is { } standard ? StandardKind(standard) : "Command")}";
        return Attribute("PlannedHook", [CSharpLiteral.Of(index), CSharpLiteral.Of(spec.Name), kind, .. Values(entry)]);
    }

    private static IEnumerable<string> Values(HookEntry entry)
    {
        var options = entry.Spec.Options;
        return
        [
            .. List("Command", entry.Spec.Command?.Arguments ?? default),
            .. List(nameof(options.Fix), options.Fix?.Arguments ?? default),
            .. List(nameof(options.DependsOn), options.DependsOn),
            .. List(nameof(options.After), options.After),
            .. Value(nameof(options.Stages), Stages(options.Stages.Value)),
            .. List(nameof(options.Profiles), options.Profiles),
            .. List(nameof(options.Files), options.Files),
            .. List(nameof(options.Exclude), options.Exclude),
            .. List(nameof(options.Reads), options.Reads),
            .. List(nameof(options.Writes), options.Writes),
            .. List(nameof(options.Locks), options.Locks),
            .. options.Timeout.IsSet ? Value(nameof(options.Timeout), CSharpLiteral.Of(options.Timeout.Value)) : [],
            .. options.Severity.Value == 0 ? [] : Value(nameof(options.Severity), $"{Vocabulary}HookSeverity.{(options.Severity.Value == 1 ? "Warning" : "Critical")}"),
            .. options.Retries.Value == 0 ? [] : Value(nameof(options.Retries), CSharpLiteral.Of(options.Retries.Value)),
            .. options.Cores.Value > 0 ? Value(nameof(options.Cores), CSharpLiteral.Of(options.Cores.Value)) : [],
            .. options.Batch.Value ? Value(nameof(options.Batch), "true") : [],
            .. options.PerFile.Value ? Value(nameof(options.PerFile), "true") : [],
            .. options.Cache.Value ? [] : Value("NoCache", "true"),
            .. entry.Spec.NeverFixes ? Value("NeverFixes", "true") : [],
            .. List(nameof(options.Environment), options.Environment),
            .. Text(nameof(options.WorkingDirectory), options.WorkingDirectory.Value),
            .. Text(nameof(options.Description), options.Description.Value),
            .. entry.Wave == 0 ? [] : Value(nameof(entry.Wave), CSharpLiteral.Of(entry.Wave)),
            .. Value(nameof(entry.Rank), CSharpLiteral.Of(entry.Rank)),
            .. Position(entry.Position),
            .. Text("Hash", DefinitionHash.Compute(entry.Spec)),
        ];
    }

    private static string StandardKind(string command) => command.StartsWith("hooks:", StringComparison.Ordinal) ? "Check" : "Tool";

    private static string Attribute(string name, IEnumerable<string> arguments) => $"[assembly: {Space}{name}({string.Join(", ", arguments)})]";

    private static string[] Position(PlanPosition position) =>
    [
        $"File = {CSharpLiteral.Of(position.File)}",
        $"Line = {CSharpLiteral.Of(position.Line)}",
        $"Column = {CSharpLiteral.Of(position.Column)}",
    ];

    private static string[] Value(string name, string value) => [$"{name} = {value}"];

    private static string[] Text(string name, string? value) => string.IsNullOrEmpty(value) ? [] : Value(name, CSharpLiteral.Of(value));

    private static string[] List(string name, EquatableArray<ListItem> items) => List(name, items.Select(item => item.Value).ToEquatableArray());

    private static string[] List(string name, EquatableArray<string?> items) => items.Count == 0 ? [] : Value(name, CSharpLiteral.Of(items));

    private static string Stages(int stages) => string.Join(" | ", StageNames.Of(stages).Select(stage => $"{Vocabulary}HookStages.{stage}"));
}
