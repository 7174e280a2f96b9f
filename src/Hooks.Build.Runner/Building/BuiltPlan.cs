using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Model;
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

    // The kernel follows as many.
    private const int MostLinks = 40;

    // Of a path.
    private const string Anothers = "belongs to another user, and was not built by you (remove it)";

    /// <summary>What is wrong where git does not answer.</summary>
    public const string Unlisted =
        "git cannot list the files that are in it ('git status' says why), so that nobody knows whether what was built came with the commits";

    /// <summary>Whether a build is all that is missing; else git has to list less.</summary>
    public static bool IsCuredByBuild(string problem) => problem == NotBuilt || problem.EndsWith(Anothers, StringComparison.Ordinal);

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
    /// <exception cref="HooksException">HOOK9010: the repository is another user's, and git does not trust it.</exception>
    public static (PlanState? State, string Problem) Read(string root, string stateFile, CancellationToken cancellation)
    {
        var isOwn = RepositoryFence.Require(root, cancellation);
        if (!File.Exists(stateFile))
        {
            return (null, NotBuilt);
        }

        if (ComesWithCommits(root, stateFile, cancellation) is not false and var comes)
        {
            return (null, comes is null ? Unlisted : $"{RelativePath.Of(stateFile, root)} came with the commits, and was not built here");
        }

        if (PlanStateFile.TryRead(stateFile) is not { } state)
        {
            Outdate(stateFile);
            return (null, NotBuilt);
        }

        var folder = Path.GetDirectoryName(state.Assembly)!;
        if (ComesWithCommits(root, folder, cancellation) is not false and var have)
        {
            return (null, have is null ? Unlisted : $"{RelativePath.Of(folder, root)} has files that came with the commits, and were not built here");
        }

        if (WrittenThrough(root, state, cancellation) is { } link)
        {
            return (null, $"{RelativePath.Of(link, root)} came with the commits, and was not built here");
        }

        // Who trusts a repository of others trusts what they have built there.
        return isOwn && Array.Find([stateFile, folder, state.Assembly], Ownership.IsAnothers) is { } theirs
            ? (null, $"{RelativePath.Of(theirs, root)} {Anothers}")
            : (state, "");
    }

    // A link that came with the commits, through which a run would write. One of the user's own, to another disk perhaps, is as good as a folder.
    private static string? WrittenThrough(string root, PlanState state, CancellationToken cancellation)
    {
        var logs = Path.TrimEndingDirectorySeparator(state.LogDirectory);
        var last = Path.Combine(logs, StateFiles.LastRuns);
        string[] inside = [StateFiles.AgentsIn(logs), last, .. Directory.Exists(last) ? Directory.EnumerateDirectories(last) : []];
        return inside.Where(path => PathBelow.Is(path, root))
            .Concat(PartsOf(root, logs))
            .FirstOrDefault(part => IsElsewhere(part) && IsListed(root, part, cancellation) != false);
    }

    // By its time MSBuild would take it for that of the next build, and write none. It stays for who may have written it: in a container, with another home.
    private static void Outdate(string stateFile)
    {
        try
        {
            File.SetLastWriteTimeUtc(stateFile, DateTime.UnixEpoch);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A commit builds the project nevertheless.
        }
    }

    // Git writes what is in its index, through the links and the submodules that are there; null where it does not say. What lies outside of the working tree
    // it does not reach.
    private static bool? ComesWithCommits(string root, string path, CancellationToken cancellation) =>
        !PathBelow.Is(path, root) ? false : PartsOf(root, path).Any(IsElsewhere) ? true : IsListed(root, path, cancellation);

    // What is on the way to a path, and of a link what is on the way to where it leads.
    private static IEnumerable<string> PartsOf(string root, string path, int links = MostLinks)
    {
        for (var part = path; PathBelow.Is(part, root); part = Path.GetDirectoryName(part)!)
        {
            yield return part;
            var target = links > 0 ? new FileInfo(part).LinkTarget : null;
            foreach (var next in target is null ? [] : PartsOf(root, Path.GetFullPath(target, Path.GetDirectoryName(part)!) + path[part.Length..], links - 1))
            {
                yield return next;
            }
        }
    }

    private static bool IsElsewhere(string part) => new FileInfo(part).LinkTarget is not null || Path.Exists(Path.Combine(part, ".git"));

    private static bool? IsListed(string root, string path, CancellationToken cancellation)
    {
        var relative = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
        if (GitFolders.Above(root) is { } tree && GitIndex.Lists(Path.Combine(tree.GitDirectory, "index"), relative) is { } isListed)
        {
            return isListed;
        }

        return EventLoop.Run(loop => new GitCommand(loop.CreateLauncher(), HookEnvironment.OfThisProcess())
            .TryAskAsync(root, ["ls-files", "--", ":(icase,literal)" + relative], cancellation)) is { } listed ? listed.Length > 0 : null;
    }
}
