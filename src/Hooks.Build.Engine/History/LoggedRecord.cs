namespace Hooks.Build.Engine.History;

/// <summary>A record of the log of runs.</summary>
public abstract record LoggedRecord
{
    /// <summary>Id of the run: all its records have it, no other run's.</summary>
    public required string Run { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The stage that ran; <see cref="HookStages.None"/> where hooks of every stage ran.</summary>
    public HookStages Stage { get; init; }

    /// <summary>The profiles that were selected; empty for all hooks.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>System and processor, such as <c>linux-x64</c>.</summary>
    public string Platform { get; init; } = "";

    /// <summary>How long the hook, or the run, took.</summary>
    public TimeSpan Duration { get; init; }
}
