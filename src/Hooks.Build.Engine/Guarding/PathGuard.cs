using Hooks.Build.Catalog;
using Hooks.Build.Checks.Agents;
using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Guarding;

/// <summary>
/// Keeps a coding agent from writing what only people change: by the paths of an edit, and by those that a command line names. What a path leads to counts, be
/// it written as it may: from another folder, through links, in another working tree of the repository.
/// </summary>
internal sealed class PathGuard
{
    private readonly ProtectedPaths _paths;
    private readonly ProtectedGroup _ofHome = ProtectedPaths.OfAgentSettings([]);
    private readonly AgentEvent _agent;
    private readonly NamedPaths _named;
    private readonly ShellKind _shell;
    private readonly bool _hasDefaults;
    private readonly string _root;
    private readonly string _git;

    private PathGuard(HookJob job, HookArguments arguments, AgentEvent agent, HookPlan plan, string project, IReadOnlyDictionary<string, string> environment)
    {
        _agent = agent;
        _shell = EventShell.Of(agent, environment);
        _root = AgentPaths.Real(job.Request.RepositoryRoot);
        _git = Above(_root) is { } tree ? AgentPaths.Real(GitFolders.Common(tree.GitDirectory)) : "";
        _named = new NamedPaths(agent.WorkingDirectory.Length == 0 ? _root : agent.WorkingDirectory, _root, environment);
        _hasDefaults = !arguments.Has(GuardHooks.NoDefaults);
        _paths = new ProtectedPaths(job.Hook.Files, job.Hook.Exclude, _hasDefaults, [.. OfProjects(plan, project, arguments.Text(GuardHooks.Project))]);
    }

    /// <summary>What an event would write that is protected; <see langword="null"/> where it would not.</summary>
    /// <param name="job">The hook.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="agent">The event.</param>
    /// <param name="plan">The hooks of the repository.</param>
    /// <param name="project">Absolute path of their project; empty where that is not known.</param>
    /// <param name="environment">The variables of this process.</param>
    public static string? Find(
        HookJob job, HookArguments arguments, AgentEvent agent, HookPlan plan, string project, IReadOnlyDictionary<string, string> environment) =>
        new PathGuard(job, arguments, agent, plan, project, environment).Find();

    private string? Find()
    {
        if (_agent.Tool is not AgentTool.Read
            && _agent.Paths.Select(path => Find(path, removes: false)).FirstOrDefault(found => found is not null) is { } edited)
        {
            return edited;
        }

        if (_agent.Command.Length == 0)
        {
            return null;
        }

        var written = WrittenPath.Of(_agent.Command, out var problem, _shell, _named.IsThere);
        return problem
            ?? written.SelectMany(path => _named.Of(path.Path).Select(named => path.Named.Length > 0
                ? FindBelow(named, path.Named)
                : Find(named, path.Removes))).FirstOrDefault(found => found is not null)
            ?? (_named.AreTooMany ? "its patterns stand for more files than can be looked through; name them, or a folder" : null);
    }

    private string? Find(string path, bool removes)
    {
        path = Path.TrimEndingDirectorySeparator(path);

        // A link itself may be what is replaced, in the folder where it really lies.
        var real = AgentPaths.Real(path);
        var own = Path.GetDirectoryName(path) is { } folder ? Path.Combine(AgentPaths.Real(folder), Path.GetFileName(path)) : real;
        foreach (var target in real == own ? [real] : new[] { real, own })
        {
            if (What(target, removes) is { } what)
            {
                return Protected(target, what);
            }
        }

        return null;
    }

    // Only what has such a name goes.
    private string? FindBelow(string path, string name)
    {
        var folder = AgentPaths.Real(Path.TrimEndingDirectorySeparator(path));
        foreach (var (what, protectedName) in _paths.Names)
        {
            var whole = Path.Combine(_root, protectedName.TrimEnd('/'));
            if (Within(folder, whole) is { } below && (below.Split('/').Any(part => NamedPaths.IsNamed(name, part)) && IsThere(_root, protectedName)))
            {
                return Protected(whole, what);
            }

            var begin = Within(folder, whole) is not null ? whole : Within(whole, folder) is not null ? folder : null;
            if (begin is not null
                && _named.Below(begin).FirstOrDefault(entry => NamedPaths.IsNamed(name, Path.GetFileName(entry))
                    && What(entry, removes: true) is not null) is { } found)
            {
                return Protected(found, What(found, removes: true)!);
            }
        }

        return Within(_root, folder) is { } within && _paths.Find(within.Length == 0 ? name : within + "/" + name, removes: false, _ => false) is { } any
            ? Protected(Path.Combine(folder, name), any)
            : null;
    }

    private string Protected(string target, string what) => $"{Shown(Within(_root, target) is { Length: > 0 } within ? within : target)} is protected ({what})";

    private string? What(string target, bool removes)
    {
        if (_hasDefaults && _git.Length > 0 && (Within(_git, target) is not null || (removes && Within(target, _git) is not null)))
        {
            return ProtectedPaths.Git;
        }

        if (Within(_root, target) is { } within && _paths.Find(within, removes, name => IsThere(_root, name)) is { } here)
        {
            return here;
        }

        // Another working tree of this repository, which may lie in this one.
        if (Above(target) is { } tree && AgentPaths.Real(tree.Root) is var top && top != _root && AgentPaths.Real(GitFolders.Common(tree.GitDirectory)) == _git
            && Within(top, target) is { } other && _paths.Find(other, removes, name => IsThere(top, name)) is { } there)
        {
            return there;
        }

        var home = _named.Home.Length == 0 ? "" : AgentPaths.Real(_named.Home);
        return _hasDefaults
            && home.Length > 0
            && Within(home, target) is { Length: > 0 } ofHome
            && ofHome.Split('/', 2)[0].StartsWith('.')
            && _ofHome.Has(ofHome, removes, name => IsThere(home, name)) ? _ofHome.What : null;
    }

    private IEnumerable<string> OfProjects(HookPlan plan, string project, string part)
    {
        var projects = plan.Hooks.Select(hook => hook.Project?.Worker.HooksProject ?? project)
            .Append(project)
            .Where(path => path.Length > 0)
            .Distinct(StringComparer.Ordinal);
        foreach (var file in part == GuardHooks.NoProject ? [] : projects)
        {
            if (Within(_root, AgentPaths.Real(file)) is { Length: > 0 } within)
            {
                // The root is everybody's.
                yield return part == GuardHooks.ProjectFolder && within.Contains('/', StringComparison.Ordinal)
                    ? within[..(within.LastIndexOf('/') + 1)]
                    : within;
            }
        }

        foreach (var hook in part == GuardHooks.NoProject
            ? []
            : plan.Hooks.Where(hook => hook.Origin is null && hook.File is not null && !Path.IsPathRooted(hook.File)))
        {
            yield return hook.File!.Replace('\\', '/');
        }
    }

    private static bool IsThere(string root, string name) => Path.Combine(root, name.TrimEnd('/')) is var path && (File.Exists(path) || Directory.Exists(path));

    private static (string Root, string GitDirectory)? Above(string path)
    {
        try
        {
            return GitFolders.Above(Directory.Exists(path) ? path : Path.GetDirectoryName(path) ?? path);
        }
        catch (Exception e) when (e is HooksException or IOException or UnauthorizedAccessException)
        {
            // What git itself does not take for a working tree is none.
            return null;
        }
    }

    // Case counts for the folder around as the disk has it, which real paths tell.
    private static string? Within(string folder, string path)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative == "." ? ""
            : relative == ".." || Path.IsPathRooted(relative) || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? null
            : relative.Replace(Path.DirectorySeparatorChar, '/');
    }

    // It goes to a model, and somebody else may have made it up.
    internal static string Shown(string path) => string.Concat(path.Take(200).Select(character => char.IsControl(character) ? '?' : character));
}
