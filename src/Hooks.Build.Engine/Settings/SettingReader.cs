using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Settings;

/// <summary>Reads the values that people write in properties, variables and options. An empty value means the default.</summary>
public static class SettingReader
{
    private static readonly HookStages[] Stages =
        [HookStages.Build, HookStages.PreCommit, HookStages.CommitMsg, HookStages.PrePush, HookStages.PostMerge, HookStages.PostCheckout, HookStages.Manual];

    /// <summary>Reads one stage; <see cref="HookStages.None"/> for an empty text.</summary>
    /// <exception cref="HooksException">HOOK9002.</exception>
    public static HookStages Stage(string setting, string? text) => Choice(setting, text, HookStages.None, Stages.Select(stage => (stage.ToString(), stage)));

    /// <summary>Reads a schedule.</summary>
    /// <exception cref="HooksException">HOOK9002.</exception>
    public static HookSchedule Schedule(string setting, string? text) =>
        Choice(setting, text, HookSchedule.Ready, [("Ready", HookSchedule.Ready), ("Waves", HookSchedule.Waves), ("Sequential", HookSchedule.Sequential)]);

    /// <summary>Reads when fixing applies.</summary>
    /// <exception cref="HooksException">HOOK9002.</exception>
    public static FixMode Fix(string setting, string? text) =>
        Choice(setting, text, FixMode.OnCommit, [("OnCommit", FixMode.OnCommit), ("true", FixMode.Always), ("false", FixMode.Never)]);

    /// <summary>Reads the language of a graph.</summary>
    /// <exception cref="HooksException">HOOK9002.</exception>
    public static GraphFormat GraphFormat(string setting, string? text) =>
        Choice(
            setting,
            text,
            Model.GraphFormat.Mermaid,
            [("mermaid", Model.GraphFormat.Mermaid), ("json", Model.GraphFormat.Json), ("dot", Model.GraphFormat.Dot)]);

    /// <summary>
    /// Reads a truth value, <see langword="null"/> for an empty text; also in the words that conditions of MSBuild take for one (dotnet/msbuild,
    /// ConversionUtilities).
    /// </summary>
    /// <exception cref="HooksException">HOOK9002.</exception>
    public static bool? Flag(string setting, string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "ON" or "YES" or "!FALSE" or "!OFF" or "!NO" => true,
        "FALSE" or "OFF" or "NO" or "!TRUE" or "!ON" or "!YES" => false,
        _ => Choice<bool?>(setting, text, otherwise: null, [("true", true), ("false", false)]),
    };

    /// <summary>Reads a whole number within bounds; <see langword="null"/> for an empty text.</summary>
    /// <exception cref="HooksException">HOOK9002.</exception>
    public static int? Number(string setting, string? text, int least, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Invalid(setting, text, $"a whole number from {least} to {most}");
    }

    /// <summary>Reads names separated by <c>;</c>, <c>,</c> or blanks: on a command line MSBuild takes the first two for its own.</summary>
    public static IReadOnlyList<string> Names(string? text) =>
        [.. (text ?? "")
            .Split([';', ',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Reads names of coding agents, separated as <see cref="Names"/>.</summary>
    /// <exception cref="HooksException">HOOK9002.</exception>
    public static IReadOnlyList<string> Agents(string setting, string? text) =>
        [.. Names(text).Select(name => Choice(setting, name, "", AgentNames.Installable.Select(agent => (agent, agent)))).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether a text is pairs <c>Name=Value</c>, separated by <c>;</c>.</summary>
    /// <exception cref="HooksException">HOOK9002.</exception>
    public static bool ArePairs(string setting, string? text)
    {
        if ((text ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(pair => pair.IndexOf('=', StringComparison.Ordinal) <= 0) is { } wrong)
        {
            throw Invalid(setting, wrong, "Name=Value, several between semicolons");
        }

        return true;
    }

    /// <summary>Reads which files a run is about.</summary>
    /// <exception cref="HooksException">HOOK9002.</exception>
    public static FileChoice Files(string setting, string? text)
    {
        var range = (text ?? "").Trim().Split("..", 2);
        if (range is [{ Length: > 0 } from, { Length: > 0 } to] && from[0] != '-' && to[0] != '-')
        {
            return new FileChoice(FileChoiceKind.Range, from, to);
        }

        (string, FileChoiceKind)[] kinds = [
            ("All", FileChoiceKind.All), ("Changed", FileChoiceKind.Changed), ("Staged", FileChoiceKind.Staged), ("from..to", FileChoiceKind.Range)];
        var kind = Choice(setting, text, FileChoiceKind.OfStage, kinds);
        return kind == FileChoiceKind.Range ? throw Invalid(setting, text!, "two commits, such as main..HEAD") : new FileChoice(kind);
    }

    /// <summary>Reads one of some words; <paramref name="otherwise"/> for an empty text.</summary>
    /// <exception cref="HooksException">HOOK9002.</exception>
    internal static T Choice<T>(string setting, string? text, T otherwise, IEnumerable<(string Name, T Value)> choices)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        var all = choices.ToList();
        foreach (var (name, value) in all)
        {
            if (string.Equals(name, text.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        var closest = NameSuggestion.Closest(text.Trim(), all.Select(choice => choice.Name));
        throw Invalid(setting, text, string.Join(", ", all.Select(choice => choice.Name)) + (closest is null ? "" : $"; did you mean {closest}?"));
    }

    private static HooksException Invalid(string setting, string text, string allowed) =>
        new(Codes.InvalidSetting, $"{setting} is '{text}'; allowed: {allowed}");
}
