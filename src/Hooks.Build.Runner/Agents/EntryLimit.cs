using System.Text.Json;
using Hooks.Build.Engine.Guarding;

namespace Hooks.Build.Runner.Agents;

/// <summary>What stands beside our hook in an agent's file, and keeps the agent from starting it at each event, or from waiting for what it answers.</summary>
internal static class EntryLimit
{
    /// <summary>What it is, as it is written; empty where nothing is.</summary>
    /// <param name="element">The element of the event's list: the group, or the hook itself.</param>
    /// <param name="hook">The hook.</param>
    public static string Of(JsonText element, JsonText hook) =>
        string.Join(
            ", ",
            new[] { element, hook }.Distinct().SelectMany(part => part.Children).Where(IsLimit).Select(property => $"\"{property.Name}\": {Shown(property)}"));

    private static bool IsLimit(JsonText property) => property.Name switch
    {
        "matcher" => property.Kind == JsonValueKind.String ? property.Text is not ("" or "*" or ".*") : property.Kind != JsonValueKind.Null,
        "if" => property.Kind != JsonValueKind.Null,
        "async" or "asyncRewake" or "disabled" or "once" => property.Kind != JsonValueKind.False && property.Kind != JsonValueKind.Null,
        "enabled" => property.Kind == JsonValueKind.False,
        "type" => property.Text != "command",
        _ => false,
    };

    private static string Shown(JsonText property) => property.Kind switch
    {
        JsonValueKind.String => $"\"{PathGuard.Shown(property.Text)}\"",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "...",
    };
}
