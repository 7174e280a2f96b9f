using Hooks.Build.Engine.FileSystem;
using Microsoft.Build.Evaluation;

namespace Hooks.Build.CSharp.Projects;

/// <summary>
/// Collects the files that a project names and that do not lie on its own ground, which is its folder without the folders of projects below it: items of every
/// type, paths of their metadata such as an assembly's, properties that are paths, and what else is written in its text. More is better than less: what is
/// missing here is not built and not tested.
/// </summary>
internal sealed class LinkedItems(string folder, IReadOnlySet<string> folders, string root)
{
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LinkedPattern> _patterns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _realFolders = new(StringComparer.Ordinal);
    private readonly bool _hasInner = folders.Any(other => ProjectPaths.IsIn(other, folder) && other.Length > folder.Length);
    private readonly string _realRoot = RealPath.Of(root) ?? root;

    public IReadOnlyList<string> Files => [.. _files];

    public IReadOnlyList<LinkedPattern> Patterns => [.. _patterns.Values];

    /// <summary>Takes what a project names.</summary>
    public void Add(Project project)
    {
        foreach (var glob in project.GetAllGlobs())
        {
            foreach (var include in glob.IncludeGlobs.Select(FromRoot).Where(include => MayReachOut(include, glob.ItemElement.ItemType)))
            {
                AddPattern(include, [.. glob.Excludes.Concat(glob.Removes).Select(FromRoot).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
            }
        }

        List<ProjectGlob> known = [.. _patterns.Values.Select(ProjectGlob.Of)];
        // Of a reference to a project it is the graph that counts.
        foreach (var item in project.Items.Where(item => item.ItemType != "ProjectReference"))
        {
            AddFile(item.EvaluatedInclude, item.ItemType, known);
            foreach (var path in item.DirectMetadata.Select(metadata => metadata.EvaluatedValue).Where(IsPath))
            {
                AddFile(path, item.ItemType, known);
            }
        }

        foreach (var property in project.Properties.Where(IsWritten))
        {
            foreach (var value in property.EvaluatedValue.Split(';', StringSplitOptions.TrimEntries).Where(IsPath))
            {
                AddFile(value, property.Name, known);
            }
        }
    }

    /// <summary>Takes a path that is written in its text, which may be a pattern.</summary>
    /// <param name="path">Full path.</param>
    public void AddWritten(string path)
    {
        if (path.AsSpan().IndexOfAny(WrittenPaths.Wildcards) < 0)
            AddFile(path, "Import", []);
        else if (FromRoot(path) is var pattern && MayReachOut(pattern, "Import"))
            AddPattern(pattern, []);
    }

    private static bool IsWritten(ProjectProperty property) => !property.IsEnvironmentProperty && !property.IsGlobalProperty && !property.IsReservedProperty;

    private static bool IsPath(string value) => value.Contains('/', StringComparison.Ordinal) || value.Contains('\\', StringComparison.Ordinal);

    private void AddPattern(string include, IReadOnlyList<string> excludes) =>
        _ = _patterns.TryAdd(string.Join('\n', [include, .. excludes]), new LinkedPattern(include, excludes));

    private void AddFile(string named, string type, List<ProjectGlob> known)
    {
        var path = FromRoot(named);
        if (path.Length == 0 || !ProjectPaths.IsIn(path + "/", "") || path.EndsWith('/'))
            return;

        if (!IsOwn(path, type) && !known.Exists(glob => glob.IsMatch(path)) && !Directory.Exists(Path.Combine(root, path)))
            _ = _files.Add(path);
        AddReal(path);
    }

    // Git has a file by the name it has without links to folders.
    private void AddReal(string path)
    {
        var named = ProjectPaths.FolderOf(path);
        if (!_realFolders.TryGetValue(named, out var real))
        {
            real = RealPath.Of(ProjectPaths.Full(root, named)) is { } full ? Trimmed(ProjectPaths.FromRoot(_realRoot, full)) : named;
            _realFolders.Add(named, real);
            if (real != named && ProjectPaths.IsIn(real + "/", ""))
                AddPattern(ProjectPaths.Combine(TargetOf(named, real), "**"), []);
        }

        var link = Path.Combine(root, path);
        if (FileStatus.Read(link).Kind == FileKind.Link && RealPath.Of(link) is { } target && ProjectPaths.IsIn(ProjectPaths.FromRoot(_realRoot, target), ""))
            _ = _files.Add(ProjectPaths.FromRoot(_realRoot, target));
    }

    // Where the link on the way to a folder of the project leads: new files may come anywhere in there.
    private string TargetOf(string named, string real)
    {
        while (ProjectPaths.IsIn(named, folder) && real.Length > 0 && Path.GetFileName(named) == Path.GetFileName(real))
        {
            (named, real) = (ProjectPaths.FolderOf(named), ProjectPaths.FolderOf(real));
        }

        return real;
    }

    // The usual pattern of None is every file below: it says nothing about a file of another project.
    private bool IsOwn(string path, string type)
    {
        // The SDK names these in all folders above each source, whether they are there or not; above the project they count by their name.
        if (Path.GetFileName(path) is ".editorconfig" or ".globalconfig" && ProjectPaths.IsIn(folder + "/", ProjectPaths.FolderOf(path)))
            return true;
        if (!ProjectPaths.IsIn(path, folder))
            return false;

        return type == "None" || !_hasInner || ProjectPaths.Comparer.Equals(NearestProject(path), folder);
    }

    private bool MayReachOut(string include, string type) =>
        ProjectPaths.IsIn(include, "") && (!ProjectPaths.IsIn(include, folder) || (_hasInner && type != "None"));

    private string NearestProject(string path)
    {
        var nearest = ProjectPaths.FolderOf(path);
        while (nearest.Length > 0 && !folders.Contains(nearest))
        {
            nearest = ProjectPaths.FolderOf(nearest);
        }

        return nearest;
    }

    private static string Trimmed(string path) => path == "." ? "" : path;

    private string FromRoot(string named) => Trimmed(ProjectPaths.FromRoot(root, ProjectPaths.Full(root, Path.Combine(folder, named.Replace('\\', '/')))));
}
