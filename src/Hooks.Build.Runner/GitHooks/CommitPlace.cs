using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Runner.GitHooks;

/// <summary>
/// Whether what a hook is told, and where it is started, can be what git says. Who stands between git and its hook may take away a variable or change
/// the folder: then another index, or another repository, would be checked than what is committed.
/// </summary>
internal static class CommitPlace
{
    // Another git that only looks holds the lock for a moment.
    private const int Attempts = 20;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(50);

    /// <summary>Refuses what cannot be.</summary>
    /// <param name="call">The call.</param>
    /// <param name="root">Absolute path of the root for which the hooks were built.</param>
    /// <param name="cancellation">Ends waiting for another git.</param>
    /// <exception cref="HooksException">HOOK9010: something else would be checked.</exception>
    public static void Check(GitHookCall call, string root, CancellationToken cancellation)
    {
        var environment = HookEnvironment.OfThisProcess();
        var here = Path.GetFullPath(".");
        var checkedOne = GitRepository.Find(root, environment);
        if (checkedOne is null || GitRepository.Find(here, environment) is not { } committed || !GitFolders.IsSame(checkedOne.Root, committed.Root))
        {
            throw new HooksException(
                Codes.Files, $"{call.Name} was started in {here}, and its hooks were built for {root}: what is committed would not be what is checked. If the repository was moved, build {string.Join(" and ", call.Projects.Select(place => place.Project))} once; a wrapper around the hook must not change the folder");
        }

        if (call.Stage == HookStages.PreCommit)
        {
            CheckIndex(checkedOne, cancellation);
        }
    }

    // During `commit -a` and `commit PATH` git holds the lock of the usual index, and names the one that it commits from in GIT_INDEX_FILE; during any
    // other commit it holds none (git, builtin/commit.c, prepare_index).
    private static void CheckIndex(GitRepository repository, CancellationToken cancellation)
    {
        if (repository.HasTemporaryIndex)
        {
            if (!File.Exists(repository.IndexFile))
            {
                throw new HooksException(Codes.Files, $"GIT_INDEX_FILE names {repository.IndexFile}, which does not exist: what is committed cannot be told. A wrapper around the hook must hand on git's variables as they are");
            }

            return;
        }

        var kept = Path.Combine(repository.GitDirectory, "index.lock");
        for (var attempt = 1; File.Exists(kept) && !cancellation.IsCancellationRequested; attempt++)
        {
            if (attempt == Attempts)
            {
                throw new HooksException(
                    Codes.Files,
                    $"{kept} is held, so this is a commit with an index of its own (-a, or of paths), and GIT_INDEX_FILE does not name that: what is committed cannot be told. A wrapper around the hook must hand on git's variables as they are; else another git is at work: wait until it is done");
            }

            _ = cancellation.WaitHandle.WaitOne(BetweenAttempts);
        }
    }
}
