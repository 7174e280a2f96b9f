using System.Globalization;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Projects;

/// <summary>Finds the project that declares the hooks.</summary>
internal static class ProjectFinder
{
    private const int Named = 8;

    /// <summary>
    /// The project that was named, else those of the repository around a folder: of which git runs the hooks where they are several, else the one in the usual
    /// place, else all there are. Nothing outside of that repository is found, nor in one below it: what is found runs.
    /// </summary>
    /// <exception cref="HooksException">There is none, or more than one in a folder; the folder is in no repository.</exception>
    public static IReadOnlyList<ProjectPlace> Find(IReadOnlyList<string>? named, string folder, CancellationToken cancellation)
    {
        if (named is { Count: > 0 })
        {
            List<string> projects = [.. named.Select(name => Existing(Path.GetFullPath(name, folder))).Distinct(StringComparer.Ordinal)];
            return projects.ConvertAll(project => ProjectPlace.Of(project) with { IsOneOfSeveral = projects.Count > 1 });
        }

        var root = GitFolders.Above(folder)?.Root
            ?? throw new HooksException(
                Codes.NoHooks,
                $"{folder} {GitFolders.WhyNone(folder)}, so no project is looked for: go to one, start one with '{(GitFolders.IsInside(folder) ? "git clone" : "git init")}', or name the project with --project");
        if (InstalledProjects.OfSeveral(root, cancellation) is { Count: > 0 } installed)
        {
            return installed;
        }

        var usual = Path.Combine(root, "build", "Hooks.csproj");
        return File.Exists(usual) && RootOf(Path.GetDirectoryName(usual)!) == root ? [ProjectPlace.Of(usual)] : Several(WithHooks(root), root);
    }

    /// <summary>Projects that may be gone, by what was said of them: themselves, or their folders.</summary>
    public static IReadOnlyList<string> PathsOf(IEnumerable<string> named) =>
        [.. named.Select(name => Path.GetFullPath(name)).Select(path => Directory.Exists(path) ? Single(Directory.GetFiles(path, "*.csproj"), path) : path)];

    /// <summary>The nearest working tree around a folder, also a linked one or a submodule; without one, the folder itself.</summary>
    public static string RootOf(string folder) => GitFolders.Above(folder)?.Root ?? folder;

    private static IEnumerable<string> Projects(string root) =>
        FolderWalk.List(root).Where(path => path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)).Select(path => Path.Combine(root, path));

    private static string Existing(string path) =>
        Directory.Exists(path) ? Directory.GetFiles(path, "*.csproj") is { Length: > 0 } own ? Single(own, path) : throw NotIn(path)
            : File.Exists(path) ? path
            : throw new HooksException(Codes.InvalidSetting, $"--project names {path}, which does not exist");

    // What is below it may be meant; outside of a repository that may be the whole disk.
    private static HooksException NotIn(string folder)
    {
        string[] below = GitFolders.Above(folder) is null ? [] : WithHooks(folder);
        return new HooksException(
            Codes.NoHooks,
            $"--project names {folder}, and there is no project in that folder. {(below.Length == 0 ? "Name a .csproj that references the package Hooks.Build, or its folder" : $"Below it {(below.Length == 1 ? "is" : "are")} {Some(below)}: name {(below.Length == 1 ? "that" : "one")}, or its folder")}");
    }

    // Of two that own the same folder nobody knows which is meant.
    private static IReadOnlyList<ProjectPlace> Several(string[] projects, string folder)
    {
        IReadOnlyList<ProjectPlace> places = [.. projects.Select(project => ProjectPlace.Of(project) with { IsOneOfSeveral = projects.Length > 1 })];
        return places.Count > 1 && places.Select(OwnedFolder.Of).Distinct(StringComparer.Ordinal).Count() == places.Count
            ? places
            : [ProjectPlace.Of(Single(projects, folder))];
    }

    private static string Single(string[] projects, string folder) => projects switch
    {
        [var project] => project,
        [] => throw new HooksException(
            Codes.NoHooks,
            $"No project below {folder} references the package Hooks.Build: neither a .csproj, nor {string.Join(", ", PackageReferences.SharedNames)}, nor what was restored. To start: dotnet new install Hooks.Build.Templates, then dotnet new hooks; or name the project with --project"),
        _ when !PackageReferences.IsIn(projects[0]) && PackageReferences.SharedAround(projects[0], folder) is { } shared =>
            throw new HooksException(
                Codes.InvalidSetting,
                $"{RelativePath.OfHere(shared)} references the package Hooks.Build, and which of the projects around it have hooks is not known: {Some(projects)}. Name one with --project"),
        _ => throw new HooksException(Codes.InvalidSetting, $"Several projects below {folder} have hooks: {Some(projects)}. Name one with --project"),
    };

    // As --project takes them.
    private static string Some(string[] projects) =>
        string.Join(
            ", ",
            projects.Take(Named).Select(RelativePath.OfHere)) + (projects.Length > Named
                ? string.Create(CultureInfo.InvariantCulture, $" and {projects.Length - Named} more")
                : "");

    // The first way that finds any: the later ones know less of what is meant.
    private static string[] WithHooks(string folder)
    {
        List<string> projects = [.. Projects(folder)];
        Predicate<string>[] ways = [
            PackageReferences.IsIn, PackageReferences.IsRestoredFor, project => PackageReferences.SharedAround(project, folder) is not null];
        return ways.Select(way => projects.FindAll(way).ToArray()).FirstOrDefault(found => found.Length > 0) ?? [];
    }
}
