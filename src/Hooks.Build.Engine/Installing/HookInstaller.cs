using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Engine.Installing;

/// <summary>Installs scripts into a repository's git hooks, and takes them away again.</summary>
/// <param name="launcher">Starts git.</param>
/// <param name="environment">The environment that git gets.</param>
public sealed class HookInstaller(IProcessLauncher launcher, IReadOnlyDictionary<string, string> environment)
{
    private readonly GitCommand _git = new(launcher, environment);

    /// <summary>Installs the stages asked for, and takes those away that are not asked for any more.</summary>
    /// <exception cref="HooksException">HOOK9014: it cannot be done; nothing is half done.</exception>
    public async Task<InstallReport> InstallAsync(InstallRequest request, CancellationToken cancellation)
    {
        var stages = GitHooks.All.Where(hook => request.Stages.HasFlag(hook.Stage)).ToList();
        if (stages.Count == 0)
        {
            throw new HooksException(Codes.CannotInstall, $"No git hook is asked for; there are {string.Join(", ", GitHooks.All.Select(hook => hook.Stage))}");
        }

        CheckRunner(request.Runner);
        List<string> lines = [];
        var folder = await HooksFolder.FindAsync(_git, request.Folder, cancellation);
        var paths = await ScriptPathsAsync(request, folder, cancellation);
        folder = await folder.OwnAsync(_git, request.Force, lines, cancellation);
        var scripts = stages.ConvertAll(hook => paths with { Stage = hook.Stage, Name = hook.Name });
        var others = GitHooks.All.Where(hook => !request.KeepsOtherStages && !request.Stages.HasFlag(hook.Stage)).Select(hook => hook.Name).ToList();
        Change(folder, () =>
        {
            // The usual case of a build that installs: nothing is touched, so that a folder that may only be read is no problem.
            if (scripts.TrueForAll(script => HookAt(folder, script.Name).Holds(script.ToString())) && !others.Exists(name => HookAt(folder, name).IsInstalled))
            {
                return;
            }

            _ = Directory.CreateDirectory(folder.Path);
            using var turn = InstallTurn.Take(folder.Path);
            scripts.ForEach(script => Check(folder, script, request.Force));
            scripts.ForEach(script => Install(folder, script, lines));
            others.ForEach(name => Uninstall(folder, name, lines));
        });
        return lines.Count > 0
            ? new InstallReport(lines, Changed: true)
            : new InstallReport([$"The git hooks in {folder.Show(folder.Path)} are up to date: {string.Join(", ", stages.Select(hook => hook.Name))}"], Changed: false);
    }

    /// <summary>Takes all scripts of ours away; hooks that were there before come back as they were.</summary>
    /// <exception cref="HooksException">HOOK9014: it cannot be done.</exception>
    public async Task<InstallReport> UninstallAsync(string folder, CancellationToken cancellation)
    {
        List<string> lines = [];
        var hooks = await HooksFolder.FindAsync(_git, folder, cancellation);
        if (Directory.Exists(hooks.Path))
        {
            Change(hooks, () =>
            {
                using var turn = InstallTurn.Take(hooks.Path);
                foreach (var (_, name) in GitHooks.All)
                {
                    Uninstall(hooks, name, lines);
                }
            });
        }

        await hooks.DisownAsync(_git, lines, cancellation);
        return lines.Count > 0
            ? new InstallReport(lines, Changed: true)
            : new InstallReport([$"No git hook of Hooks.Build is in {hooks.Show(hooks.Path)}"], Changed: false);
    }

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

    private static HookFile HookAt(HooksFolder folder, string name) => new(Path.Combine(folder.Path, name));

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

    private static void Check(HooksFolder folder, HookScript script, bool force)
    {
        var file = HookAt(folder, script.Name);
        if (Directory.Exists(file.Path))
        {
            throw new HooksException(Codes.CannotInstall, $"{file.Path} is a folder, where git looks for a hook: remove it");
        }

        if (force || !file.IsOurs || file.ReadText() is not { } text || !script.IsOfOther(text))
        {
            return;
        }

        var other = HookScript.ProjectOf(text);
        if (File.Exists(Path.Combine(folder.WorkingTree, other)))
        {
            throw new HooksException(
                Codes.CannotInstall,
                $"The git hooks of this repository run those of {other}: one project of a repository can have them. Force the installation (HooksInstallForce=true, hooks install --force) to let {script.Project} take its place");
        }
    }

    private static void Install(HooksFolder folder, HookScript script, List<string> lines)
    {
        var file = HookAt(folder, script.Name);
        var text = script.ToString();
        if (file.Holds(text))
        {
            return;
        }

        var steppedAside = file.Write(text);
        lines.Add($"{script.Name} runs the hooks of {script.Project}: {folder.Show(file.Path)}");
        if (steppedAside)
        {
            lines.Add($"The {script.Name} that was there is kept as {folder.Show(file.KeptPath)}{(file.KeptRuns ? " and runs first" : ", which git did not run either: it may not be executed")}");
        }
    }

    private static void Uninstall(HooksFolder folder, string name, List<string> lines)
    {
        var file = HookAt(folder, name);
        if (!file.IsInstalled)
        {
            return;
        }

        var comesBack = file.HasKept;
        file.Remove();
        lines.Add(comesBack ? $"{folder.Show(file.Path)} is again the hook that was there before" : $"{folder.Show(file.Path)} is removed");
    }

    private static void Change(HooksFolder folder, Action change)
    {
        try
        {
            change();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException(Codes.CannotInstall, $"The git hooks in {folder.Path} cannot be changed: {e.Message}");
        }
    }

    private async Task<HookScript> ScriptPathsAsync(InstallRequest request, HooksFolder folder, CancellationToken cancellation)
    {
        var top = folder.WorkingTree;
        if (Path.IsPathRooted(ScriptPath.In(top, request.Project)))
        {
            // Git resolves links: the working tree may have another name on the way that the project was found.
            var depth = (await _git.AskAsync(request.Folder, ["rev-parse", "--show-prefix"], cancellation)).Count(character => character == '/');
            var alias = Path.GetFullPath(Path.Combine([request.Folder, .. Enumerable.Repeat("..", depth)]));
            var project = ScriptPath.In(alias, request.Project);
            top = File.Exists(Path.Combine(folder.WorkingTree, project)) ? alias : top;
        }

        return new HookScript
        {
            Stage = HookStages.None,
            Name = "",
            Project = ScriptPath.In(top, request.Project),
            StateFile = ScriptPath.In(top, request.StateFile),
            Runner = ScriptPath.In(top, request.Runner),
            Dotnet = ScriptPath.In(top, request.Dotnet),
        };
    }
}
