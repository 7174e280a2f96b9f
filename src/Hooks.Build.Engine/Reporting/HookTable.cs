using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Reporting;

/// <summary>A plan as a table of text.</summary>
public static class HookTable
{
    private static readonly string[] Headings = ["Name", "Wave", "Stages", "Profiles", "Depends on", "Runs"];

    private static readonly string[] ListenerHeadings = ["Listener", "Stages", "Runs"];

    /// <summary>Writes the table: name, wave, stages, profiles, dependencies, what runs; and one of those who listen to runs, where there are any; then why some hooks cannot run.</summary>
    public static string Write(HookPlan plan)
    {
        var hooks = Write(plan.Hooks.OrderBy(hook => hook.Wave).ThenBy(hook => hook.Index).Select(Cells).Prepend(Headings).ToList());
        var listeners = plan.Listeners.Count == 0 ? "" : "\n\n" + Write(plan.Listeners.Select(Cells).Prepend(ListenerHeadings).ToList());
        var faults = string.Join('\n', FaultText.Lines(plan.Hooks));
        return hooks + listeners + (faults.Length == 0 ? "" : "\n" + faults);
    }

    private static string Write(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length - 1).Select(column => rows.Max(row => row[column].Length)).ToArray();
        StringBuilder text = new();
        foreach (var row in rows)
        {
            for (var column = 0; column < widths.Length; column++)
            {
                _ = text.Append(row[column].PadRight(widths[column] + 2));
            }

            _ = text.Append(row[^1]).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string[] Cells(PlannedHook hook) =>
    [
        hook.Name,
        hook.Wave.ToString(CultureInfo.InvariantCulture),
        Text(hook.Stages),
        List(hook.Profiles),
        List(hook.DependsOn.Select(name => hook.Finally ? "finally " + name : name).Concat(hook.After.Select(name => "after " + name)).Concat(hook.Gates ? [] : ["gates nobody"])),
        hook.Fault is { } fault ? FaultText.Of(fault) : hook.Description ?? WhatRuns(hook),
    ];

    private static string[] Cells(PlannedListener listener) => [listener.Name, Text(listener.Stages), listener.Description ?? "C#"];

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
