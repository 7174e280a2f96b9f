using System.Text.Json;
using Hooks.Build.Checks.Agents;
using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.Guarding;
using Hooks.Build.Engine.Installing;

namespace Hooks.Build.Runner.Agents;

/// <summary>Turns what an agent writes into an event.</summary>
internal static class AgentReader
{
    private const int MostPaths = 10_000;
    private const int MostFolders = 100;

    /// <summary>Reads an event.</summary>
    /// <param name="root">The JSON object.</param>
    /// <param name="call">What the command line says.</param>
    /// <param name="environment">Gives the value of an environment variable.</param>
    /// <param name="folder">Absolute path of the folder that is meant where the event names none.</param>
    public static ReadEvent Read(JsonElement root, AgentCall call, Func<string, string?> environment, string folder)
    {
        var name = NameOf(root, call);
        var stage = AgentStageNames.StageOf(name);
        var recognised = AgentRecognition.Of(root, name, call.Agent, environment);
        var input = AgentJson.Object(root, "tool_input", "toolArgs", "toolInput") ?? default;
        List<string> folders = [.. Folders(root).Where(IsPath).Select(path => Path.GetFullPath(path, folder))];
        AgentEvent read = new()
        {
            Agent = recognised.Agent,
            Stage = stage,
            Session = AgentJson.Text(root, "session_id", "sessionId", "conversation_id", "conversationId"),
            Turn = AgentJson.Text(root, "prompt_id", "turn_id", "generation_id", "turnId"),
            WorkingDirectory = folders.FirstOrDefault(folder),
            Prompt = stage == HookStages.PromptSubmit ? AgentJson.Text(root, UnclearEvent.PromptNames) : "",
            Result = ResultOf(root, stage),
            Failed = stage == HookStages.AfterTool && IsFailure(root, name),
            StopActive = stage == HookStages.AgentStop
                && (AgentJson.Flag(root, "stop_hook_active")
                    || AgentJson.Get(root, "loop_count") is { ValueKind: JsonValueKind.Number } count && count.TryGetInt32(out var loops) && loops > 0),
            Subagent = AgentJson.Text(root, "agent_type", "agent_id", "subagent_type"),
            Raw = root.GetRawText(),
        };
        var isOfTool = stage is HookStages.BeforeTool or HookStages.AfterTool;
        var isFolderClear = true;
        if (isOfTool && IsGivenCommand(input) && ToolFolder.Of(input, folders.FirstOrDefault(folder), environment, out isFolderClear) is { Length: > 0 } said)
        {
            read.WorkingDirectory = said;
            folders.Add(said);
        }

        var arePathsWhole = !isOfTool || AddTool(read, root, input, name, environment);
        return new ReadEvent(read, name, recognised.IsCertain, recognised.IsShown, AgentTree.Folders(folders, environment, folder))
        {
            Unclear = UnclearEvent.Why(read, input, root, arePathsWhole, isFolderClear),

            // Cursor says which; others do not call then.
            IsBroken = stage == HookStages.AgentStop && AgentJson.Text(root, "status") is "aborted" or "error",
        };
    }

    // A name of tomorrow does not take the place of the one for which the agent was told to call.
    private static string NameOf(JsonElement root, AgentCall call)
    {
        var said = AgentJson.Text(root, "hook_event_name", "hookEventName");
        return said.Length > 0 && (call.EventName.Length == 0 || AgentStageNames.StageOf(said) != HookStages.None) ? said : call.EventName;
    }

    // A patch is a command, too. To tools that read and list, a folder is what they look at.
    private static bool IsGivenCommand(JsonElement input) => CommandOf(input).Length > 0 || PatchOf(input).Length > 0;

    private static string PatchOf(JsonElement input) => AgentJson.Text(input, "input", "patch");

    private static IEnumerable<string> Folders(JsonElement root)
    {
        yield return AgentJson.Text(root, "cwd");
        if (AgentJson.Get(root, "workspace_roots") is { ValueKind: JsonValueKind.Array } roots)
        {
            foreach (var said in roots.EnumerateArray().Take(MostFolders).Where(said => said.ValueKind == JsonValueKind.String))
            {
                yield return AgentJson.Whole(said);
            }
        }
    }

    private static bool IsPath(string text) => text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal);

    private static string ResultOf(JsonElement root, HookStages stage)
    {
        string[] names = stage switch
        {
            HookStages.AfterTool => ["tool_response", "tool_result", "toolResult", "tool_output", "result_json", "output", "error"],
            HookStages.AgentStop => ["last_assistant_message", "prompt_response"],
            _ => [],
        };
        foreach (var name in names)
        {
            if (AgentJson.Get(root, name) is { } value && AgentJson.Whole(value) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return "";
    }

    private static bool IsFailure(JsonElement root, string name)
    {
        if (name.EndsWith("Failure", StringComparison.Ordinal))
        {
            return true;
        }

        return (AgentJson.Get(root, "tool_response")
            ?? AgentJson.Get(root, "tool_result")
            ?? AgentJson.Get(root, "toolResult")) is { ValueKind: JsonValueKind.Object } result
            && (AgentJson.Get(result, "success") is { ValueKind: JsonValueKind.False }
                || AgentJson.Flag(result, "is_error")
                || AgentJson.Flag(result, "isError")
                || AgentJson.Text(result, "resultType", "result_type") is "failure" or "error"
                || AgentJson.Get(result, "error") is { ValueKind: JsonValueKind.String or JsonValueKind.Object });
    }

    // Whether each part of what is edited or read names its file.
    private static bool AddTool(AgentEvent read, JsonElement root, JsonElement input, string eventName, Func<string, string?> environment)
    {
        read.ToolName = AgentJson.Text(root, "tool_name", "toolName") is { Length: > 0 } said ? said : eventName switch
        {
            "beforeShellExecution" or "afterShellExecution" => "Shell",
            "beforeReadFile" => "Read",
            "afterFileEdit" => "Edit",
            _ => "",
        };
        var command = CommandOf(input) is { Length: > 0 } given ? given : eventName.EndsWith("ShellExecution", StringComparison.Ordinal) ? CommandOf(root) : "";
        read.Tool = eventName.EndsWith("MCPExecution", StringComparison.Ordinal) || AgentJson.Get(root, "mcp_context") is { ValueKind: JsonValueKind.Object }
            ? AgentTool.Mcp
            : AgentTools.KindOf(
                read.ToolName, command.Length > 0, AgentJson.Text(input, "content", "new_string", "newString", "new_str", "file_text").Length > 0);
        List<string> paths = [];
        var areWhole = true;
        if (read.Tool is AgentTool.Edit or AgentTool.Read)
        {
            areWhole = AddPaths(input, paths);
            _ = AddPaths(eventName is "beforeReadFile" or "afterFileEdit" ? root : default, paths);
        }
        else if (read.Tool != AgentTool.Agent)
        {
            read.Command = command;
        }

        // Codex hands a patch over as a command, and a shell can be given one, too.
        var ofShell = read.Tool == AgentTool.Edit ? PatchPaths.In(command) : OfShell(read, command, environment);
        paths.AddRange(ofShell);
        paths.AddRange(PatchPaths.In(PatchOf(input)));
        read.Paths = [.. paths.Where(IsPath).Take(MostPaths).SelectMany(path => AgentPaths.Full(path, read.WorkingDirectory)).Distinct(StringComparer.Ordinal)];
        return areWhole && paths.Count <= MostPaths && paths.TrueForAll(IsPath);
    }

    // It may go to another folder before: cd x && apply_patch.
    private static IEnumerable<string> OfShell(AgentEvent read, string command, Func<string, string?> environment)
    {
        var shell = EventShell.Of(read, new Dictionary<string, string>(StringComparer.Ordinal) { ["SHELL"] = environment("SHELL") ?? "" });
        return PatchPaths.OfCommandLine(
            command,
            shell,
            path => Whole(path) is var whole
                && IsPath(whole)
                && !whole.Contains('$', StringComparison.Ordinal)
                && Directory.Exists(Path.GetFullPath(whole, read.WorkingDirectory))).Select(Whole);

        string Whole(string path) =>
            ShellExpansion.Expand(
                path.StartsWith("~/", StringComparison.Ordinal) ? "$HOME" + path[1..] : path,
                name => name == "PWD" ? read.WorkingDirectory : environment(name),
                takesDefaults: true);
    }

    // A list of arguments becomes a line of which a shell makes the same arguments.
    private static string CommandOf(JsonElement element)
    {
        if (AgentJson.Text(element, UnclearEvent.CommandNames) is { Length: > 0 } text)
        {
            return text;
        }

        return (AgentJson.Get(element, "command") ?? AgentJson.Get(element, "cmd")) is { ValueKind: JsonValueKind.Array } list
            ? string.Join(' ', list.EnumerateArray().Select(word => ShellText.Quote(AgentJson.Whole(word))))
            : "";
    }

    // What is listed names its own files, or is about the one that is named around it.
    private static bool AddPaths(JsonElement element, List<string> paths)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return true;
        }

        var before = paths.Count;
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name is "file_path" or "filePath" or "path" or "notebook_path" or "absolute_path" or "target_file" or "target_notebook" or "filename"
                && property.Value.ValueKind == JsonValueKind.String)
            {
                paths.Add(AgentJson.Whole(property.Value));
            }
        }

        var isNamed = paths.Count > before;
        var areWhole = true;
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name is not ("files" or "paths" or "filePaths" or "file_paths" or "edits" or "replacements" or "operations")
                || property.Value.ValueKind != JsonValueKind.Array)
            {
                continue;
            }

            foreach (var item in property.Value.EnumerateArray())
            {
                before = paths.Count;
                if (item.ValueKind == JsonValueKind.String)
                {
                    paths.Add(AgentJson.Whole(item));
                }
                else
                {
                    areWhole &= AddPaths(item, paths);
                }

                areWhole &= isNamed || paths.Count > before;
            }
        }

        return areWhole;
    }
}

/// <summary>An event that was read.</summary>
/// <param name="Event">What it says.</param>
/// <param name="Name">The agent's name of the event.</param>
/// <param name="IsCertain">Whether it is certain which agent it comes from.</param>
/// <param name="IsShown">Whether it shows itself which agent it comes from.</param>
/// <param name="Folders">Absolute paths of the folders in whose repositories the hooks may be that answer it, the likeliest first.</param>
internal sealed record ReadEvent(AgentEvent Event, string Name, bool IsCertain, bool IsShown, IReadOnlyList<string> Folders)
{
    /// <summary>
    /// Why hooks that judge a tool cannot know what it is about to do; <see langword="null"/> where they can. An agent of tomorrow may say it in another form.
    /// </summary>
    public string? Unclear { get; init; }

    /// <summary>Whether the agent's turn was ended by its person, or by an error: nobody wants it to go on.</summary>
    public bool IsBroken { get; init; }
}
