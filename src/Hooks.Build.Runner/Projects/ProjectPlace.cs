using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Projects;

/// <summary>Where a hooks project and its state are.</summary>
/// <param name="Project">Absolute path of the project.</param>
/// <param name="StateFile">Absolute path of its state file.</param>
internal sealed record ProjectPlace(string Project, string StateFile)
{
    /// <summary>
    /// Whether it is one of several that were installed or named, be the others there or not: what it owns, and what its hooks are called, must not hang on
    /// whether another one can be built just now.
    /// </summary>
    public bool IsOneOfSeveral { get; init; }

    /// <summary>The project as people write it from the current folder.</summary>
    public string Shown => RelativePath.OfHere(Project);

    /// <summary>The place of a project whose state is where a build leaves it.</summary>
    public static ProjectPlace Of(string project) => new(project, StateFileOf(project));

    // Where the SDK builds into one folder for all projects (UseArtifactsOutput) it is there.
    private static string StateFileOf(string project)
    {
        var usual = Path.Combine(Path.GetDirectoryName(project)!, "obj", "hooks.state");
        var artifacts = Path.Combine(
            ProjectFinder.RootOf(Path.GetDirectoryName(project)!), "artifacts", "obj", Path.GetFileNameWithoutExtension(project), "hooks.state");
        return !File.Exists(usual) && (File.Exists(artifacts) || Directory.Exists(Path.GetDirectoryName(artifacts))) ? artifacts : usual;
    }
}
