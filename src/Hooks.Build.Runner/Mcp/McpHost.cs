using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Runner.Mcp;

/// <summary>What the calls of a server share.</summary>
/// <param name="launcher">Starts processes.</param>
/// <param name="projects">The projects that were named; none where the repository is searched.</param>
internal sealed class McpHost(IProcessLauncher launcher, IReadOnlyList<string> projects) : IDisposable
{
    /// <summary>Starts processes.</summary>
    public IProcessLauncher Launcher => launcher;

    /// <summary>The projects that were named.</summary>
    public IReadOnlyList<string> Projects => projects;

    /// <summary>The last runs.</summary>
    public RunRecords Runs { get; } = new();

    /// <summary>Is held by the one call that runs hooks: two would be in each other's way, and an agent that asks for a second waits.</summary>
    public SemaphoreSlim OneRun { get; } = new(1);

    public void Dispose() => OneRun.Dispose();
}
