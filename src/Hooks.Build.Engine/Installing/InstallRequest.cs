namespace Hooks.Build.Engine.Installing;

/// <summary>What to install into a repository's git hooks.</summary>
public sealed record InstallRequest
{
    /// <summary>Any folder inside the working tree.</summary>
    public required string Folder { get; init; }

    /// <summary>Absolute path of the hooks project.</summary>
    public required string Project { get; init; }

    /// <summary>Absolute path of the state file that the project's build writes.</summary>
    public required string StateFile { get; init; }

    /// <summary>Absolute path of the runner: a native executable, or an assembly (<c>.dll</c>) that <c>dotnet</c> runs.</summary>
    public required string Runner { get; init; }

    /// <summary>
    /// The folder that a project owns, by path from the repository's root, of the absolute paths of the project and of its state file; empty for all.
    /// </summary>
    public Func<string, string, string> FolderOf { get; init; } = (_, _) => "";

    /// <summary>Absolute path of <c>dotnet</c>.</summary>
    public required string Dotnet { get; init; }

    /// <summary>
    /// The stages to install, of <see cref="HookStages.PreCommit"/>, <see cref="HookStages.CommitMsg"/>, <see cref="HookStages.PrePush"/>,
    /// <see cref="HookStages.PostMerge"/> and <see cref="HookStages.PostCheckout"/>.
    /// </summary>
    public required HookStages Stages { get; init; }

    /// <summary>True where stages that were installed before and are not asked for now stay: nobody knows the plan yet.</summary>
    public bool KeepsOtherStages { get; init; }

    /// <summary>Takes the place of another project that owns the same folder, and of a <c>core.hooksPath</c> that holds for all repositories.</summary>
    public bool Force { get; init; }
}
