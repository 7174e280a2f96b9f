using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Git;

/// <summary>
/// Whose a repository is. What lies in another user's runs as that user wants it, also where it was put above a folder of one's own: git works on none that
/// <c>safe.directory</c> does not name (CVE-2022-24765). Git is the judge, and is asked only where there is something to judge.
/// </summary>
internal static class RepositoryOwner
{
    /// <summary>Whether a folder is the top of a plain repository that is this user's: no where git is to be asked, or the folder is no such top.</summary>
    public static bool IsOwnTop(string folder) =>
        FileStatus.Read(EntryOf(folder)) is { Kind: FileKind.Folder } entry && entry.IsOwn() && Ownership.IsOwn(folder);

    /// <summary>Whether all that git looks at is this user's: the top, its <c>.git</c>, and where that leads.</summary>
    public static bool IsOwn(string root, string gitDirectory) =>
        FileStatus.Read(EntryOf(root)).IsOwn() && Ownership.IsOwn(root) && Ownership.IsOwn(gitDirectory);

    /// <summary>Asks git whether it works on a repository that is not this user's.</summary>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    /// <param name="gitDirectory">Absolute path of its git directory.</param>
    /// <param name="launcher">Starts git.</param>
    /// <param name="environment">The environment of this process, git's variables included.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <returns>Why it does not, in its own words, which say what to do; empty where it does.</returns>
    public static async Task<string> RefusalAsync(
        string root, string gitDirectory, IProcessLauncher launcher, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        // One that says that it is bare is none to hooks, and what is in it would run all the same.
        var repository = GitRepository.Find(root, environment)
            ?? new GitRepository { Root = root, GitDirectory = gitDirectory, CommonDirectory = gitDirectory, IndexFile = Path.Combine(gitDirectory, "index") };
        try
        {
            var answer = await new GitProgram(repository, launcher, environment).RunAsync(["rev-parse", "--git-dir"], cancellation, dropErrors: false);
            return answer.ExitCode == 0 ? "" : answer.Reason;
        }
        catch (HooksException e)
        {
            return e.Message;
        }
    }

    private static string EntryOf(string root) => Path.Combine(root, ".git");
}
