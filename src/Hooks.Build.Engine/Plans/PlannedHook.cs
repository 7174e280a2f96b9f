using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Plans;

/// <summary>One hook of a plan, as the generator wrote it.</summary>
public sealed record PlannedHook
{
    /// <summary>Position in the plan.</summary>
    public required int Index { get; init; }

    /// <inheritdoc cref="PlannedHookAttribute.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="PlannedHookAttribute.Kind"/>
    public HookKind Kind { get; init; }

    /// <summary>The commands, one list of arguments each; empty for a C# hook.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Command { get; init; } = [];

    /// <summary>The repairing commands; empty where there are none.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Fix { get; init; } = [];

    /// <inheritdoc cref="HookAttribute.DependsOn"/>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <inheritdoc cref="HookAttribute.After"/>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <inheritdoc cref="HookAttribute.Stages"/>
    public HookStages Stages { get; init; } = HookStages.Build | HookStages.PreCommit;

    /// <inheritdoc cref="HookAttribute.Profiles"/>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <inheritdoc cref="HookAttribute.Files"/>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <inheritdoc cref="HookAttribute.Exclude"/>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <inheritdoc cref="HookAttribute.Reads"/>
    public IReadOnlyList<string> Reads { get; init; } = [];

    /// <summary><see cref="Reads"/> as globs: the compiler cannot know what is a folder, so what has no wildcard means all in it, too.</summary>
    public IEnumerable<string> ReadGlobs => Reads.SelectMany(pattern => pattern.AsSpan().IndexOfAny("*?[{") < 0 && !pattern.EndsWith('/') ? new[] { pattern, pattern + "/**" } : [pattern]);

    /// <inheritdoc cref="HookAttribute.Writes"/>
    public IReadOnlyList<string> Writes { get; init; } = [];

    /// <inheritdoc cref="HookAttribute.Locks"/>
    public IReadOnlyList<string> Locks { get; init; } = [];

    /// <summary>Time limit in seconds; 0 where the hook declares none.</summary>
    public int Timeout { get; init; }

    /// <inheritdoc cref="HookAttribute.Severity"/>
    public HookSeverity Severity { get; init; }

    /// <inheritdoc cref="HookAttribute.Retries"/>
    public int Retries { get; init; }

    /// <inheritdoc cref="HookAttribute.Cores"/>
    public double Cores { get; init; }

    /// <inheritdoc cref="HookAttribute.Batch"/>
    public bool Batch { get; init; }

    /// <inheritdoc cref="HookAttribute.PerFile"/>
    public bool PerFile { get; init; }

    /// <inheritdoc cref="PlannedHookAttribute.NoCache"/>
    public bool NoCache { get; init; }

    /// <inheritdoc cref="PlannedHookAttribute.NeverFixes"/>
    public bool NeverFixes { get; init; }

    /// <summary>Whether it changes files by itself where fixing applies, without a <see cref="Fix"/>.</summary>
    public bool FixesItself => Kind != HookKind.Command && !NeverFixes;

    /// <inheritdoc cref="HookAttribute.Environment"/>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <inheritdoc cref="HookAttribute.WorkingDirectory"/>
    public string? WorkingDirectory { get; init; }

    /// <inheritdoc cref="HookAttribute.Description"/>
    public string? Description { get; init; }

    /// <inheritdoc cref="PlannedHookAttribute.Wave"/>
    public int Wave { get; init; }

    /// <inheritdoc cref="PlannedHookAttribute.Rank"/>
    public int Rank { get; init; }

    /// <inheritdoc cref="PlannedHookAttribute.File"/>
    public string? File { get; init; }

    /// <inheritdoc cref="PlannedHookAttribute.Line"/>
    public int Line { get; init; }

    /// <inheritdoc cref="PlannedHookAttribute.Column"/>
    public int Column { get; init; }

    /// <inheritdoc cref="PlannedHookAttribute.Hash"/>
    public string? Hash { get; init; }
}
