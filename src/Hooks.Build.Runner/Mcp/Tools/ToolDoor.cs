using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Doors;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Mcp.Tools;

/// <summary><c>hooks door tool</c>: one call of a tool, in a process of its own. A run is told as at every door, anything else by one event <c>answer</c>.</summary>
internal static class ToolDoor
{
    /// <summary>Does what the call asks for.</summary>
    /// <returns>Whether all went well, and what is left to do when all is told; <see langword="null"/> for nothing.</returns>
    /// <exception cref="HooksException">It cannot be done.</exception>
    public static (bool Succeeded, Action? Leave) Execute(DoorRequest request, EventStream events, CancellationToken cancellation)
    {
        var name = request.Text("tool");
        using var document = Read(request.Text("arguments"));
        Require(name, document.RootElement);
        ToolArguments arguments = new(document.RootElement);
        if (name == "explain" && arguments.Text("rule") is { Length: > 0 } rule)
        {
            return Answer(events, json => ExplainTool.WriteRule(json, rule, arguments));
        }

        var built = BuiltHooks.Open([.. request.All("project")], cancellation);
        return name switch
        {
            "run" or "fix" => RunTool.Execute(built, arguments, name == "fix", events, cancellation),
            "list" => Answer(events, json => ListTool.Write(json, built, arguments)),
            "graph" => Answer(events, json => GraphTool.Write(json, built, arguments)),
            "plan" => Answer(events, json => PlanTool.Write(json, built, arguments, cancellation)),
            "log" => Answer(events, json => LogTool.Write(json, built, arguments)),
            "explain" => Answer(events, json => ExplainTool.Write(json, built, arguments, cancellation)),
            _ => Answer(events, json => ReportTool.Write(json, built, arguments)),
        };
    }

    private static (bool Succeeded, Action? Leave) Answer(EventStream events, Action<Utf8JsonWriter> write)
    {
        events.Tell("answer", json =>
        {
            json.WriteStartObject("value");
            write(json);
            json.WriteEndObject();
        });
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
