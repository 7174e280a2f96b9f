using System.Globalization;

namespace Hooks.Build.CSharp.Projects;

/// <summary>What follows where a solution is among the files: it says how each of its projects is built, and which there are.</summary>
/// <param name="root">The repository.</param>
/// <param name="start">Where the graph starts.</param>
/// <param name="files">Files, from the root; whether they exist does not matter.</param>
internal sealed class ChangedSolution(string root, GraphStart start, IReadOnlyList<string> files)
{
    private readonly HashSet<string> _files = files.ToHashSet(ProjectPaths.Comparer);

    /// <summary>Paths of the projects that the solutions among the files name.</summary>
    public IEnumerable<string> Projects()
    {
        if (IsChanged(start.Solution) || IsChanged(start.File))
            return start.Projects.Select(project => FromRoot(project.FullPath));

        return files.Where(SolutionReader.IsSolution).Select(file => ProjectPaths.Full(root, file)).Where(File.Exists).SelectMany(NamedBy);
    }

    /// <summary>Tells projects that the solution names and that are gone, where one of the two is among the files.</summary>
    /// <returns>Whether there are any.</returns>
    public bool TellMissing(Action<string> output)
    {
        var all = IsChanged(start.Solution) || IsChanged(start.File);
        List<string> missing = [.. start.Missing.Where(project => all || IsChanged(project)).Distinct(ProjectPaths.Comparer)];
        var lines = missing.Count == 0 ? [] : File.ReadAllLines(start.File);
        foreach (var project in missing)
        {
            var name = Path.GetFileName(project);
            var line = Array.FindIndex(lines, line => line.Contains(name, StringComparison.OrdinalIgnoreCase)) + 1;
            output(string.Create(
                CultureInfo.InvariantCulture,
                $"{FromRoot(start.File)}({Math.Max(1, line)},1): error MSB3202: The project {FromRoot(project)} does not exist, but the solution names it. Take it out with 'dotnet sln remove', or bring it back"));
        }

        return missing.Count > 0;
    }

    private IEnumerable<string> NamedBy(string solution)
    {
        var (itself, names) = SolutionReader.Read(solution);
        return names.Select(name => FromRoot(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(itself)!, name.Replace('\\', '/')))));
    }

    private bool IsChanged(string fullPath) => fullPath.Length > 0 && _files.Contains(FromRoot(fullPath));

    private string FromRoot(string fullPath) => ProjectPaths.FromRoot(root, fullPath);
}
