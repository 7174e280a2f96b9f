using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Agents;

/// <summary>Installs the hooks of projects into agents, and takes them out.</summary>
internal static class AgentInstallation
{
    private const string Program = "hooks";

    /// <summary>Installs.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="projects">The projects whose hooks run.</param>
    /// <param name="program">The program, and what stands before its own arguments.</param>
    /// <param name="isShared">Whether the files are for all who work on the repository: the program is then looked for on PATH.</param>
    /// <param name="failsClosed">Whether agents are held back where hooks cannot run at all.</param>
    /// <returns>Lines for people.</returns>
    /// <exception cref="HooksException">It cannot be done.</exception>
    public static IEnumerable<string> Install(IReadOnlyList<string> agents, IReadOnlyList<OpenProject> projects, IReadOnlyList<string> program, bool isShared, bool failsClosed)
    {
        var stages = projects.SelectMany(project => project.Plan.Hooks).Aggregate(HookStages.None, (all, hook) => all | hook.Stages) & AgentStages.All;
        if (stages == HookStages.None)
        {
            throw new HooksException(Codes.NoHooks, $"No hook runs at a stage of coding agents ({string.Join(", ", AgentConfiguration.StagesOf(AgentStages.All))}): give one such a stage, then install");
        }

        var (root, gitDirectory) = TreeOf(projects[0].State.RepositoryRoot);
        AgentInstaller installer = new(root, gitDirectory);
        IReadOnlyList<string> paths = [.. projects.SelectMany(project => new[] { project.Place.Project, project.Place.StateFile }).Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'))];
        foreach (var agent in agents)
        {
            // What names a path of this machine goes where an agent has a place for that.
            var file = isShared ? AgentConfiguration.FilesOf(agent, root)[^1] : AgentConfiguration.FilesOf(agent, root)[0];
            AgentEntry entry = new(agent, isShared ? [Program] : program, failsClosed, paths) { FailsClosedAt = FailsClosedAt(projects.SelectMany(project => project.Plan.Hooks)) };
            foreach (var other in AgentConfiguration.FilesOf(agent, root).Where(other => other != file))
            {
                _ = installer.Uninstall(other, agent);
            }

            yield return installer.Install(file, entry, stages);
            yield return Approval(agent);
        }
    }

    /// <summary>The stages of hooks that hold agents back where they cannot run: what calls them says so, too, since without a build nothing else is left that could.</summary>
    public static HookStages FailsClosedAt(IEnumerable<PlannedHook> hooks) => hooks.Where(hook => hook.FailClosed).Aggregate(HookStages.None, (all, hook) => all | hook.Stages) & AgentStages.CanDeny;

    /// <summary>Takes the hooks out of agents.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="folder">Absolute path of a folder of the repository.</param>
    /// <returns>Lines for people.</returns>
    /// <exception cref="HooksException">It cannot be done.</exception>
    public static IEnumerable<string> Uninstall(IReadOnlyList<string> agents, string folder)
    {
        var (root, gitDirectory) = TreeOf(folder);
        AgentInstaller installer = new(root, gitDirectory);
        foreach (var agent in agents)
        {
            List<string> lines = [.. AgentConfiguration.FilesOf(agent, root).Select(file => installer.Uninstall(file, agent)).OfType<string>()];
            foreach (var line in lines.DefaultIfEmpty($"{agent} starts no hooks of this repository"))
            {
                yield return line;
            }
        }
    }

    private static (string Root, string GitDirectory) TreeOf(string folder) => GitFolders.Above(folder)
        ?? throw new HooksException(Codes.CannotInstall, $"{folder} is in no git repository: agents look for the hooks of the one they work in");

    // None of it is done for the user: it is their word that an agent asks for.
    private static string Approval(string agent) => agent switch
    {
        AgentNames.Claude => "claude: starts them in folders that you trust; /hooks lists them",
        AgentNames.Codex => "codex: trust the project, then approve the new hooks in /hooks; until then it passes them over",
        AgentNames.Copilot => "copilot: starts them in folders that you trust; VS Code reads the same file",
        AgentNames.Cursor => "cursor: starts them in workspaces that you trust; Settings, Hooks lists them",
        _ => "gemini: trust the folder; it asks once about new hooks",
    };
}
