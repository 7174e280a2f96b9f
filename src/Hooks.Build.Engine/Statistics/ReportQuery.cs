namespace Hooks.Build.Engine.Statistics;

/// <summary>Which runs, and which hooks of them, a report is about.</summary>
public sealed record ReportQuery
{
    /// <summary>What is now.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Since when; the window before is as long. Left alone where <see cref="Last"/> is given.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The newest so many runs; the window before is the so many before them.</summary>
    public int? Last { get; init; }

    /// <summary>The stage; <see langword="null"/> for all.</summary>
    public HookStages? Stage { get; init; }

    /// <summary>The branch; <see langword="null"/> for all.</summary>
    public string? Branch { get; init; }

    /// <summary>Names of hooks or matrices; empty for all.</summary>
    public IReadOnlyList<string> Hooks { get; init; } = [];
}
