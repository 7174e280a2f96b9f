using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Git;

/// <summary>
/// Whether the index that a run reads can be the one that is committed. Who stands between git and its hook may take away, or change, what git says: then
/// another index would be checked.
/// </summary>
internal static class CommitIndex
{
    // Another git that only looks holds the lock for a moment.
    private const int Attempts = 20;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(50);

    /// <summary>Refuses an index that cannot be it.</summary>
    /// <param name="repository">The repository, with the index that is read.</param>
    /// <param name="clock">Times the attempts.</param>
    /// <param name="cancellation">Ends waiting for another git.</param>
    /// <exception cref="HooksException">HOOK9010: something else would be checked.</exception>
    public static async Task RequireAsync(GitRepository repository, TimeProvider clock, CancellationToken cancellation)
    {
        if (repository.HasTemporaryIndex && !File.Exists(repository.IndexFile))
        {
            throw new HooksException(
                Codes.Files,
                $"GIT_INDEX_FILE names {repository.IndexFile}, which does not exist: what is committed cannot be told. A wrapper around the hook must hand on git's variables as they are");
        }

        // During `commit -a` and `commit PATH` git holds the lock of the usual index, and names the one that it commits from in GIT_INDEX_FILE: that lock, or
        // next-index-PID.lock. During any other commit it holds none (git, builtin/commit.c, prepare_index).
        var kept = Path.Combine(repository.GitDirectory, "index.lock");
        for (var attempt = 1; !IsOfSuchCommit(repository, kept) && File.Exists(kept); attempt++)
        {
            if (attempt == Attempts)
            {
                throw new HooksException(
                    Codes.Files,
                    $"{kept} is held, as by a commit with an index of its own (-a, or of paths), and GIT_INDEX_FILE does not name that: what is committed cannot be told. A wrapper around the hook must hand on git's variables as they are; else another git is at work: wait until it is done (or delete the file if none runs)");
            }

            await Task.Delay(BetweenAttempts, clock, cancellation);
        }
    }

    private static bool IsOfSuchCommit(GitRepository repository, string kept) =>
        string.Equals(repository.IndexFile, kept, PathCase.Comparison)
        || (Path.GetFileName(repository.IndexFile) is var name
            && name.StartsWith("next-index-", StringComparison.Ordinal)
            && name.EndsWith(".lock", StringComparison.Ordinal)
            && string.Equals(Path.GetDirectoryName(repository.IndexFile), repository.GitDirectory, PathCase.Comparison));
}
