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
        return installed.Count < 2 ? [] : [.. installed.Where(project => File.Exists(project.Project) && GitFolders.IsSame(ProjectFinder.RootOf(Path.GetDirectoryName(project.Project)!), root)).Select(project => new ProjectPlace(project.Project, project.StateFile) { IsOneOfSeveral = true })];
    }

    // Git takes its time to answer, and mostly there is one: only where the usual folder has several, or hooks are in another, it is asked.
    private static bool MayBeSeveral(string root)
    {
        if (GitFolders.Above(root) is not { } git)
        {
            return false;
        }

        var common = GitFolders.Common(git.GitDirectory);
        return Has(Path.Combine(common, "config"), "hookspath") || Has(Path.Combine(git.GitDirectory, "config.worktree"), "hookspath")
            || Directory.Exists(Path.Combine(common, "hooks")) && Directory.EnumerateFiles(Path.Combine(common, "hooks")).Any(file => !file.EndsWith(".sample", StringComparison.Ordinal) && Has(file, "\nproject2='"));
    }

    private static bool Has(string file, string text)
    {
        try
        {
            return Encoding.UTF8.GetString(PlainFile.Read(file) ?? []).Contains(text, StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
