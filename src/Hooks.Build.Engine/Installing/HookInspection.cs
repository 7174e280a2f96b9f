using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Engine.Installing;

/// <summary>What git would start in a working tree, as it lies on the disk.</summary>
/// <param name="WorkingTree">Absolute path of the top of the working tree, where git starts hooks.</param>
/// <param name="Folder">Absolute path of the folder in which git looks for them.</param>
/// <param name="Scope">Where <c>core.hooksPath</c> is set: <c>local</c>, <c>global</c> and the like; <see langword="null"/> where it is not.</param>
/// <param name="Hooks">What is in the folder, by the names of git's hooks.</param>
/// <param name="PassedOver">Absolute paths of scripts of ours in the repository's own folder, where git does not look since <c>core.hooksPath</c> leads
/// elsewhere.</param>
public sealed record HookInspection(string WorkingTree, string Folder, string? Scope, IReadOnlyList<InspectedHook> Hooks, IReadOnlyList<string> PassedOver)
{
    /// <summary>
    /// Absolute path of a script there that goes with the commits, so that nothing of ours can be installed; <see langword="null"/> where there is none.
    /// </summary>
    public string? Committed { get; init; }

    // Those of git on the side of who works, and those that others install at.
    private static readonly string[] Names =
    [
        "applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg", "commit-msg", "post-commit",
        "pre-rebase", "post-checkout", "post-merge",
        "pre-push", "post-rewrite", "reference-transaction", "push-to-checkout", "sendemail-validate", "fsmonitor-watchman", "pre-auto-gc", "post-index-change",
    ];

    /// <summary>Looks.</summary>
    /// <exception cref="Model.HooksException">There is no working tree, or no git.</exception>
    internal static async Task<HookInspection> OfAsync(GitCommand git, string folder, CancellationToken cancellation)
    {
        var hooks = await HooksFolder.FindAsync(git, folder, cancellation);
        var setting = await git.TryAskAsync(hooks.WorkingTree, ["config", "--show-scope", "--get", "core.hooksPath"], cancellation);
        var common = Path.GetFullPath(await git.AskAsync(hooks.WorkingTree, ["rev-parse", "--git-common-dir"], cancellation), hooks.WorkingTree);
        var own = Path.Combine(common, "hooks");
        var passedOver = Git.GitFolders.IsSame(own, hooks.Path)
            ? []
            : GitHooks.All.Select(hook => Path.Combine(own, hook.Name)).Where(path => new HookFile(path).IsOurs);
        return new HookInspection(
            hooks.WorkingTree, hooks.Path, setting?.Split('\t')[0], [.. Names.Select(name => Inspect(hooks, name)).OfType<InspectedHook>()], [.. passedOver])
        {
            Committed = await hooks.CommittedAsync(git, cancellation),
        };
    }

    private static InspectedHook? Inspect(HooksFolder folder, string name)
    {
        HookFile file = new(Path.Combine(folder.Path, name));
        if (!file.Exists)
        {
            return null;
        }

        var link = new FileInfo(file.Path).LinkTarget;
        var stage = GitHooks.All.FirstOrDefault(hook => hook.Name == name).Stage;
        InspectedHook inspected = new(name, stage, file.Path)
        {
            LinkTarget = link,
            LeadsNowhere = link is not null && FileStatus.Read(file.Path, followsLinks: true).Kind == FileKind.None,
            IsStarted = ToolPath.IsProgram(file.Path),
            Legacy = new HookFile(file.LegacyPath).IsOurs ? file.LegacyPath : null,
            Old = new HookFile(file.OldPath).IsOurs ? file.OldPath : null,
        };
        if (!file.IsOurs || HookScript.TryRead(file.ReadText(), stage, name) is not { } script)
        {
            return inspected;
        }

        var needsDotnet = script.Runner.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
        var runner = Path.GetFullPath(script.Runner, folder.WorkingTree);
        return inspected with
        {
            Projects = [.. script.Projects.Select(project => Path.GetFullPath(project.Project, folder.WorkingTree))],
            Script = file.ReadText(),
            IsAsWritten = script.ToString() == file.ReadText(),
            Program = needsDotnet
                ? [
                    ToolPath.IsProgram(Path.GetFullPath(script.Dotnet, folder.WorkingTree)) ? Path.GetFullPath(script.Dotnet, folder.WorkingTree) : "dotnet",
                    "exec",
                    runner]
                : [runner],
            IsProgramThere = FileStatus.Read(runner, followsLinks: true) is { Kind: FileKind.File, Size: > 0 } && (needsDotnet || ToolPath.IsProgram(runner)),
            Kept = file.HasKept ? file.KeptPath : null,
            IsKeptStarted = file.HasKept && file.KeptRuns,
        };
    }
}

/// <summary>What lies where git looks for one of its hooks.</summary>
/// <param name="Name">Git's name of the hook.</param>
/// <param name="Stage">The stage; <see cref="HookStages.None"/> where it is none of ours.</param>
/// <param name="Path">Absolute path of the file.</param>
public sealed record InspectedHook(string Name, HookStages Stage, string Path)
{
    /// <summary>Whether git starts it: it passes over what may not be executed, and links that lead nowhere.</summary>
    public bool IsStarted { get; init; }

    /// <summary>Where it leads, as it is written; <see langword="null"/> where it is no link.</summary>
    public string? LinkTarget { get; init; }

    /// <summary>Whether it is a link to what is not there.</summary>
    public bool LeadsNowhere { get; init; }

    /// <summary>Absolute paths of the projects whose hooks it runs; none for a script of somebody else.</summary>
    public IReadOnlyList<string> Projects { get; init; } = [];

    /// <summary>Its text, where it is ours; else empty.</summary>
    public string Script { get; init; } = "";

    /// <summary>Whether nobody has changed it since this version wrote it.</summary>
    public bool IsAsWritten { get; init; }

    /// <summary>The program that it starts, and what stands before its arguments.</summary>
    public IReadOnlyList<string> Program { get; init; } = [];

    /// <summary>Whether that is there and may be executed.</summary>
    public bool IsProgramThere { get; init; }

    /// <summary>Absolute path of the hook that was there before; <see langword="null"/> where there was none.</summary>
    public string? Kept { get; init; }

    /// <summary>Whether that one runs first.</summary>
    public bool IsKeptStarted { get; init; }

    /// <summary>
    /// Absolute path of a script of ours that another tool put aside and runs from there, as pre-commit and prek do; <see langword="null"/> where there is
    /// none.
    /// </summary>
    public string? Legacy { get; init; }

    /// <summary>The same of one that nobody runs any more, as lefthook leaves it.</summary>
    public string? Old { get; init; }
}
