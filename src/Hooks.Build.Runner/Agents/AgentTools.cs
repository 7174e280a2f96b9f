namespace Hooks.Build.Runner.Agents;

/// <summary>The kinds of the tools that agents have, by their names.</summary>
internal static class AgentTools
{
    private static readonly HashSet<string> Shells = new(StringComparer.OrdinalIgnoreCase)
    {
        "Bash", "Shell", "PowerShell", "pwsh", "run_shell_command", "run_in_terminal", "runInTerminal", "exec", "exec_command", "shell_command", "local_shell", "unified_exec", "run_terminal_cmd",
        "run_command", "BashTool", "Terminal", "write_stdin", "send_to_terminal",
    };

    private static readonly HashSet<string> Edits = new(StringComparer.OrdinalIgnoreCase)
    {
        "Edit", "Write", "MultiEdit", "NotebookEdit", "apply_patch", "write_file", "replace", "create", "create_file", "createFile", "editFiles", "edit_file", "insert_edit_into_file",
        "replace_string_in_file", "multi_replace_string_in_file", "edit_notebook_file", "editNotebook", "str_replace", "str_replace_editor", "str_replace_based_edit_tool", "insert", "Delete", "delete_file",
        "StrReplace", "search_replace", "write_to_file",
    };

    private static readonly HashSet<string> Reads = new(StringComparer.OrdinalIgnoreCase)
    {
        "Read", "Grep", "Glob", "LS", "view", "read_file", "readFile", "read_many_files", "list_directory", "list_dir", "listDirectory", "search_file_content", "grep_search", "file_search", "fileSearch",
        "textSearch", "semantic_search", "codebase_search", "codebase", "NotebookRead", "rg",
    };

    // Of the others some search, and need none.
    private static readonly HashSet<string> FileReads = new(StringComparer.OrdinalIgnoreCase) { "Read", "view", "read_file", "readFile", "NotebookRead" };

    private static readonly HashSet<string> Agents = new(StringComparer.OrdinalIgnoreCase) { "Agent", "Task", "runSubagent", "spawn_agent", "delegate_to_agent" };

    /// <summary>Whether a tool is known that is always given the path of a file.</summary>
    /// <param name="name">The agent's name of it.</param>
    public static bool NeedsPath(string name) => Edits.Contains(name) || FileReads.Contains(name);

    /// <summary>The kind of a tool.</summary>
    /// <param name="name">The agent's name of it.</param>
    /// <param name="hasCommand">Whether it is given a command line.</param>
    /// <param name="hasContent">Whether it is given the path of a file and what to write.</param>
    public static AgentTool KindOf(string name, bool hasCommand, bool hasContent) =>
        name.StartsWith("mcp__", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("MCP:", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("mcp_", StringComparison.Ordinal) ? AgentTool.Mcp
        : Shells.Contains(name) ? AgentTool.Shell
        : Edits.Contains(name) ? AgentTool.Edit
        : Reads.Contains(name) ? AgentTool.Read
        : Agents.Contains(name) ? AgentTool.Agent
        // A tool that nobody knows yet is what it is given.
        : hasCommand ? AgentTool.Shell
        : hasContent ? AgentTool.Edit
        : AgentTool.Other;
}
