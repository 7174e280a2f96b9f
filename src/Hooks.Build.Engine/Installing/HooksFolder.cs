using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Engine.Installing;

/// <summary>A working tree, and the folder in which git looks for its hooks.</summary>
/// <param name="WorkingTree">Absolute path of the working tree's top folder.</param>
/// <param name="Path">Absolute path of the hooks folder, which need not exist.</param>
internal sealed record HooksFolder(string WorkingTree, string Path)
{
    private const string HooksPath = "core.hooksPath";

    // Remembers that core.hooksPath is ours to remove.
    private const string Forced = "hooks-build.hooksPathForced";

    /// <summary>Asks git, which knows of linked worktrees, submodules and <c>core.hooksPath</c>.</summary>
    /// <exception cref="HooksException">There is no working tree, or no git.</exception>
    public static async Task<HooksFolder> FindAsync(GitCommand git, string folder, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
        {
            throw new HooksException(Codes.CannotInstall, $"Git hooks cannot be installed for {folder}: the folder does not exist");
        }

        if (await git.TryAskAsync(folder, ["rev-parse", "--is-bare-repository"], cancellation) == "true")
        {
            throw new HooksException(
                Codes.CannotInstall,
                $"Git hooks cannot be installed for {folder}: the repository is bare, and hooks run on the files of a working tree. Install them in a clone");
        }

        var top = System.IO.Path.GetFullPath(await git.AskAsync(folder, ["rev-parse", "--show-toplevel"], cancellation));
        // Asked at the top, where git starts hooks: a relative core.hooksPath starts there.
        return new HooksFolder(top, Absolute(top, await git.AskAsync(top, ["rev-parse", "--git-path", "hooks"], cancellation)));
    }

    /// <summary>
    /// The folder, if it belongs to this repository alone; with force the one that does, which git is then to be told (<see cref="ForceAsync"/>).
    /// </summary>
    /// <exception cref="HooksException">It is everybody's.</exception>
    public async Task<(HooksFolder Folder, bool IsForced)> OwnAsync(GitCommand git, bool force, CancellationToken cancellation)
    {
        // "global<TAB>path"
        var setting = await git.TryAskAsync(WorkingTree, ["config", "--show-scope", "--get", HooksPath], cancellation);
        var scope = setting?.Split('\t')[0];
        if (scope is not ("global" or "system"))
        {
            return (this, false);
        }

        if (!force)
        {
            throw new HooksException(
                Codes.CannotInstall,
                $"{HooksPath} is set to {Path} in the {scope} configuration of git: hooks in that folder run in every repository of this machine. " +
                $"Remove the setting (git config --{scope} --unset {HooksPath}), or force the installation (HooksInstallForce=true, hooks install --force), which gives this repository its own folder again");
        }

        var common = Absolute(WorkingTree, await git.AskAsync(WorkingTree, ["rev-parse", "--git-common-dir"], cancellation));
        return (this with { Path = System.IO.Path.Combine(common, "hooks") }, true);
    }

    /// <summary>Tells git to look for hooks here.</summary>
    /// <param name="git">Git.</param>
    /// <param name="everybodys">Where it looked before.</param>
    /// <param name="changes">Takes it back.</param>
    public async Task ForceAsync(GitCommand git, string everybodys, Changes changes)
    {
        // First that it is ours: a setting that nobody takes back would be worse than a note about none.
        changes.Add(() => ForgetAsync(git));
        await git.ConfigureAsync(WorkingTree, Forced, "true");
        changes.Add(() => UnsetAsync(git));
        await git.ConfigureAsync(WorkingTree, HooksPath, Path);
        changes.Tell($"{HooksPath} of this repository is now {Path}; hooks in {everybodys} do not run in it any more");
    }

    /// <summary>Takes back what <see cref="ForceAsync"/> did.</summary>
    public async Task DisownAsync(GitCommand git, Changes changes)
    {
        if (await git.TryAskAsync(WorkingTree, ["config", "--local", "--get", Forced], CancellationToken.None) != "true")
        {
            return;
        }

        if (await git.TryAskAsync(WorkingTree, ["config", "--local", "--get", HooksPath], CancellationToken.None) is { } own)
        {
            changes.Add(() => git.ConfigureAsync(WorkingTree, HooksPath, own));
            await UnsetAsync(git);
        }

        changes.Add(() => git.ConfigureAsync(WorkingTree, Forced, "true"));
        await ForgetAsync(git);
        changes.Tell($"{HooksPath} of this repository is unset again");
    }

    /// <summary>The path as people read it: from the working tree's top where it is inside.</summary>
    public string Show(string path) => ScriptPath.In(WorkingTree, path);

    /// <summary>One of git's hooks in it.</summary>
    public HookFile HookAt(string name) => new(System.IO.Path.Combine(Path, name));

    /// <summary>Our script for a stage; one without projects where there is none.</summary>
    public HookScript ScriptAt(HookStages stage, string name)
    {
        var file = HookAt(name);
        return (file.IsOurs ? HookScript.TryRead(file.ReadText(), stage, name) : null)
            ?? new HookScript { Stage = stage, Name = name, Projects = [], Runner = "", Dotnet = "" };
    }

    /// <summary>The absolute path of what a script names.</summary>
    public string AbsoluteOf(string path) => System.IO.Path.GetFullPath(path, WorkingTree);

    /// <summary>Absolute path of a script in it that goes with the commits; <see langword="null"/> where none does.</summary>
    public async Task<string?> CommittedAsync(GitCommand git, CancellationToken cancellation)
    {
        // Beyond a link git lists nothing.
        var folder = RealPath.Of(Path) ?? Path;
        var tracked = await git.TryAskAsync(
            WorkingTree, ["ls-files", "-z", "--", .. GitHooks.All.Select(hook => System.IO.Path.Combine(folder, hook.Name))], cancellation) ?? "";
        return tracked.Split('\0')[0] is { Length: > 0 } script ? AbsoluteOf(script) : null;
    }

    /// <summary>Requires that no script in it goes with the commits.</summary>
    /// <exception cref="HooksException">One does.</exception>
    public async Task RequireUncommittedAsync(GitCommand git, CancellationToken cancellation)
    {
        if (await CommittedAsync(git, cancellation) is { } path)
        {
            var script = Show(path);
            var isLink = new FileInfo(Path).LinkTarget is not null;
            throw new HooksException(
                Codes.CannotInstall,
                $"{(isLink ? $"{Show(Path)} is a link" : $"{HooksPath} is {Show(Path)}")}, and {script} is under version control: what is installed names paths of this machine, which a commit would give to everybody. " +
                $"Declare as hooks what it does, and let git look in its own folder again ({(isLink ? $"put a folder in the place of {Show(Path)}" : $"git config --unset {HooksPath}")}); or take it out of git first (git rm --cached '{script}') and ignore it");
        }
    }

    /// <summary>Requires that it is not the folder of husky 9.</summary>
    /// <exception cref="HooksException">It is.</exception>
    public void RequireLasting()
    {
        // What husky has in it: that, and for each hook of git a script that reads it, and by its own name finds the user's in the folder above.
        if (System.IO.Path.GetFileName(Path) == "_" && File.Exists(System.IO.Path.Combine(Path, "h")))
        {
            throw new HooksException(
                Codes.CannotInstall,
                $"{HooksPath} is {Show(Path)}, which husky writes anew at each installation, and a script of which does nothing under another name. " +
                $"Declare as hooks what those in {Show(System.IO.Path.GetDirectoryName(Path)!)} do, and let git look in its own folder again (git config --unset {HooksPath}; and take husky out of the scripts of package.json)");
        }
    }

    private Task UnsetAsync(GitCommand git) => git.ConfigureAsync(WorkingTree, "--unset-all", HooksPath);

    private Task ForgetAsync(GitCommand git) => git.ConfigureAsync(WorkingTree, "--remove-section", Forced.Split('.')[0]);

    private static string Absolute(string root, string path) => System.IO.Path.GetFullPath(System.IO.Path.Combine(root, path));
}
