using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>What came of a hook, as it is kept for the next run with the same key. It is never changed once it is stored.</summary>
internal sealed record CachedResult
{
    /// <summary><see cref="HookOutcome.Succeeded"/> or <see cref="HookOutcome.Failed"/>.</summary>
    public required HookOutcome Outcome { get; init; }

    /// <inheritdoc cref="HookReport.Reason"/>
    public string Reason { get; init; } = "";

    /// <inheritdoc cref="HookReport.ExitCode"/>
    public int? ExitCode { get; init; }

    /// <summary>How long the hook took when it ran.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What it found. Files are as the hook named them, those below the repository's root by their path from there, with <c>/</c>.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <inheritdoc cref="HookReport.DroppedFindings"/>
    public int DroppedFindings { get; init; }

    /// <inheritdoc cref="HookReport.Tail"/>
    public IReadOnlyList<string> Tail { get; init; } = [];

    /// <summary>The files it wrote, of those it declares (<c>Writes</c>), in ordinal order of their paths.</summary>
    public IReadOnlyList<CachedFile> Outputs { get; init; } = [];
}

/// <summary>A file that a hook wrote.</summary>
/// <param name="Path">Its path from the repository's root, with <c>/</c>.</param>
/// <param name="Digest">SHA-256 of its content, 64 lower-case hexadecimal digits.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="IsExecutable">Whether its owner may execute it.</param>
internal sealed record CachedFile(string Path, string Digest, long Size, bool IsExecutable);
