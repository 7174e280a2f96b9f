using System.Text;
using Hooks.Build.Engine;
using Hooks.Build.Engine.Files;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Runner.Commands;

/// <summary>Finds the project that declares the hooks.</summary>
internal static class ProjectFinder
{
    /// <summary>The project that was named, else the one of the repository around a folder.</summary>
    /// <exception cref="HooksException">There is none, or more than one.</exception>
    public static string Find(string? named, string folder)
    {
        if (named is not null)
        {
            var path = Path.GetFullPath(named, folder);
            return Directory.Exists(path) ? Single(Directory.GetFiles(path, "*.csproj"), path)
                : File.Exists(path) ? path
                : throw new HooksException(Codes.InvalidSetting, $"--project names {path}, which does not exist");
        }

        var root = RootOf(folder);
        var usual = Path.Combine(root, "build", "Hooks.csproj");
        return File.Exists(usual) ? usual : Single([.. FolderWalk.List(root).Where(path => path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)).Select(path => Path.Combine(root, path)).Where(HasHooks)], root);
    }

    /// <summary>The nearest folder with <c>.git</c>, which is a file in linked worktrees and submodules; without one, the folder itself.</summary>
    public static string RootOf(string folder)
    {
        for (var candidate = folder; candidate is not null; candidate = Path.GetDirectoryName(candidate))
        {
            if (Path.Exists(Path.Combine(candidate, ".git")))
            {
                return candidate;
            }
        }

        return folder;
    }

    private static string Single(string[] projects, string folder) => projects switch
    {
        [var project] => project,
        [] => throw new HooksException(
            Codes.NoHooks,
            $"No project below {folder} references the package Hooks.Build. To start: dotnet new install Hooks.Build.Templates, then dotnet new hooks; or name the project with --project"),
        _ => throw new HooksException(
            Codes.InvalidSetting,
            $"Several projects below {folder} have hooks: {string.Join(", ", projects.Select(project => Path.GetRelativePath(folder, project)).Order(StringComparer.Ordinal))}. Name one with --project"),
    };

    private static bool HasHooks(string project)
    {
        try
        {
            return Encoding.UTF8.GetString(PlainFile.Read(project) ?? []).Contains("Include=\"Hooks.Build\"", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
