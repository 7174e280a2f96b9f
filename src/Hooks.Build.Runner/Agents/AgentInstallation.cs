using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Agents;

/// <summary>Installs the hooks of projects into agents, and takes them out.</summary>
internal static class AgentInstallation
{
    /// <summary>Installs.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="projects">The projects whose hooks run.</param>
    /// <param name="program">The program, and what stands before its own arguments.</param>
    /// <param name="isShared">Whether the files are for all who work on the repository: the program is then looked for on PATH.</param>
    /// <param name="failsClosed">Whether agents are held back where hooks cannot run at all.</param>
    /// <returns>Lines for people, each when what it says is done.</returns>
    /// <exception cref="HooksException">It cannot be done. What can be seen before is said before the first of the agents is changed.</exception>
    public static IEnumerable<string> Install(
        IReadOnlyList<string> agents, IReadOnlyList<OpenProject> projects, IReadOnlyList<string> program, bool isShared, bool failsClosed)
    {
        var (root, gitDirectory) = TreeOf(projects[0].State.RepositoryRoot);
        AgentInstaller installer = new(root, gitDirectory);
        PrivateFile git = new(root, gitDirectory);
        using var turn = TakeTurn(gitDirectory);
        var stages = StagesOf(projects);
        var entries = Entries(root, agents, projects, program, isShared, failsClosed);
        var unkept = Require(installer, git, root, entries, stages, isShared);
        foreach (var own in entries)
        {
            foreach (var line in isShared
                ? InstallShared(installer, git, root, own, stages)
                : InstallHere(installer, git, root, own, stages, unkept.Contains(own.Agent)))
            {
                yield return line;
            }

            yield return Approval(own.Agent);
        }
    }

    /// <summary>Requires that the hooks of a project can be installed for this user; nothing is written.</summary>
    /// <inheritdoc cref="Install" />
    public static void Require(IReadOnlyList<string> agents, IReadOnlyList<OpenProject> projects, IReadOnlyList<string> program)
    {
        var (root, gitDirectory) = TreeOf(projects[0].State.RepositoryRoot);
        _ = Require(
            new AgentInstaller(root, gitDirectory),
            new PrivateFile(root, gitDirectory),
            root,
            Entries(root, agents, projects, program, isShared: false, failsClosed: false),
            StagesOf(projects),
            isShared: false);
    }

    private static HookStages StagesOf(IReadOnlyList<OpenProject> projects)
    {
        var stages = projects.SelectMany(project => project.Plan.Hooks).Aggregate(HookStages.None, (all, hook) => all | hook.Stages) & AgentStages.All;
        if (stages == HookStages.None)
        {
            throw new HooksException(
                Codes.NoHooks,
                $"No hook runs at a stage of coding agents ({string.Join(", ", AgentStages.In(AgentStages.All))}): give one such a stage, then install");
        }

        return stages;
    }

    private static IReadOnlyList<AgentEntry> Entries(
        string root, IReadOnlyList<string> agents, IReadOnlyList<OpenProject> projects, IReadOnlyList<string> program, bool isShared, bool failsClosed)
    {
        IReadOnlyList<string> paths = [.. projects.SelectMany(project => new[] { project.Place.Project, project.Place.StateFile })
            .Select(path => FromTop(root, path))];
        return [.. agents.Select(agent => new AgentEntry(agent, isShared ? [AgentEntry.SharedProgram] : program, failsClosed, paths)
        {
            FailsClosedAt = FailsClosedAt(projects.SelectMany(project => project.Plan.Hooks)),
        })];
    }

    // All of them, before the first is written. Tells whose file git does not leave out yet.
    private static HashSet<string> Require(
        AgentInstaller installer, PrivateFile git, string root, IReadOnlyList<AgentEntry> entries, HookStages stages, bool isShared)
    {
        HashSet<string> unkept = new(StringComparer.Ordinal);
        foreach (var own in entries)
        {
            var files = AgentConfiguration.FilesOf(own.Agent, root);
            foreach (var other in files)
            {
                _ = installer.Installed(other, own.Agent);
            }

            var file = isShared ? files[^1] : files[0];
            var (entry, all) = EntryProjects.With(installer.Installed(file, own.Agent), own, stages);
            RequireOwnFolders(root, entry);
            installer.Check(file, entry, all);
            if (!isShared && git.MustKeep(file, own.Agent, mayBeOfOthers: files.Count == 1 && installer.HasOthers(file, own)))
            {
                _ = unkept.Add(own.Agent);
            }
        }

        return unkept;
    }

    /// <summary>
    /// The stages of hooks that hold agents back where they cannot run: what calls them says so, too, since without a build nothing else is left that could.
    /// </summary>
    public static HookStages FailsClosedAt(IEnumerable<PlannedHook> hooks) =>
        hooks.Where(hook => hook.FailClosed).Aggregate(HookStages.None, (all, hook) => all | hook.Stages) & AgentStages.CanDeny;

    /// <summary>A path as entries have it.</summary>
    public static string FromTop(string root, string path) => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');

    /// <summary>Takes the hooks out of agents.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="folder">Absolute path of a folder of the repository.</param>
    /// <param name="projects">Absolute paths of the projects whose hooks are taken out; none for all.</param>
    /// <returns>Lines for people.</returns>
    /// <exception cref="HooksException">It cannot be done.</exception>
    public static IEnumerable<string> Uninstall(IReadOnlyList<string> agents, string folder, IReadOnlyList<string> projects)
    {
        var (root, gitDirectory) = TreeOf(folder);
        AgentInstaller installer = new(root, gitDirectory);
        PrivateFile git = new(root, gitDirectory);
        using var turn = TakeTurn(gitDirectory);
        IReadOnlyList<string> named = [.. projects.Select(project => FromTop(root, project))];

        // One that cannot be understood is told before the first is changed.
        foreach (var (agent, file) in agents.SelectMany(agent => AgentConfiguration.FilesOf(agent, root).Select(file => (agent, file))))
        {
            _ = installer.Installed(file, agent);
        }

        foreach (var agent in agents)
        {
            List<string> lines = [];
            foreach (var file in AgentConfiguration.FilesOf(agent, root))
            {
                if ((named.Count == 0 ? installer.Uninstall(file, agent) : installer.Uninstall(file, agent, named)) is { } line)
                {
                    lines.Add(line);
                }

                if (installer.Installed(file, agent).Count == 0)
                {
                    git.Release(file, agent);
                }
            }

            foreach (var line in lines.DefaultIfEmpty($"{agent} starts no hooks of {(named.Count == 0 ? "this repository" : string.Join(", ", named))}"))
            {
                yield return line;
            }
        }
    }

    /// <summary>The projects, as far as they are there, whose hooks agents start, and others than those that are known.</summary>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    /// <param name="known">Those that are known.</param>
    public static IEnumerable<ProjectPlace> OtherProjects(string root, IReadOnlyList<ProjectPlace> known) =>
        AgentNames.Installable
            .SelectMany(agent => AgentConfiguration.FilesOf(agent, root).SelectMany(file => AgentConfiguration.Read(file, agent, out _)))
            .SelectMany(one => new AgentCall(one.Entry.Agent, "", one.Entry.FailsClosed, one.Entry.Paths).Places(root))
            .Where(place => GitFolders.IsIn(place.Project, root)
                && GitFolders.IsIn(place.StateFile, root)
                && File.Exists(place.Project)
                && !known.Any(other => other.Project.Equals(place.Project, PathCase.Comparison)))
            .DistinctBy(place => place.Project, StringComparer.Ordinal);

    /// <summary>What an agent asks of its user before it starts hooks. None of it is done for them: it is their word that it asks for.</summary>
    public static string Approval(string agent) => agent switch
    {
        AgentNames.Claude => "claude: starts them in folders that you trust; /hooks lists them",
        AgentNames.Codex => "codex: trust the project, then approve the new hooks in /hooks; until then it passes them over",
        AgentNames.Copilot => "copilot: starts them in folders that you trust; VS Code reads the same file",
        AgentNames.Cursor => "cursor: starts them in workspaces that you trust; Settings, Hooks lists them",
        _ => "gemini: trust the folder; it asks once about new hooks",
    };

    // As with git's hooks. Together they would run at no event, and where one of them fails closed the agent could do nothing any more.
    private static void RequireOwnFolders(string root, AgentEntry entry)
    {
        var places = new AgentCall(entry.Agent, "", entry.FailsClosed, entry.Paths).Places(root).Where(place => File.Exists(place.Project)).ToList();
        if (places.Count > 1 && places.GroupBy(OwnedFolder.Of, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } shared)
        {
            var (one, other) = (FromTop(root, shared.First().Project), FromTop(root, shared.Last().Project));
            throw new HooksException(
                Codes.CannotInstall,
                $"{entry.Agent} starts the hooks of {one}, which are about {(shared.Key.Length == 0 ? "the whole repository" : shared.Key)} as those of {other} are: each project needs a folder of its own. " +
                $"Set HooksFolder in one of them, such as <HooksFolder>services/a</HooksFolder>, or take the other out first: hooks uninstall --agent {entry.Agent} --project {one}");
        }
    }

    // For all who work on the repository. What this user alone had of it would make it run twice.
    private static IEnumerable<string> InstallShared(AgentInstaller installer, PrivateFile git, string root, AgentEntry own, HookStages stages)
    {
        var files = AgentConfiguration.FilesOf(own.Agent, root);
        var (entry, all) = EntryProjects.With(installer.Installed(files[^1], own.Agent), own, stages);
        foreach (var other in files.SkipLast(1))
        {
            if (installer.Uninstall(other, own.Agent, [.. own.Projects]) is { } line)
            {
                yield return line;
            }
        }

        yield return installer.Install(files[^1], entry, all);
        git.Release(files[^1], own.Agent);
        if (PrivateFile.IsIgnored(root, files[^1]))
        {
            yield return $"git ignores {FromTop(root, files[^1])}: nobody else gets it";
        }
    }

    // It names a path of this machine. What others share is not touched.
    private static IEnumerable<string> InstallHere(AgentInstaller installer, PrivateFile git, string root, AgentEntry own, HookStages stages, bool mustKeep)
    {
        var files = AgentConfiguration.FilesOf(own.Agent, root);
        var (entry, all) = EntryProjects.With(installer.Installed(files[0], own.Agent), own, stages);
        var kept = mustKeep ? git.Keep(files[0]) : null;
        var installed = InstallKept(installer, git, files[0], entry, all, isKept: kept is not null);
        if (kept is not null)
        {
            yield return kept;
        }

        yield return installed;
        foreach (var other in files.Skip(1).Where(other => installer.Installed(other, own.Agent)
            .SelectMany(one => one.Entry.Projects)
            .Any(project => EntryProjects.Has(own.Projects, project))))
        {
            var shown = FromTop(root, other);
            yield return $"{shown} starts them too, for all who work on the repository, and was left as it is: here they run twice. 'hooks install --agent {own.Agent} --shared' keeps {shown} alone";
        }
    }

    // First git leaves it out, then it is there; of what could not be written nothing is left.
    private static string InstallKept(AgentInstaller installer, PrivateFile git, string file, AgentEntry entry, HookStages stages, bool isKept)
    {
        try
        {
            return installer.Install(file, entry, stages);
        }
        catch (HooksException) when (isKept)
        {
            git.Release(file, entry.Agent);
            throw;
        }
    }

    // Several installations at once would write the same twice.
    private static FileTurn TakeTurn(string gitDirectory)
    {
        try
        {
            return FileTurn.Take(HookInstaller.TurnIn(GitFolders.Common(gitDirectory)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException(Codes.CannotInstall, $"The hooks of agents cannot be changed: {e.Message.TrimEnd('.')}");
        }
    }

    private static (string Root, string GitDirectory) TreeOf(string folder) => GitFolders.Above(folder)
        ?? throw new HooksException(Codes.CannotInstall, $"{folder} is in no git repository: agents look for the hooks of the one they work in");
}
