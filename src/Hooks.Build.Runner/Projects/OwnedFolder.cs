using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.State;

namespace Hooks.Build.Runner.Projects;

/// <summary>
/// The folder that a hooks project owns, by path from the repository's root with <c>/</c>; empty for all. What <c>HooksFolder</c> says holds everywhere.
/// Without it a project that is alone owns all; of several one in <c>FOLDER/build</c> owns <c>FOLDER</c>, and any other all: better too much is checked than
/// too little.
/// </summary>
internal static class OwnedFolder
{
    private const string UsualFolder = "build";

    /// <summary>What the project's own setting says; <see langword="null"/> where it says nothing.</summary>
    /// <exception cref="HooksException">HOOK9002: it names no folder of the repository.</exception>
    public static string? Said(PlanState state) => state.Read(SettingTable.Folder) is { Length: > 0 } said ? InRoot(said, state.RepositoryRoot) : null;

    /// <summary>The folder of a project of several.</summary>
    /// <inheritdoc cref="Said"/>
    public static string Of(PlanState state) => Said(state) ?? OfPlace(state.Project, state.RepositoryRoot);

    /// <summary>The folder of a project of several, of which nothing may be known but where it is.</summary>
    public static string Of(ProjectPlace place)
    {
        try
        {
            return PlanStateFile.TryRead(place.StateFile) is { } state
                ? Of(state)
                : OfPlace(place.Project, ProjectFinder.RootOf(Path.GetDirectoryName(place.Project)!));
        }
        catch (HooksException)
        {
            // Who runs or builds it says so.
            return OfPlace(place.Project, ProjectFinder.RootOf(Path.GetDirectoryName(place.Project)!));
        }
    }

    private static string OfPlace(string project, string root)
    {
        var folder = Path.GetDirectoryName(project)!;
        return Path.GetFileName(folder) == UsualFolder
            && GitFolders.IsIn(folder, root)
            && Path.GetDirectoryName(folder) is { } owner
            && GitFolders.IsIn(owner, root) ? FromRoot(owner, root) : "";
    }

    // A folder that is not there owns nothing: every hook would be switched off in silence.
    private static string InRoot(string said, string root)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(said, root));
        if (!GitFolders.IsIn(folder, root))
        {
            throw new HooksException(
                Codes.InvalidSetting,
                $"{SettingTable.Folder.Name} is '{said}', which is not in {root}: name a folder of the repository, by path from its root");
        }

        return Directory.Exists(folder) ? FromRoot(folder, root)
            : throw new HooksException(
                Codes.InvalidSetting,
                $"{SettingTable.Folder.Name} is '{said}', and there is no folder {folder}: no hook of the project would run. " +
                $"Write the folder that it owns, by path from {root}{(OnDisk(folder, root) is { } spelled ? $": <{SettingTable.Folder.Name}>{Slashes(spelled)}</{SettingTable.Folder.Name}>" : ", or make that one")}");
    }

    // Git spells paths as the disk does, and a project may be named in another case where that makes no difference.
    private static string FromRoot(string folder, string root) => Path.GetRelativePath(root, folder) is var path and not "."
        ? Slashes((OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? OnDisk(folder, root) : null) ?? path)
        : "";

    private static string Slashes(string path) => path.Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>
    /// The path from the root as the disk spells it: a name as it is written, else one that differs by case; <see langword="null"/> where there is neither.
    /// </summary>
    internal static string? OnDisk(string folder, string root)
    {
        try
        {
            var spelled = root;
            foreach (var name in Path.GetRelativePath(root, folder).Split(Path.DirectorySeparatorChar))
            {
                var names = new DirectoryInfo(spelled)
                    .EnumerateDirectories()
                    .Select(entry => entry.Name)
                    .Where(entry => entry.Equals(name, StringComparison.OrdinalIgnoreCase))
                    .ToList();
                if (names.Count == 0)
                {
                    return null;
                }

                spelled = Path.Combine(spelled, names.Contains(name, StringComparer.Ordinal) ? name : names[0]);
            }

            return Path.GetRelativePath(root, spelled);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
