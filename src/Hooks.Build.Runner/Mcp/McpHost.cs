using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Runner.Mcp;

/// <summary>What the calls of a server share.</summary>
/// <param name="launcher">Starts processes.</param>
/// <param name="projects">The projects that were named; none where the repository is searched.</param>
internal sealed class McpHost(IProcessLauncher launcher, IReadOnlyList<string> projects)
{
    /// <summary>Starts processes.</summary>
    public IProcessLauncher Launcher => launcher;

    /// <summary>The projects that were named.</summary>
    public IReadOnlyList<string> Projects => projects;

    /// <summary>The calls themselves.</summary>
    public McpCalls Calls { get; } = new();

    /// <summary>The last runs.</summary>
    public RunRecords Runs { get; } = new();
}
