using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Engine.Installing;

/// <summary>Installs scripts into a repository's git hooks, and takes them away again.</summary>
/// <param name="launcher">Starts git.</param>
/// <param name="environment">The environment that git gets.</param>
public sealed class HookInstaller(IProcessLauncher launcher, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>What to do about a script that was kept and whose tool is gone: that tool's own command does not find it any more.</summary>
    public const string IfUnused = "if it is of a tool that is not used any more, delete it";

    private const string TurnName = "hooks-build-install.turn";

    private readonly GitCommand _git = new(launcher, environment);

    /// <summary>
    /// Installs the stages asked for, and takes those away that are not asked for any more. Once something is written it is not cancelled any more, but done.
    /// </summary>
    /// <exception cref="HooksException">HOOK9014: it cannot be done; nothing is half done.</exception>
    public async Task<InstallReport> InstallAsync(InstallRequest request, CancellationToken cancellation)
    {
        var stages = GitHooks.All.Where(hook => request.Stages.HasFlag(hook.Stage)).ToList();
        if (stages.Count == 0)
        {
            throw new HooksException(Codes.CannotInstall, $"No git hook is asked for; there are {string.Join(", ", GitHooks.All.Select(hook => hook.Stage))}");
        }

        CheckRunner(request.Runner);
        // The project of a program in one file (dotnet run FILE) has a path and is nowhere.
        if (!File.Exists(request.Project))
        {
            throw new HooksException(
                Codes.CannotInstall,
                $"Git hooks cannot be installed: {request.Project} is no file, and a commit reads and builds the hooks of a project. Of a program in one file 'dotnet project convert FILE.cs' makes one");
        }

        List<string> lines = [];
        var folder = await HooksFolder.FindAsync(_git, request.Folder, cancellation);
        var paths = await InstallPlan.ScriptPathsAsync(_git, request, folder, cancellation);
        var everybodys = folder.Path;
        (folder, var isForced) = await folder.OwnAsync(_git, request.Force, cancellation);
        await ChangeAsync(folder, lines, async changes =>
        {
            var plan = InstallPlan.Of(folder, paths, request);

            // The usual case of a build that installs: nothing is touched, so that a folder that may only be read is no problem.
            if (!isForced && plan.TrueForAll(script => IsInPlace(folder, script)))
            {
                return;
            }

            folder.RequireLasting();
            await folder.RequireUncommittedAsync(_git, cancellation);
            cancellation.ThrowIfCancellationRequested();
            _ = Directory.CreateDirectory(folder.Path);
            using var turn = TakeTurn(folder);
            cancellation.ThrowIfCancellationRequested();
            // Another project may have been installed meanwhile.
            plan = InstallPlan.Of(folder, paths, request);
            plan.ForEach(script => Put(folder, script, changes));
            if (isForced)
            {
                // At last: until then git starts nothing of what was written.
                await folder.ForceAsync(_git, everybodys, changes);
            }
        });
        return lines.Count > 0
            ? new InstallReport(lines, Changed: true)
            : new InstallReport(
                [$"The git hooks in {folder.Show(folder.Path)} are up to date: {string.Join(", ", stages.Select(hook => hook.Name))}"], Changed: false);
    }

    /// <summary>
    /// Takes scripts of ours away; hooks that were there before come back as they were. Once something is written it is not cancelled any more, but done.
    /// </summary>
    /// <param name="folder">Any folder inside the working tree.</param>
    /// <param name="project">Absolute path of the project whose hooks are not to run any more, while those of others do, as they may be in another checkout;
    /// <see langword="null"/> for all.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="HooksException">HOOK9014: it cannot be done.</exception>
    public async Task<InstallReport> UninstallAsync(string folder, string? project, CancellationToken cancellation)
    {
        List<string> lines = [];
        var hooks = await HooksFolder.FindAsync(_git, folder, cancellation);
        var left = false;
        cancellation.ThrowIfCancellationRequested();
        await ChangeAsync(hooks, lines, async changes =>
        {
            // Another project that is installed meanwhile may have named the folder to git anew: what is taken back is looked at in the turn.
            using var turn = Directory.Exists(hooks.Path) ? TakeTurn(hooks) : null;
            if (turn is not null)
            {
                cancellation.ThrowIfCancellationRequested();
                var scripts = GitHooks.All.Select(hook => hooks.ScriptAt(hook.Stage, hook.Name))
                    .Select(script => script with { Projects = project is null ? [] : [.. script.Projects.Where(other => !IsSame(hooks, other, project))] });
                foreach (var script in InstallPlan.OfOneRepository(scripts))
                {
                    left |= script.Projects.Count > 0;
                    Put(hooks, script, changes);
                }
            }

            if (!left)
            {
                await hooks.DisownAsync(_git, changes);
            }
        });

        return lines.Count > 0
            ? new InstallReport(lines, Changed: true)
            : new InstallReport(
                [left
                    ? $"No git hook in {hooks.Show(hooks.Path)} runs those of {hooks.Show(project!)}"
                    : $"No git hook of Hooks.Build is in {hooks.Show(hooks.Path)}"],
                Changed: false);
    }

    /// <summary>
    /// The projects whose hooks git runs in a repository, at any stage: absolute paths of project and state file. Whether they are there is not asked.
    /// </summary>
    /// <exception cref="HooksException">HOOK9014: there is no repository, or no git.</exception>
    public async Task<IReadOnlyList<ScriptProject>> InstalledAsync(string folder, CancellationToken cancellation)
    {
        var hooks = await HooksFolder.FindAsync(_git, folder, cancellation);
        return [.. GitHooks.All
            .SelectMany(hook => hooks.ScriptAt(hook.Stage, hook.Name).Projects)
            .Select(project => new ScriptProject(hooks.AbsoluteOf(project.Project), hooks.AbsoluteOf(project.StateFile)))
            .Distinct()];
    }

    /// <summary>What git would start in a repository, of ours and of others.</summary>
    /// <exception cref="HooksException">HOOK9014: there is no repository, or no git.</exception>
    public Task<HookInspection> InspectAsync(string folder, CancellationToken cancellation) => HookInspection.OfAsync(_git, folder, cancellation);

    /// <summary>Requires that variables of git, where they are set, name the repository that the folder is in: git starts hooks without them.</summary>
    /// <exception cref="HooksException">HOOK9014: they name another.</exception>
    public async Task CheckVariablesAsync(string folder, CancellationToken cancellation)
    {
        var set = ((string[])["GIT_DIR", "GIT_WORK_TREE"]).Where(environment.ContainsKey).ToList();
        if (set.Count == 0)
        {
            return;
        }

        string[] question = ["rev-parse", "--absolute-git-dir", "--show-toplevel"];
        GitCommand named = new(launcher, environment, followsVariables: true);
        if (await _git.TryAskAsync(folder, question, cancellation) is { } own && own == await named.TryAskAsync(folder, question, cancellation))
        {
            return;
        }

        throw new HooksException(
            Codes.CannotInstall,
            $"Git hooks cannot be installed: {string.Join(" and ", set.Select(name => $"{name}={environment[name]}"))} {(set.Count == 1 ? "names" : "name")} another repository than the one that {folder} is in. " +
            "Unset them. For a git directory elsewhere write a file .git into the working tree: gitdir: PATH");
    }

    private static void CheckRunner(string runner)
    {
        var needsDotnet = runner.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var problem = !File.Exists(runner) ? "does not exist"
            : !needsDotnet && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(runner) & UnixFileMode.UserExecute) == 0 ? "may not be executed: chmod +x"
            : null;
        if (problem is not null)
        {
            throw new HooksException(Codes.CannotInstall, $"Git hooks cannot be installed: their runner {runner} {problem}");
        }
    }

    private static bool IsSame(HooksFolder folder, ScriptProject one, string project) =>
        GitFolders.IsSame(Path.GetDirectoryName(folder.AbsoluteOf(one.Project))!, Path.GetDirectoryName(project)!)
            && Path.GetFileName(one.Project) == Path.GetFileName(project);

    private static bool IsInPlace(HooksFolder folder, HookScript script) =>
        script.Projects.Count == 0 ? !folder.HookAt(script.Name).IsInstalled : folder.HookAt(script.Name).Holds(script.ToString());

    private static void Put(HooksFolder folder, HookScript script, Changes changes)
    {
        if (script.Projects.Count == 0)
        {
            Uninstall(folder, script.Name, changes);
        }
        else
        {
            Install(folder, script, changes);
        }
    }

    private static void Install(HooksFolder folder, HookScript script, Changes changes)
    {
        var file = folder.HookAt(script.Name);
        var text = script.ToString();
        if (file.Holds(text))
        {
            return;
        }

        var steppedAside = file.Write(text, out var back);
        changes.Add(
            back, $"{script.Name} runs the hooks of {string.Join(" and ", script.Projects.Select(project => project.Project))}: {folder.Show(file.Path)}");
        if (steppedAside)
        {
            changes.Tell(
                $"The {script.Name} that was there is kept as {folder.Show(file.KeptPath)}{(file.KeptRuns ? " and runs first; " + IfUnused : ", which git did not run either: it may not be executed")}");
            if (file.KeptRuns && file.KeptAsksForName)
            {
                changes.Tell(
                    $"It asks for its own name, which is {Path.GetFileName(file.KeptPath)} now: if it goes by that it does not do what it did; try it, or declare as hooks what it does");
            }

            if (file.KeptRuns && new HookFile(file.LegacyPath).IsOurs)
            {
                changes.Tell(
                    $"It runs {folder.Show(file.LegacyPath)} (pre-commit and prek do), which is ours, too, so that hooks would run twice: delete that");
            }
        }
    }

    private static void Uninstall(HooksFolder folder, string name, Changes changes)
    {
        var file = folder.HookAt(name);
        if (!file.IsInstalled)
        {
            return;
        }

        var comesBack = file.HasKept;
        file.Remove(out var back);
        changes.Add(back, comesBack ? $"{folder.Show(file.Path)} is again the hook that was there before" : $"{folder.Show(file.Path)} is removed");
    }

    /// <summary>The file that stands for the turn to install, in a folder.</summary>
    /// <param name="folder">Absolute path of the folder.</param>
    internal static string TurnIn(string folder) => Path.Combine(folder, TurnName);

    // In the git directory around the scripts, where a file may stay: they may lie in a working tree. That of another repository where its folder is named,
    // since several may name it.
    private static FileTurn TakeTurn(HooksFolder folder)
    {
        for (var around = folder.Path; around is not null; around = Path.GetDirectoryName(around))
        {
            if (GitFolders.IsGitDirectory(around))
            {
                return FileTurn.Take(TurnIn(GitFolders.Common(around)));
            }
        }

        return FileTurn.Take(TurnIn(GitFolders.Above(folder.Path) is { } tree ? GitFolders.Common(tree.GitDirectory) : folder.Path));
    }

    private static async Task ChangeAsync(HooksFolder folder, List<string> lines, Func<Changes, Task> change)
    {
        Changes changes = new(lines);
        try
        {
            await change(changes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await changes.TakeBackAsync();
            throw new HooksException(Codes.CannotInstall, $"The git hooks in {folder.Path} cannot be changed: {e.Message}");
        }
        catch
        {
            await changes.TakeBackAsync();
            throw;
        }
    }
}
