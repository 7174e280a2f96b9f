namespace Hooks.Build.CSharp.Projects;

/// <summary>What is known of one project without MSBuild.</summary>
/// <param name="Path">Path from the root, with / between folders.</param>
internal sealed record KnownProject(string Path)
{
    /// <summary>Paths of the projects it refers to.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Files that it imports: <c>Directory.Build.props</c>, and whatever else is no part of the SDK.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];

    /// <summary>Files that are items of it though they lie outside its own folder, or in the folder of another project.</summary>
    public IReadOnlyList<string> LinkedFiles { get; init; } = [];

    /// <summary>Patterns of such files, by which new ones become items of it.</summary>
    public IReadOnlyList<LinkedPattern> LinkedPatterns { get; init; } = [];

    /// <summary>Whether it has tests.</summary>
    public bool IsTest { get; init; }

    /// <summary>Where its lock file can be; the first that exists counts, the last is the one that would be written.</summary>
    public IReadOnlyList<string> LockFiles { get; init; } = [];

    /// <summary>Whether it says that it wants a lock file; one that exists is used in any case.</summary>
    public bool WantsLockFile { get; init; }

    /// <summary>The folder it lies in; empty for the root.</summary>
    public string Folder => ProjectPaths.FolderOf(Path);
}

/// <summary>A pattern of files outside a project's own folder.</summary>
/// <param name="Include">A glob from the root.</param>
/// <param name="Excludes">Globs from the root of what it does not mean.</param>
internal sealed record LinkedPattern(string Include, IReadOnlyList<string> Excludes);
