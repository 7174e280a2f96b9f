using System.Text;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.GitHooks;

/// <summary>Which files a hook of git is about.</summary>
internal static class GitHookFiles
{
    /// <summary>The files of a call; <see langword="null"/> where it is about none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="input">What git has written to the hook, of <see cref="Read"/>.</param>
    /// <param name="tell">Tells the user what is not as usual.</param>
    /// <param name="cancellation">Ends the question to git.</param>
    /// <exception cref="HooksException">HOOK9010: git's arguments are missing.</exception>
    public static FileChoice? Of(GitHookCall call, string input, Action<string> tell, CancellationToken cancellation) => call.Stage switch
    {
        HookStages.CommitMsg => call.Arguments is [{ Length: > 0 } message, ..]
            ? FileChoice.Given([Path.GetFullPath(message)])
            : throw new HooksException(
                Codes.Files,
                "commit-msg was started without the path of the message, which git gives it: a wrapper around the hook must hand on its arguments (\"$@\")"),
        HookStages.PrePush => OfPush(call.Arguments, input, tell, cancellation),
        HookStages.PostMerge => new FileChoice(FileChoiceKind.Range, "ORIG_HEAD", "HEAD"),
        HookStages.PostCheckout => OfCheckout(call.Arguments),
        _ => FileChoice.OfStage,
    };

    /// <summary>What git writes to the hook of a call, to its end; empty where the call is of a stage to which it writes nothing.</summary>
    /// <param name="call">The call.</param>
    /// <param name="input">Standard input. Nothing but the end of the process ends a read of it.</param>
    public static string Read(GitHookCall call, Func<Stream> input)
    {
        if (call.Stage != HookStages.PrePush)
        {
            return "";
        }

        try
        {
            using StreamReader reader = new(input());
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or ObjectDisposedException)
        {
            // It is closed, or nothing that can be read.
            return "";
        }
    }

    private static FileChoice? OfPush(IReadOnlyList<string> arguments, string input, Action<string> tell, CancellationToken cancellation)
    {
        var remote = arguments.Count > 0 ? arguments[0] : "";
        var refs = input.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (refs.Length > 0)
        {
            return FileChoice.Pushed(remote, refs);
        }

        // Git tells nothing where everything is up to date, and a wrapper that reads standard input, or drops it, leaves nothing either.
        if (!HasMoreThan(remote, cancellation))
        {
            return null;
        }

        tell(
            $"hooks: nothing was said to be pushed (standard input is empty), and HEAD has commits that {(remote.Length == 0 ? "no remote" : remote + " does not")} have: these are checked. A wrapper around the hook must hand on standard input");
        return FileChoice.Pushed(remote, ["HEAD HEAD HEAD 0"]);
    }

    private static bool HasMoreThan(string remote, CancellationToken cancellation)
    {
        var environment = HookEnvironment.OfThisProcess();
        if (GitRepository.Find(Path.GetFullPath("."), environment) is not { } repository)
        {
            return false;
        }

        // An address has no branches that are remembered by its name.
        var known = remote.AsSpan().IndexOfAny(":/\\") >= 0 || remote.Length == 0 ? "--remotes" : "--remotes=" + remote;
        var (exitCode, commits) = EventLoop.Run(loop => new GitProgram(repository, loop.CreateLauncher(), environment)
            .RunAsync(["rev-list", "--max-count=1", "HEAD", "--not", known], cancellation));
        return exitCode == 0 && Encoding.ASCII.GetString(commits).Trim().Length > 0;
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
