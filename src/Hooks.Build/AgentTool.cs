namespace Hooks.Build;

/// <summary>Kinds of tools that coding agents use. Each agent has names of its own for them.</summary>
public enum AgentTool
{
    /// <summary>The event is about no tool.</summary>
    None = 0,

    /// <summary>Runs a command line.</summary>
    Shell = 1,

    /// <summary>Writes, changes or deletes files.</summary>
    Edit = 2,

    /// <summary>Reads or searches files.</summary>
    Read = 3,

    /// <summary>Starts another agent.</summary>
    Agent = 4,

    /// <summary>A tool of an MCP server.</summary>
    Mcp = 5,

    /// <summary>Any other.</summary>
    Other = 6,
}
