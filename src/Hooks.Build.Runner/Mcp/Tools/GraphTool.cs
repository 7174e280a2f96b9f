using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Mcp.Tools;

/// <summary><c>graph</c>: who waits for whom, as <c>hooks graph</c> has it. Half a graph is none.</summary>
internal static class GraphTool
{
    /// <summary>Writes the graph.</summary>
    /// <exception cref="HooksException">It is longer than an answer may be.</exception>
    public static void Write(Utf8JsonWriter json, BuiltHooks built, ToolArguments arguments)
    {
        var format = arguments.Text("format") switch
        {
            "json" => GraphFormat.Json,
            "dot" => GraphFormat.Dot,
            _ => GraphFormat.Mermaid,
        };
        var graph = HookGraphText.Write(built.Plan, format);
        if (graph.Length >= AgentText.Most)
        {
            throw new HooksException(
                "",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The graph of {built.Plan.Hooks.Count} hooks has {graph.Length:N0} characters, of {AgentText.Most:N0} that an answer may have: list tells in pages what each hook waits for (dependsOn, after){(format == GraphFormat.Json ? ", and format mermaid is shorter" : "")}"));
        }

        json.WriteString("format", format.ToString().ToLower(CultureInfo.InvariantCulture));
        json.WriteString("graph", graph);
        json.WriteNumber("hooks", built.Plan.Hooks.Count);
        built.WriteStale(json);
    }
}
