using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Building;

/// <summary>
/// The state of a plan that was built in this checkout, for all that runs hooks without a build: the stages at which git has just brought in files that nobody
/// has looked at (a checkout, a merge, a pull), events of coding agents, clients of the MCP server. Never builds, and never believes a state or an assembly
/// that may have come in with these files.
/// </summary>
internal static class BuiltPlan
{
    /// <summary>What is wrong where there is no state.</summary>
    public const string NotBuilt = "they are not built here";

    /// <summary>What is wrong where git does not answer.</summary>
    public const string Unlisted = "git cannot list the files that are in it ('git status' says why), so that nobody knows whether what was built came with the commits";

    /// <summary>Gets the state; <see langword="null"/> where no hooks run, which is told.</summary>
    /// <param name="project">Absolute path of the project.</param>
    /// <param name="stateFile">Absolute path of the state.</param>
    /// <param name="gitHook">Git's name of the stage.</param>
    /// <param name="terminal">Where it is told.</param>
    /// <param name="cancellation">Ends the questions to git.</param>
    public static PlanState? Get(string project, string stateFile, string gitHook, Terminal terminal, CancellationToken cancellation)
    {
        var root = ProjectFinder.RootOf(Path.GetDirectoryName(project)!);
        var (state, problem) = Find(root, stateFile, cancellation);
        if (problem.Length > 0)
        {
            terminal.WriteLine($"hooks: no hooks run at {gitHook}: {problem}; a build of {RelativePath.OfHere(project)} or a commit builds them");
            return null;
        }

        return state;
    }

    /// <summary>Finds the state, and what is wrong with it: of a plan that is older than its source both are there.</summary>
    /// <param name="root">Absolute path of the working tree.</param>
    /// <param name="stateFile">Absolute path of the state.</param>
    /// <param name="cancellation">Ends the questions to git.</param>
    /// <returns>What is wrong is empty where nothing is.</returns>
    public static (PlanState? State, string Problem) Find(string root, string stateFile, CancellationToken cancellation)
    {
        var (state, problem) = Read(root, stateFile, cancellation);
        return (state, state is null ? problem : FreshPlan.Changed(stateFile, state) ?? "");
    }

    /// <summary>Reads the state, be it older than its source or not.</summary>
    /// <param name="root">Absolute path of the working tree.</param>
    /// <param name="stateFile">Absolute path of the state.</param>
    /// <param name="cancellation">Ends the questions to git.</param>
    /// <returns>Why there is none is empty where there is one.</returns>
    public static (PlanState? State, string Problem) Read(string root, string stateFile, CancellationToken cancellation)
    {
        if (!File.Exists(stateFile))
        {
            return (null, NotBuilt);
        }

        var comes = ComesWithCommits(root, stateFile, cancellation);
        if (comes != false)
        {
            return (null, comes is null ? Unlisted : $"{RelativePath.Of(stateFile, root)} came with the commits, and was not built here");
        }

        if (PlanStateFile.TryRead(stateFile) is not { } state)
        {
            return (null, NotBuilt);
        }

        var folder = Path.GetDirectoryName(state.Assembly)!;
        return ComesWithCommits(root, folder, cancellation) switch
        {
            null => (null, Unlisted),
            true => (null, $"{RelativePath.Of(folder, root)} has files that came with the commits, and were not built here"),
            false => (state, ""),
        };
    }

    // Git writes what is in its index, through the links and the submodules that are there; null where it does not say. What lies outside of the working tree it does not reach.
    private static bool? ComesWithCommits(string root, string path, CancellationToken cancellation)
    {
        var relative = Path.GetRelativePath(root, path);
        if (relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.IsPathRooted(relative))
        {
            return false;
        }

        for (var part = path; part.Length > root.Length; part = Path.GetDirectoryName(part)!)
        {
            if (new FileInfo(part).LinkTarget is not null || Path.Exists(Path.Combine(part, ".git")))
            {
                return true;
            }
        }

        relative = relative.Replace('\\', '/');
        if (GitFolders.Above(root) is { } tree && GitIndex.Lists(Path.Combine(tree.GitDirectory, "index"), relative) is { } isListed)
        {
            return isListed;
        }

        return EventLoop.Run(loop => new GitCommand(loop.CreateLauncher(), HookEnvironment.OfThisProcess()).TryAskAsync(root, ["ls-files", "--", ":(icase,literal)" + relative], cancellation)) is { } listed ? listed.Length > 0 : null;
    }
}
