using Hooks.Build.Generators.Model;
using Hooks.Build.Generators.Rules;

namespace Hooks.Build.Generators.Joining;

/// <summary>What a hook of another assembly may do, in words.</summary>
internal static class JoinedText
{
    // Of what it is about so much says enough. What it does is told wholly.
    private const int MostFiles = 6;

    /// <summary>Tells it in one line.</summary>
    /// <param name="spec">The hook.</param>
    /// <param name="assembly">The assembly that declares it, where that is another than the one with the plan.</param>
    public static string May(HookSpec spec, string? assembly)
    {
        var options = spec.Options;
        return PlannedNames.Shown(
            (spec.Command is { } command
                ? $"runs '{Of(command.Arguments)}'"
                : $"runs the method {spec.ContainingType}.{spec.Declared}{(assembly is null ? "" : $" of {assembly}")}")
            + (options.WorkingDirectory.Value is { } folder ? $" in {folder}" : "") + Some(" for each of ", options.MatrixOf.Value)
            + $" at {string.Join(", ", StageNames.Of(options.Stages.Value))}" + Some(" of the tools ", options.Tools)
            + Some(" on ", options.Files, MostFiles) + Some(", writes ", options.Writes)
            + (options.Fix is { } fix ? $", repairs by '{Of(fix.Arguments)}'" : spec.NeverFixes || spec.Command is { Standard: null } ? "" : ", may repair")
            + Some(", sees the variables ", options.Environment));
    }

    /// <summary>A command as one would write it.</summary>
    public static string Of(IEnumerable<string?> arguments) =>
        string.Join(
            " ",
            arguments.Select(argument => argument is null ? "&&"
                : IsPlain(argument) ? argument
                : $"\"{argument.Replace("\\", "\\\\").Replace("\"", "\\\"")}\""));

    private static bool IsPlain(string argument) =>
        argument.Length > 0 && argument != "&&" && !argument.Any(character => char.IsWhiteSpace(character) || character is '"' or '\'' or '\\');

    private static string Some(string before, EquatableArray<ListItem> items, int most = int.MaxValue) =>
        items.Count == 0
            ? ""
            : before + string.Join(", ", items.Take(most).Select(item => item.Value)) + (items.Count > most ? $" and {items.Count - most} more" : "");
}
