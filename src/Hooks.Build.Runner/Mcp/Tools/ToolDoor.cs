using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Mcp.Tools;

/// <summary>
/// <c>hooks door tool</c>: one call of a tool, in a process of its own. A run is told as at every door, anything else by one event <c>answer</c>.
/// </summary>
internal static class ToolDoor
{
    /// <summary>Does what the call asks for.</summary>
    /// <param name="name">The tool.</param>
    /// <param name="arguments">Its arguments, as JSON; empty for none.</param>
    /// <param name="projects">The projects that were named; none where the repository is searched.</param>
    /// <param name="events">Is told what comes of it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether all went well, and what is left to do when all is told; <see langword="null"/> for nothing.</returns>
    /// <exception cref="HooksException">It cannot be done.</exception>
    public static (bool Succeeded, Action? Leave) Execute(
        string name, string arguments, IReadOnlyList<string> projects, EventStream events, CancellationToken cancellation)
    {
        using var document = Read(arguments);
        Require(name, document.RootElement);
        ToolArguments given = new(document.RootElement);
        if (name == "explain" && given.Text("rule") is { Length: > 0 } rule)
        {
            return Answer(events, json => ExplainTool.WriteRule(json, rule, given));
        }

        var built = BuiltHooks.Open(projects, cancellation);
        return name switch
        {
            "run" or "fix" => RunTool.Execute(built, given, name == "fix", events, cancellation),
            "list" => Answer(events, json => ListTool.Write(json, built, given)),
            "graph" => Answer(events, json => GraphTool.Write(json, built, given)),
            "plan" => Answer(events, json => PlanTool.Write(json, built, given, cancellation)),
            "log" => Answer(events, json => LogTool.Write(json, built, given)),
            "explain" => Answer(events, json => ExplainTool.Write(json, built, given, cancellation)),
            _ => Answer(events, json => ReportTool.Write(json, built, given)),
        };
    }

    private static (bool Succeeded, Action? Leave) Answer(EventStream events, Action<Utf8JsonWriter> write)
    {
        events.Tell("answer", json => json.Object("value", () => write(json)));
        return (true, null);
    }

    // Whoever calls the door has not asked the server.
    private static void Require(string name, JsonElement arguments)
    {
        using var tools = McpTools.Read();
        if (name == "findings" || tools.Unknown(name) is not null)
        {
            throw new HooksException(Codes.Door, $"'{name}' is no tool that 'hooks door tool' has");
        }

        if (tools.Problem(name, arguments) is { } problem)
        {
            throw new HooksException(Codes.Door, problem);
        }
    }

    private static JsonDocument Read(string text)
    {
        try
        {
            return JsonDocument.Parse(text.Length == 0 ? "{}" : text);
        }
        catch (JsonException)
        {
            throw new HooksException(Codes.Door, "The arguments of 'hooks door tool' are no JSON");
        }
    }
}
