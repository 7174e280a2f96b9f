using System.Diagnostics;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.CSharp.Projects;

/// <summary>Where the graph of projects starts.</summary>
/// <param name="Solution">Full path of the solution; empty where there is none.</param>
/// <param name="Projects">Full paths of the projects, in order, each with the name the solution has for it.</param>
internal sealed record GraphStart(string Solution, IReadOnlyList<(string FullPath, string Name)> Projects)
{
    /// <summary>Full path of the file that names the projects: the solution or a filter of it; empty where there is none.</summary>
    public string File { get; init; } = "";

    /// <summary>Full paths of projects that it names and that do not exist.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    private static readonly string[] Skipped = ["bin", "obj", "node_modules"];

    /// <summary>Finds it: the solution that is named, else the only one in the root, else all projects that git knows or that lie there.</summary>
    public static async Task<GraphStart> FindAsync(string root, string named, CancellationToken cancellation)
    {
        var solution = named.Length > 0 ? Path.GetFullPath(Path.Combine(root, named)) : OnlySolution(root);
        if (solution.Length > 0)
        {
            if (!SolutionReader.IsSolution(solution) || !System.IO.File.Exists(solution))
                throw new ProjectProblemException($"--solution: '{named}' is no solution (.sln, .slnx or .slnf) below {root}");

            var (itself, names) = SolutionReader.Read(solution);
            var folder = Path.GetDirectoryName(itself)!;
            var all = names.Select(name => (Path.GetFullPath(Path.Combine(folder, name.Replace('\\', '/'))), name)).ToList();
            return new(itself, Sorted(all))
            {
                File = solution,
                Missing = [.. all.Select(project => project.Item1).Where(project => !System.IO.File.Exists(project))],
            };
        }

        var paths = Path.Exists(Path.Combine(root, ".git")) ? await AskGitAsync(root, cancellation) : null;
        return new("", Sorted((paths ?? Walk(root)).Select(path => (ProjectPaths.Full(root, path), path))));
    }

    private static string OnlySolution(string root)
    {
        List<string> found = [.. Directory.EnumerateFiles(root, "*.sln*")
            .Where(path => SolutionReader.IsSolution(path) && !path.EndsWith(".slnf", StringComparison.OrdinalIgnoreCase))];
        return found.Count == 1 ? found[0] : "";
    }

    private static List<(string FullPath, string Name)> Sorted(IEnumerable<(string FullPath, string Name)> projects) =>
        [.. projects.Where(project => System.IO.File.Exists(project.FullPath)).OrderBy(project => project.FullPath, StringComparer.Ordinal)];

    private static async Task<List<string>?> AskGitAsync(string root, CancellationToken cancellation)
    {
        ProcessStartInfo start = new("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "*.csproj", "*.fsproj", "*.vbproj"])
        {
            WorkingDirectory = root,
        };
        foreach (var name in GitVariables.OfOneRepository)
        {
            _ = start.Environment.Remove(name);
        }

        List<string> lines = [];
        try
        {
            var exit = await ChildProcess.RunAsync(start, lines.Add, cancellation);
            return exit == 0 ? [.. string.Join('\n', lines).Split('\0', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)] : null;
        }
        catch (ProjectProblemException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Walk(string root)
    {
        EnumerationOptions options = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        Stack<string> folders = new([root]);
        while (folders.TryPop(out var folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*proj", options).Where(ProjectPaths.IsProject))
            {
                yield return ProjectPaths.FromRoot(root, file);
            }

            foreach (var inner in Directory.EnumerateDirectories(folder, "*", options))
            {
                var name = Path.GetFileName(inner);
                if (name[0] != '.' && !Skipped.Contains(name, StringComparer.OrdinalIgnoreCase))
                    folders.Push(inner);
            }
        }
    }
}
