using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Runner.GitHooks;

/// <summary>Which files a hook of git is about.</summary>
internal static class GitHookFiles
{
    /// <summary>The files of a call; <see langword="null"/> where it is about none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="input">What git writes to the hook.</param>
    public static FileChoice? Of(GitHookCall call, Func<Stream> input) => call.Stage switch
    {
        HookStages.CommitMsg when call.Arguments is [var message, ..] => FileChoice.Given([Path.GetFullPath(message)]),
        HookStages.PrePush => OfPush(call.Arguments, input),
        HookStages.PostMerge => new FileChoice(FileChoiceKind.Range, "ORIG_HEAD", "HEAD"),
        HookStages.PostCheckout => OfCheckout(call.Arguments),
        _ => FileChoice.OfStage,
    };

    // Nothing is told where everything is up to date.
    private static FileChoice? OfPush(IReadOnlyList<string> arguments, Func<Stream> input)
    {
        using StreamReader reader = new(input());
        var refs = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return refs.Length == 0 ? null : FileChoice.Pushed(arguments.Count > 0 ? arguments[0] : "", refs);
    }

    // Old commit, new commit, and 1 where a branch was switched to, 0 where single files were restored. A clone comes from no commit.
    private static FileChoice? OfCheckout(IReadOnlyList<string> arguments) => arguments switch
    {
        [_, _, "0", ..] => null,
        [var old, var current, ..] when IsCommit(old) && IsCommit(current) => new FileChoice(FileChoiceKind.Range, old, current),
        _ => new FileChoice(FileChoiceKind.All),
    };

    private static bool IsCommit(string id) => id.AsSpan().IndexOfAnyExcept('0') >= 0;
}
