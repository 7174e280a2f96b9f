using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Projects;

/// <summary>The projects of a repository whose hooks git runs: who installed them has said that they belong together.</summary>
internal static class InstalledProjects
{
    /// <summary>Those that are in this checkout, where git runs the hooks of several; else nothing.</summary>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    /// <param name="cancellation">Ends the questions to git.</param>
    public static IReadOnlyList<ProjectPlace> OfSeveral(string root, CancellationToken cancellation)
    {
        if (!MayBeSeveral(root))
        {
            return [];
        }

        var installed = EventLoop.Run(loop => new HookInstaller(loop.CreateLauncher(), HookEnvironment.OfThisProcess()).InstalledAsync(root, cancellation));
        if (installed.Count < 2)
        {
            return [];
        }

        List<ProjectPlace> places = [.. installed.Where(project => File.Exists(project.Project)
            && GitFolders.IsSame(ProjectFinder.RootOf(Path.GetDirectoryName(project.Project)!), root))
                .Select(project => new ProjectPlace(project.Project, project.StateFile)
            {
                IsOneOfSeveral = true,
            })];

        // Those that all own the same are installed at different stages: they run at these, and never together.
        return places.Count > 1 && places.Select(OwnedFolder.Of).Distinct(StringComparer.OrdinalIgnoreCase).Count() == 1 ? [] : places;
    }

    // Git takes its time to answer, and mostly there is one: only where the usual folder has several, or hooks are in another, it is asked.
    private static bool MayBeSeveral(string root)
    {
        if (GitFolders.Above(root) is not { } git)
        {
            return false;
        }

        var common = GitFolders.Common(git.GitDirectory);
        return NamesFolder(Path.Combine(common, "config")) || NamesFolder(Path.Combine(git.GitDirectory, "config.worktree"))
            || Directory.Exists(Path.Combine(common, "hooks"))
                && Directory.EnumerateFiles(Path.Combine(common, "hooks")).Any(file => !file.EndsWith(".sample", StringComparison.Ordinal)
                    && HookScript.SaysSeveral(Text(file)));
    }

    private static bool NamesFolder(string config) => Text(config).Contains("hookspath", StringComparison.OrdinalIgnoreCase);

    private static string Text(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(PlainFile.Read(file) ?? []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
