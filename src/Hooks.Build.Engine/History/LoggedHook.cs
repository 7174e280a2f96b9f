using Hooks.Build.Engine.Model;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.History;

/// <summary>What came of one hook in one run.</summary>
public sealed record LoggedHook : LoggedRecord
{
    /// <summary>Name of the hook.</summary>
    public required string Hook { get; init; }

    /// <summary>The matrix of which it is an item; <see langword="null"/> for others.</summary>
    public string? Matrix { get; init; }

    /// <summary>The item of <see cref="Matrix"/>.</summary>
    public string? Item { get; init; }

    /// <summary>Command or C#.</summary>
    public HookKind Kind { get; init; }

    /// <summary>The wave it stands in.</summary>
    public int Wave { get; init; }

    /// <inheritdoc cref="HookReport.Start"/>
    public TimeSpan Start { get; init; }

    /// <inheritdoc cref="HookReport.Queued"/>
    public TimeSpan Queued { get; init; }

    /// <inheritdoc cref="HookReport.ProcessorTime"/>
    public TimeSpan? ProcessorTime { get; init; }

    /// <inheritdoc cref="HookReport.PeakMemory"/>
    public long? PeakMemory { get; init; }

    /// <inheritdoc cref="HookReport.Cores"/>
    public int Cores { get; init; }

    /// <inheritdoc cref="HookReport.Outcome"/>
    public required HookOutcome Outcome { get; init; }

    /// <inheritdoc cref="HookReport.Source"/>
    public ResultSource Source { get; init; }

    /// <inheritdoc cref="HookReport.FileCount"/>
    public int? FileCount { get; init; }

    /// <inheritdoc cref="HookReport.RememberedFiles"/>
    public int RememberedFiles { get; init; }

    /// <inheritdoc cref="HookReport.Attempts"/>
    public int Attempts { get; init; }

    /// <inheritdoc cref="HookReport.PassedOnRetry"/>
    public bool PassedOnRetry { get; init; }

    /// <inheritdoc cref="HookReport.ExitCode"/>
    public int? ExitCode { get; init; }
}
