namespace Hooks.Build.Runner.GitHooks;

/// <summary>What git's hook script says: <c>hooks git-hook NAME PROJECT STATE [git's arguments]</c>, paths from the current folder, the top of the working tree.</summary>
/// <param name="Name">Git's name of the hook.</param>
/// <param name="Stage">The stage that goes by that name.</param>
/// <param name="Project">Absolute path of the project that declares the hooks.</param>
/// <param name="StateFile">Absolute path of its state file.</param>
/// <param name="Arguments">What git passes to the hook.</param>
internal sealed record GitHookCall(string Name, HookStages Stage, string Project, string StateFile, IReadOnlyList<string> Arguments)
{
    /// <summary>Reads the command line; <see langword="null"/> where it is none of a hook script.</summary>
    public static GitHookCall? TryParse(string[] args) =>
        args is [_, var name, var project, var state, .. var rest] && StageOf(name) is { } stage
            ? new GitHookCall(name, stage, Path.GetFullPath(project), Path.GetFullPath(state), rest)
            : null;

    private static HookStages? StageOf(string name) => name switch
    {
        "pre-commit" => HookStages.PreCommit,
        "commit-msg" => HookStages.CommitMsg,
        "pre-push" => HookStages.PrePush,
        "post-merge" => HookStages.PostMerge,
        "post-checkout" => HookStages.PostCheckout,
        _ => null,
    };
}
