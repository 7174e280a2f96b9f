using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Model;

/// <summary>One hook of a plan, as the generator wrote it.</summary>
public sealed record PlannedHook
{
    /// <summary>Position in the plan.</summary>
    public required int Index { get; init; }

    /// <summary>The hook's name.</summary>
    public required string Name { get; init; }

    /// <summary>The project that declares it, where that is one of several in this run or owns but a folder; else <see langword="null"/>.</summary>
    public HookProject? Project { get; init; }

    /// <summary>Its name in the project that declares it.</summary>
    public string OwnName => Project is null ? Name : Name[Project.Prefix.Length..];

    /// <summary>What its log is named by.</summary>
    public string LogName => Project is { SharesLogs: true } ? Name : OwnName;

    /// <summary>Name of the declaration of which this is one item; <see langword="null"/> where the declaration is one hook.</summary>
    public string? Matrix { get; init; }

    /// <summary>The item of <see cref="Matrix"/>.</summary>
    public string? Item { get; init; }

    /// <summary>
    /// Globs of what becomes an item when hooks run: of folders where they end with a slash, else of files. Empty where all items are written.
    /// </summary>
    public IReadOnlyList<string> MatrixOf { get; init; } = [];

    /// <summary>Whether it is a declaration of whose items nobody has asked yet.</summary>
    public bool IsOpen => MatrixOf.Count > 0 && !HasNoItem && Fault is null;

    /// <summary>Why it cannot run in this repository; <see langword="null"/> where it can.</summary>
    public HookFault? Fault { get; init; }

    /// <summary>Whether it is a declaration of which no item was found: it never runs, and whoever depends on it need not wait.</summary>
    public bool HasNoItem { get; init; }

    /// <summary>The folder or file that became its item, by path from the root; <see langword="null"/> where the item is written, or there is none.</summary>
    public string? ItemPath { get; init; }

    /// <summary>The glob of <see cref="ItemPath"/> where that is a file, which is among what it reads; else <see langword="null"/>.</summary>
    public string? ItemGlob { get; init; }

    /// <summary>The folder below which it is about files, beside what its project owns; <see langword="null"/> for all.</summary>
    public string? Scope { get; init; }

    /// <summary>Whether a path from the root is one that it can be about.</summary>
    public bool Owns(string path) => Project?.Owns(path) != false && (Scope is null || RepositoryFolder.Has(Scope, path));

    /// <summary>The name of the member that declares it.</summary>
    public string Member => Item is null ? OwnName : OwnName[..^(Item.Length + 2)];

    /// <summary>Whether a name means it: its own, or that of its matrix.</summary>
    public bool IsNamed(string name) => name.Equals(Name, StringComparison.OrdinalIgnoreCase) || name.Equals(Matrix, StringComparison.OrdinalIgnoreCase);

    /// <summary>What it is.</summary>
    public HookKind Kind { get; init; }

    /// <summary>The type that declares it, as the runtime names it.</summary>
    public string? Type { get; init; }

    /// <summary>Where it comes from; <see langword="null"/> for a hook that the project declares itself.</summary>
    public HookOrigin? Origin { get; init; }

    /// <summary>Whether it is a method that takes a context.</summary>
    public bool TakesContext { get; init; }

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
    public IEnumerable<string> ReadGlobs =>
        Reads.SelectMany(pattern => pattern.AsSpan().IndexOfAny("*?[{") < 0 && !pattern.EndsWith('/') ? new[] { pattern, pattern + "/**" } : [pattern]);

    /// <inheritdoc cref="HookAttribute.Writes"/>
    public IReadOnlyList<string> Writes { get; init; } = [];

    /// <inheritdoc cref="HookAttribute.Locks"/>
    public IReadOnlyList<string> Locks { get; init; } = [];

    /// <summary>Time limit in seconds; 0 where the hook declares none.</summary>
    public int Timeout { get; init; }

    /// <inheritdoc cref="HookAttribute.Severity"/>
    public HookSeverity Severity { get; init; }

    /// <inheritdoc cref="HookAttribute.Gates"/>
    public bool Gates { get; init; } = true;

    /// <inheritdoc cref="HookAttribute.Finally"/>
    public bool Finally { get; init; }

    /// <inheritdoc cref="HookAttribute.Retries"/>
    public int Retries { get; init; }

    /// <inheritdoc cref="HookAttribute.Cores"/>
    public double Cores { get; init; }

    /// <inheritdoc cref="HookAttribute.Batch"/>
    public bool Batch { get; init; }

    /// <inheritdoc cref="HookAttribute.PerFile"/>
    public bool PerFile { get; init; }

    /// <summary>True where the hook declares that its result must not be remembered.</summary>
    public bool NoCache { get; init; }

    /// <summary>True for a method that cannot learn whether it should repair, and for a ready-made hook that repairs nothing.</summary>
    public bool NeverFixes { get; init; }

    /// <summary>Whether it changes files by itself where fixing applies, without a <see cref="Fix"/>.</summary>
    public bool FixesItself => Kind != HookKind.Command && !NeverFixes;

    /// <inheritdoc cref="HookAttribute.Environment"/>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <inheritdoc cref="HookAttribute.WorkingDirectory"/>
    public string? WorkingDirectory { get; init; }

    /// <inheritdoc cref="HookAttribute.Problems"/>
    public string? Problems { get; init; }

    /// <inheritdoc cref="HookAttribute.Tools"/>
    public IReadOnlyList<string> Tools { get; init; } = [];

    /// <inheritdoc cref="HookAttribute.FailClosed"/>
    public bool FailClosed { get; init; }

    /// <inheritdoc cref="HookAttribute.Description"/>
    public string? Description { get; init; }

    /// <summary>The wave: 0 for a hook without dependencies, else one more than the highest wave among them.</summary>
    public int Wave { get; init; }

    /// <summary>How many hooks lie on the longest chain from this one to the end, itself included.</summary>
    public int Rank { get; init; }

    /// <summary>Source file of the declaration, from the repository root where it lies below it.</summary>
    public string? File { get; init; }

    /// <summary>Line of the declaration, from 1.</summary>
    public int Line { get; init; }

    /// <summary>Column of the declaration, from 1.</summary>
    public int Column { get; init; }

    /// <summary>SHA-256 of the definition, in hexadecimal: of the hook's own attribute values and constant or body, of nothing else in the assembly.</summary>
    public string? Hash { get; init; }
}
