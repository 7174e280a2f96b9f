namespace Hooks.Build.Testing;

/// <summary>What differs from a plain run of a hook.</summary>
public sealed class HookTestOptions
{
    /// <summary>The hook's name. Default: that of the method, or <c>Hook</c>.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// The item, of a hook with a <see cref="HookAttribute.Matrix"/> or a <see cref="HookAttribute.MatrixOf"/>: one that a run takes. Default: none.
    /// </summary>
    public string Item { get; init; } = "";

    /// <summary>Whether the hook repairs what it finds.</summary>
    public bool Fixing { get; init; }

    /// <summary>The repairing command of a command hook, as in <see cref="HookAttribute.Fix"/>.</summary>
    public string? Fix { get; init; }

    /// <summary>
    /// How findings are read from what a command hook prints or writes, as in <see cref="HookAttribute.Problems"/>. Default: none, only known forms.
    /// </summary>
    public string? Problems { get; init; }

    /// <summary>The stage that runs, where there is no <see cref="Event"/>. Default: <see cref="HookStages.Build"/>.</summary>
    public HookStages Stage { get; init; } = HookStages.Build;

    /// <summary>
    /// The event of a coding agent that the hook is about; its <see cref="AgentEvent.Stage"/> is the one that runs. <see cref="AgentEvent.WorkingDirectory"/>
    /// and
    /// <see cref="AgentEvent.Paths"/> may start at the repository's root. Default: none.
    /// </summary>
    public AgentEvent? Event { get; init; }

    /// <summary>The hook's share of cores. Default: 1.</summary>
    public int Cores { get; init; } = 1;

    /// <summary>The hook's time. Default: 300 s, as for a hook that declares none.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Values from the build, such as <c>Configuration</c>.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Is called with the repository's folder before the hook runs: for <c>git init</c>, or files that the hook is not given.</summary>
    public Func<string, Task>? Prepare { get; init; }
}
