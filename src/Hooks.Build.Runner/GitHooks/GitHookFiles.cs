using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Runner.GitHooks;

/// <summary>Which files a hook of git is about.</summary>
internal static class GitHookFiles
{
    /// <summary>The files of a call; <see langword="null"/> where it is about none.</summary>
    public static FileChoice? Of(GitHookCall call) => call.Stage switch
    {
        HookStages.PostMerge => new FileChoice(FileChoiceKind.Range, "ORIG_HEAD", "HEAD"),
        HookStages.PostCheckout => OfCheckout(call.Arguments),
        _ => FileChoice.OfStage,
    };

    // old commit, new commit, and 1 where a branch was switched to, 0 where single files were restored. A clone comes from no commit.
    private static FileChoice? OfCheckout(IReadOnlyList<string> arguments) => arguments switch
    {
        [_, _, "0", ..] => null,
        [var old, var current, ..] when old.Trim('0').Length > 0 && current.Trim('0').Length > 0 => new FileChoice(FileChoiceKind.Range, old, current),
        _ => new FileChoice(FileChoiceKind.All),
    };
}
