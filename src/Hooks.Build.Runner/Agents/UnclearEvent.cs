using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Runner.Agents;

/// <summary>
/// An event that does not say what hooks judge (a command, a path, a prompt) in the form in which its agent was known to: an agent of tomorrow may have
/// another. What a tool is given that nobody knows, or a tool of an MCP server, has no such form.
/// </summary>
internal static class UnclearEvent
{
    /// <summary>The names under which agents say a command line.</summary>
    public static readonly string[] CommandNames = ["command", "cmd", "commandLine", "CommandLine", "script", "chars"];

    /// <summary>The names under which agents say a prompt.</summary>
    public static readonly string[] PromptNames = ["prompt", "user_prompt"];

    /// <summary>Why hooks cannot know what it is about; <see langword="null"/> where they can.</summary>
    /// <param name="read">What was understood of it.</param>
    /// <param name="input">What the tool is given.</param>
    /// <param name="root">The whole event.</param>
    /// <param name="arePathsWhole">Whether each part of it that should name a path does, and all of them were taken.</param>
    /// <param name="isFolderClear">Whether the folder in which it is to run is said in one way, if at all.</param>
    public static string? Why(AgentEvent read, JsonElement input, JsonElement root, bool arePathsWhole, bool isFolderClear) => read.Stage switch
    {
        HookStages.PromptSubmit => HasText(root, PromptNames) ? null : "the prompt is not said as it was known to be",
        HookStages.BeforeTool when IsOfNoTool(read) => "the event does not say which tool it is about",

        // What is typed into a shell that runs may be nothing.
        HookStages.BeforeTool when read is { Tool: AgentTool.Shell, Command: "" } && !HasText(input, CommandNames) && !HasText(root, CommandNames) =>
            $"the command of {read.ToolName} is not said as it was known to be",
        HookStages.BeforeTool when !isFolderClear => $"the folder in which {read.ToolName} is to run is not said as it was known to be",
        HookStages.BeforeTool
            or HookStages.AfterTool when AgentTools.NeedsPath(read.ToolName)
                && read.Tool is AgentTool.Edit or AgentTool.Read
                && (!arePathsWhole || read.Paths.Count == 0) => $"the path of {read.ToolName} is not said as it was known to be",
        _ => null,
    };

    /// <summary>What comes of it: nothing where no hook would judge it, held back where one of them is declared to forbid then, told elsewhere.</summary>
    /// <param name="read">The event.</param>
    /// <param name="hooks">All hooks of its repository.</param>
    public static AgentAnswer? Judge(ReadEvent read, IEnumerable<PlannedHook> hooks)
    {
        if (read.Unclear is not { } why)
        {
            return null;
        }

        var ours = hooks.Where(hook => (hook.Stages & read.Event.Stage) != 0 && (IsOfNoTool(read.Event) || HookSelection.IsOfTool(hook, read.Event))).ToList();
        return ours.Count == 0 ? null
            : ours.Exists(hook => hook.FailClosed) && (read.Event.Stage & AgentStages.CanDeny) != 0
                ? AgentVerdict.CouldNotRun(why, read.Event.Stage, failsClosed: true)
            : new AgentAnswer { Notice = $"hooks: {why}, so hooks may not have judged it" };
    }

    // It may be any.
    private static bool IsOfNoTool(AgentEvent read) => read is { ToolName: "", Tool: not AgentTool.Mcp };

    private static bool HasText(JsonElement element, string[] names) => names.Any(name => AgentJson.Get(element, name) is { ValueKind: JsonValueKind.String });
}
