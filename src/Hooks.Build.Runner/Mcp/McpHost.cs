using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Runner.Mcp;

/// <summary>What the calls of a server share.</summary>
/// <param name="launcher">Starts processes.</param>
/// <param name="projects">The projects that were named; none where the repository is searched.</param>
internal sealed class McpHost(IProcessLauncher launcher, IReadOnlyList<string> projects)
{
    private readonly object _lock = new();
    private bool _isRunning;

    /// <summary>Starts processes.</summary>
    public IProcessLauncher Launcher => launcher;

    /// <summary>The projects that were named.</summary>
    public IReadOnlyList<string> Projects => projects;

    /// <summary>The last runs.</summary>
    public RunRecords Runs { get; } = new();

    /// <summary>Waits until no other call runs hooks: two would be in each other's way.</summary>
    /// <returns>Whether it is the call's turn, until <see cref="EndRun"/>; not where it is cancelled.</returns>
    public bool TryBeginRun(McpCall call)
    {
        lock (_lock)
        {
            while (_isRunning && !call.IsCancelled)
            {
                _ = Monitor.Wait(_lock);
            }

            if (call.IsCancelled)
            {
                return false;
            }

            _isRunning = true;
            return true;
        }
    }

    /// <summary>Lets the next call run hooks.</summary>
    public void EndRun()
    {
        lock (_lock)
        {
            _isRunning = false;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Lets those who wait look whether they are cancelled.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }
}
