using System.Text.Json;
using Hooks.Build.Graph;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Mcp;

/// <summary>The tools: what a client is told of them, and held to. They are written in tools.json; docs/agents.md has them too.</summary>
internal sealed class McpTools : IDisposable
{
    private readonly JsonDocument _document;

    private McpTools(JsonDocument document) => _document = document;

    /// <summary>All of them, as a client is told.</summary>
    public JsonElement All => _document.RootElement;

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            List<string> names = [];
            foreach (var tool in All.EnumerateArray())
            {
                names.Add(AgentJson.Text(tool, "name"));
            }

            return names;
        }
    }

    /// <summary>Reads them.</summary>
    public static McpTools Read()
    {
        using var stream = typeof(McpTools).Assembly.GetManifestResourceStream("tools.json")!;
        return new McpTools(JsonDocument.Parse(stream));
    }

    /// <summary>What is wrong with the arguments of a call, and what would be right; <see langword="null"/> where nothing is.</summary>
    /// <param name="tool">Name of a tool that there is.</param>
    /// <param name="arguments">The arguments.</param>
    public string? Problem(string tool, JsonElement arguments) =>
        McpSchema.Problem(All[Names.ToList().IndexOf(tool)].GetProperty("inputSchema"), arguments, "arguments");

    /// <summary>What to say of a name that is no tool's; <see langword="null"/> where it is one's.</summary>
    public string? Unknown(string name)
    {
        const int Longest = 100;
        var names = Names;
        var shown = AgentText.Clean(name, Longest);
        return names.Contains(name, StringComparer.Ordinal) ? null
            : $"Unknown tool '{shown}'{(NameSuggestion.Closest(shown, names) is { } closest ? $"; did you mean '{closest}'?" : ".")} The tools are {string.Join(", ", names)}";
    }

    public void Dispose() => _document.Dispose();
}
