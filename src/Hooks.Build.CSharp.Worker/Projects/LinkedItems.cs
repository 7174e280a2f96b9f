using Microsoft.Build.Evaluation;

namespace Hooks.Build.CSharp.Projects;

/// <summary>Collects the files of a project that do not lie on its own ground: its folder without the folders of projects below it.</summary>
internal sealed class LinkedItems(string folder, IReadOnlySet<string> folders, string root)
{
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LinkedPattern> _patterns = new(StringComparer.Ordinal);
    private readonly bool _hasInner = folders.Any(other => ProjectPaths.IsIn(other, folder) && other.Length > folder.Length);

    public IReadOnlyList<string> Files => [.. _files];

    public IReadOnlyList<LinkedPattern> Patterns => [.. _patterns.Values];

    /// <summary>Takes the items of some types.</summary>
    public void Add(Project project, IReadOnlySet<string> types)
    {
        foreach (var glob in project.GetAllGlobs().Where(glob => types.Contains(glob.ItemElement.ItemType)))
        {
            foreach (var include in glob.IncludeGlobs.Select(FromRoot).Where(include => MayReachOut(include, glob.ItemElement.ItemType)))
            {
                _ = _patterns.TryAdd(include, new LinkedPattern(include, [.. glob.Excludes.Concat(glob.Removes).Select(FromRoot).Distinct(StringComparer.Ordinal)]));
            }
        }

        List<ProjectGlob> known = [.. _patterns.Values.Select(ProjectGlob.Of)];
        foreach (var item in project.Items.Where(item => types.Contains(item.ItemType)))
        {
            var path = ProjectPaths.FromRoot(root, item.GetMetadataValue("FullPath"));
            if (ProjectPaths.IsIn(path, "") && !IsOwn(path, item.ItemType) && !known.Exists(glob => glob.IsMatch(path)))
                _ = _files.Add(path);
        }
    }

    // The usual pattern of None is every file below: it says nothing about a file of another project.
    private bool IsOwn(string path, string type)
    {
        // The SDK names these in all folders above, whether they are there or not; they count by their name.
        if (Path.GetFileName(path) is ".editorconfig" or ".globalconfig")
            return true;
        if (!ProjectPaths.IsIn(path, folder))
            return false;

        return type == "None" || !_hasInner || ProjectPaths.Comparer.Equals(NearestProject(path), folder);
    }

    private bool MayReachOut(string include, string type) => (!ProjectPaths.IsIn(include, folder) && !Path.IsPathRooted(include)) || (_hasInner && type != "None");

    private string NearestProject(string path)
    {
        var nearest = ProjectPaths.FolderOf(path);
        while (nearest.Length > 0 && !folders.Contains(nearest))
        {
            nearest = ProjectPaths.FolderOf(nearest);
        }

        return nearest;
    }

    private string FromRoot(string pattern) => Path.IsPathRooted(pattern) ? ProjectPaths.FromRoot(root, pattern) : ProjectPaths.Combine(folder, pattern);
}
