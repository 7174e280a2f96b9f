using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Spares;

namespace Hooks.Build.Engine.Selecting;

/// <summary>What every room of the engine may take from the world.</summary>
public record EngineContext
{
    /// <summary>Starts processes.</summary>
    public required IProcessLauncher Launcher { get; init; }

    /// <summary>Tells time and sets timers.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>The environment hooks draw from.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Lists files.</summary>
    public required IFileSource Files { get; init; }

    /// <summary>How C# hooks are run; <see langword="null"/> where they cannot.</summary>
    public WorkerOptions? Worker { get; init; }

    /// <summary>Workers that wait for a run; <see langword="null"/> where none do.</summary>
    internal SpareKeeper? Spares { get; init; }

    /// <summary>The git of a repository's root; <see langword="null"/> outside one.</summary>
    internal Func<string, GitProgram?>? Git { get; init; }
}
