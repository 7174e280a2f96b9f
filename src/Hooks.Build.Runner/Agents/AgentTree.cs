using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Agents;

/// <summary>
/// The working trees whose hooks answer an event. Where an agent stands is not what it works on: <c>git -C</c> reaches every repository from every folder, and
/// who stands beside one, or in a submodule of it, is guarded by it as well.
/// </summary>
internal static class AgentTree
{
    private static readonly string[] Variables = ["CLAUDE_PROJECT_DIR", "CURSOR_PROJECT_DIR", "GEMINI_PROJECT_DIR", "CODEX_PROJECT_DIR", "COPILOT_PROJECT_DIR"];

    /// <summary>The folders that an event, the environment of its agent and the process itself name, in this order.</summary>
    /// <param name="said">Absolute paths that the event names.</param>
    /// <param name="environment">Gives the value of an environment variable.</param>
    /// <param name="folder">Absolute path of the folder of this process.</param>
    public static IReadOnlyList<string> Folders(IEnumerable<string> said, Func<string, string?> environment, string folder) =>
        [.. said, .. Variables.Select(environment).Where(path => Path.IsPathFullyQualified(path ?? "")).Select(path => Path.GetFullPath(path!)), folder];

    /// <summary>
    /// The trees in which there is what the command line names, or a project with hooks where it names none; the first of all where there is none. Where an
    /// agent can be held back each of them may do it; elsewhere the first answers alone, since the agent is not to mend what it does not work on.
    /// </summary>
    /// <param name="folders">Absolute paths of folders.</param>
    /// <param name="call">What the command line says.</param>
    /// <param name="stage">The stage of the event.</param>
    /// <param name="cancellation">Ends the search.</param>
    /// <exception cref="HooksException">In no tree there is any, and one of them is broken.</exception>
    public static IReadOnlyList<(string Root, string GitDirectory)> Find(
        IEnumerable<string> folders, AgentCall call, HookStages stage, CancellationToken cancellation)
    {
        List<(string Root, string GitDirectory)> seen = [];
        List<(string Root, string GitDirectory)> found = [];
        HooksException? broken = null;
        foreach (var folder in folders.Distinct(StringComparer.Ordinal).Where(Directory.Exists))
        {
            try
            {
                if (GitFolders.Above(folder) is not { } tree || seen.Exists(other => GitFolders.IsSame(other.Root, tree.Root)))
                {
                    continue;
                }

                seen.Add(tree);
                if (HasHooks(tree.Root, call, cancellation))
                {
                    found.Add(tree);
                }
            }
            catch (HooksException e)
            {
                broken ??= e;
            }

            if (found.Count > 0 && (stage & AgentStages.CanDeny) == 0)
            {
                break;
            }
        }

        // Of a submodule the tree around it is what its agent works on, too.
        if (found.Count == 0
            && call.Paths.Count > 0
            && seen.SelectMany(tree => Around(tree.Root)).FirstOrDefault(tree => HasHooks(tree.Root, call, cancellation)) is { Root: not null } around)
        {
            found.Add(around);
        }

        return found.Count > 0 ? found : broken is not null ? throw broken : [.. seen.Take(1)];
    }

    private static IEnumerable<(string Root, string GitDirectory)> Around(string root)
    {
        for (var folder = Path.GetDirectoryName(root); folder is not null && TryAbove(folder) is { } tree; folder = Path.GetDirectoryName(tree.Root))
        {
            yield return tree;
        }
    }

    private static (string Root, string GitDirectory)? TryAbove(string folder)
    {
        try
        {
            return GitFolders.Above(folder);
        }
        catch (HooksException)
        {
            // It is not the one in which the agent works: nothing is told of it.
            return null;
        }
    }

    // A project that is there and was not built holds its tree: what is built elsewhere knows nothing of its files.
    private static bool HasHooks(string root, AgentCall call, CancellationToken cancellation)
    {
        if (call.Paths.Count > 0)
        {
            return call.Places(root).Any(place => File.Exists(place.StateFile) || File.Exists(place.Project));
        }

        try
        {
            return ProjectFinder.Find(named: null, root, cancellation).Count > 0;
        }
        catch (HooksException)
        {
            return false;
        }
    }
}
