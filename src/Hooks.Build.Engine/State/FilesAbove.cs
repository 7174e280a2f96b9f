namespace Hooks.Build.Engine.State;

/// <summary>The files that the SDK looks for in the folder of a project and in those above it, and of which it takes the nearest.</summary>
public static class FilesAbove
{
    private static readonly string[] Names = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json"];

    /// <summary>Those that are there, as far up as the repository's root.</summary>
    /// <param name="project">Absolute path of the project.</param>
    /// <param name="root">Absolute path of the repository.</param>
    public static IEnumerable<string> Of(string project, string root) => Names.SelectMany(name => Of(name, project, root));

    /// <summary>
    /// One that is there and was not when a plan was built; <see langword="null"/> for none. A commit waits for it: four questions for each folder from the
    /// project's up to the root, some 20 us where that is two folders up.
    /// </summary>
    internal static string? FindNew(PlanState state)
    {
        foreach (var name in Names)
        {
            // The nearest alone counts.
            if (Of(name, state.Project, state.RepositoryRoot) is [var path, ..] && !state.Inputs.Any(input => input.Path == path))
            {
                return path;
            }
        }

        return null;
    }

    private static List<string> Of(string name, string project, string root)
    {
        List<string> files = [];
        for (var folder = Path.GetDirectoryName(project); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
            {
                files.Add(path);
            }

            if (folder.Length <= root.Length)
            {
                break;
            }
        }

        return files;
    }
}
