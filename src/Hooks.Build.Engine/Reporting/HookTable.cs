using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Reporting;

/// <summary>A plan as a table of text.</summary>
public static class HookTable
{
    private static readonly string[] Headings = ["Name", "Wave", "Stages", "Profiles", "Depends on", "Runs"];

    /// <summary>Writes the table: name, wave, stages, profiles, dependencies, what runs; then why some cannot.</summary>
    public static string Write(HookPlan plan)
    {
        var rows = plan.Hooks.OrderBy(hook => hook.Wave).ThenBy(hook => hook.Index).Select(Cells).Prepend(Headings).ToList();
        var widths = Enumerable.Range(0, Headings.Length - 1).Select(column => rows.Max(row => row[column].Length)).ToArray();
        StringBuilder text = new();
        foreach (var row in rows)
        {
            for (var column = 0; column < widths.Length; column++)
            {
                _ = text.Append(row[column].PadRight(widths[column] + 2));
            }

            _ = text.Append(row[^1]).Append('\n');
        }

        return text.AppendJoin('\n', FaultText.Lines(plan.Hooks)).ToString().TrimEnd('\n');
    }

    private static string[] Cells(PlannedHook hook) =>
    [
        hook.Name,
        hook.Wave.ToString(CultureInfo.InvariantCulture),
        hook.Stages.ToString().Replace(", ", "|", StringComparison.Ordinal),
        List(hook.Profiles),
        List(hook.DependsOn.Select(name => hook.Finally ? "finally " + name : name).Concat(hook.After.Select(name => "after " + name)).Concat(hook.Gates ? [] : ["gates nobody"])),
        hook.Fault is { } fault ? FaultText.Of(fault) : hook.Description ?? WhatRuns(hook),
    ];

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
