using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Runner.Output;

/// <summary>A plan as a table of text.</summary>
internal static class HookTable
{
    /// <summary>
    /// Writes the table: name, wave, stages, profiles, dependencies, what runs; and one of those who listen to runs, where there are any; then why some hooks
    /// cannot run.
    /// </summary>
    public static string Write(HookPlan plan)
    {
        var hooks = Write(
            ["Name", "Wave", "Stages", "Profiles", "Depends on", "Runs"], plan.Hooks.OrderBy(hook => hook.Wave).ThenBy(hook => hook.Index).Select(Cells));
        var listeners = plan.Listeners.Count == 0 ? "" : "\n\n" + Write(["Listener", "Stages", "Runs"], plan.Listeners.Select(Cells));
        var faults = string.Join('\n', FaultText.Lines(plan.Hooks));
        return hooks + listeners + (faults.Length == 0 ? "" : "\n" + faults);
    }

    private static string Write(string[] headings, IEnumerable<TextCell[]> rows) =>
        string.Join(
            '\n', new TextTable([.. headings.Select(heading => new TextColumn(heading, ToTheRight: false))], [.. rows]).Lines(int.MaxValue, (_, text) => text));

    private static TextCell[] Cells(PlannedHook hook) =>
    [
        hook.Name,
        hook.Wave.ToString(CultureInfo.InvariantCulture),
        Text(hook.Stages),
        List(hook.Profiles),
        List(hook.DependsOn.Select(name => hook.Finally ? "finally " + name : name)
            .Concat(hook.After.Select(name => "after " + name))
            .Concat(hook.Gates ? [] : ["gates nobody"])),
        hook.Fault is { } fault ? FaultText.Of(fault) : hook.Description ?? WhatRuns(hook),
    ];

    private static TextCell[] Cells(PlannedListener listener) => [listener.Name, Text(listener.Stages), listener.Description ?? "C#"];

    private static string Text(HookStages stages) => stages.ToString().Replace(", ", "|", StringComparison.Ordinal);

    private static string List(IEnumerable<string> names)
    {
        var text = string.Join(", ", names);
        return text.Length == 0 ? "-" : text;
    }

    private static string WhatRuns(PlannedHook hook)
    {
        const int Longest = 80;
        var text = hook.Command.Count == 0 ? "C#" : string.Join(' ', hook.Command[0]) + (hook.Command.Count > 1 ? " ..." : "");
        text = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        return text.Length <= Longest ? text : text[..Longest] + "...";
    }
}
