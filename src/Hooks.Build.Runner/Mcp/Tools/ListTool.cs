using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Plan;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Mcp.Tools;

/// <summary><c>list</c>: the hooks, a page of them, and on the first page who listens to runs.</summary>
internal static class ListTool
{
    /// <summary>How many hooks a page has, where nothing is said.</summary>
    public const int DefaultLimit = 50;

    private const int MostCharacters = 40_000;

    /// <summary>Writes the page.</summary>
    /// <exception cref="HooksException">A hook is named that there is not.</exception>
    public static void Write(Utf8JsonWriter json, BuiltHooks built, ToolArguments arguments)
    {
        var named = arguments.Texts("hooks");
        var hooks = ToolNames.Select(built.Plan, named);
        List<PlannedListener> listeners = named.Count == 0 ? [.. built.Plan.Listeners] : [];
        if (ToolRequest.StageOf(arguments, HookStages.None) is not HookStages.None and var stage)
        {
            hooks.RemoveAll(hook => (hook.Stages & stage) == 0);
            listeners.RemoveAll(listener => (listener.Stages & stage) == 0);
        }

        var first = arguments.Cursor(hooks.Count);
        var next = json.Page(
            "hooks", hooks, first, arguments.Number("limit", DefaultLimit), MostCharacters, hook => Write(json, hook, arguments.Flag("detail")));
        if (first == 0 && listeners.Count > 0)
        {
            json.Array("listeners", listeners, listener => Write(json, listener, arguments.Flag("detail")));
        }

        WriteFaults(json, hooks);
        ToolNames.WriteEnd(json, next, hooks.Count);
        built.WriteStale(json);
    }

    /// <summary>Writes why some of the hooks cannot run here, once for all of a kind.</summary>
    public static void WriteFaults(Utf8JsonWriter json, IEnumerable<PlannedHook> hooks) => Texts(json, "faults", [.. FaultText.Lines(hooks)]);

    private static void Write(Utf8JsonWriter json, PlannedHook hook, bool hasDetail)
    {
        json.WriteStartObject();
        json.WriteString("name", hook.Name);
        json.WriteString("kind", KindOf(hook.Kind));
        json.WriteNumber("wave", hook.Wave);
        Texts(json, "stages", hook.Stages.ToString().Split(", "), always: true);
        Texts(json, "profiles", hook.Profiles);
        Texts(json, "dependsOn", hook.DependsOn);
        Texts(json, "after", hook.After);
        if (hook.Description is { Length: > 0 } description)
        {
            json.WriteString("description", description);
        }

        if (hook.Fault is { } fault)
        {
            json.WriteString("fault", fault.Problem.Code);
        }

        if (hasDetail)
        {
            WriteDetail(json, hook);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PlannedListener listener, bool hasDetail)
    {
        json.WriteStartObject();
        json.WriteString("name", listener.Name);
        Texts(json, "stages", listener.Stages.ToString().Split(", "), always: true);
        if (listener.Description is { Length: > 0 } description)
        {
            json.WriteString("description", description);
        }

        if (hasDetail)
        {
            json.WriteNumber("timeoutSeconds", listener.Timeout);
            WritePlace(json, listener.File, listener.Line);
        }

        json.WriteEndObject();
    }

    private static void WriteDetail(Utf8JsonWriter json, PlannedHook hook)
    {
        json.WriteString("severity", hook.Severity.ToString());
        Command(json, "command", hook.Command);
        Command(json, "fix", hook.Fix);
        Texts(json, "files", hook.Files);
        Texts(json, "exclude", hook.Exclude);
        Texts(json, "reads", hook.Reads);
        Texts(json, "writes", hook.Writes);
        Texts(json, "locks", hook.Locks);
        if (hook.Timeout > 0)
        {
            json.WriteNumber("timeoutSeconds", hook.Timeout);
        }

        WritePlace(json, hook.File, hook.Line);
    }

    private static void WritePlace(Utf8JsonWriter json, string? file, int line)
    {
        if (file is not null)
        {
            json.WriteString("declaredIn", file);
            json.WriteNumber("line", line);
        }
    }

    private static string KindOf(HookKind kind) => kind.ToString().ToLower(CultureInfo.InvariantCulture);

    private static void Command(Utf8JsonWriter json, string name, IReadOnlyList<IReadOnlyList<string>> steps)
    {
        if (steps.Count > 0)
        {
            json.WriteString(name, string.Join(" && ", steps.Select(step => string.Join(' ', step))));
        }
    }

    private static void Texts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts, bool always = false)
    {
        if (texts.Count > 0 || always)
        {
            json.Array(name, texts, json.WriteStringValue);
        }
    }
}
