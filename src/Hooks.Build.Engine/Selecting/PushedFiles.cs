using System.Text;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Selecting;

/// <summary>Lists what a push sends: for a branch the remote has, what was changed since; for a new one, what no branch of the remote has.</summary>
internal static class PushedFiles
{
    public static async Task<FileListing> ListAsync(GitFolder folder, FileChoice choice, CancellationToken cancellation) =>
        folder.Listing(await DiffsAsync(folder, choice, folder.NamesThatDiffer, cancellation));

    /// <summary>What git says of each branch that is sent.</summary>
    /// <param name="folder">Where it is asked.</param>
    /// <param name="choice">The push.</param>
    /// <param name="diff">The command, which lacks only the commits.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<IReadOnlyList<byte[]>> DiffsAsync(GitFolder folder, FileChoice choice, IReadOnlyList<string> diff, CancellationToken cancellation)
    {
        List<byte[]> answers = [];
        foreach (var line in choice.Refs.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            // <local ref> <local id> <remote ref> <remote id>; a local ref such as HEAD~1:x has no blanks either.
            if (line.Trim().Split(' ') is not [_, var local, _, var remote])
            {
                throw new HooksException(Codes.Files, $"'{line}' is no line of a pre-push hook's input: <local ref> <local id> <remote ref> <remote id>");
            }

            if (!IsNone(local))
            {
                answers.Add(await ChangesAsync(folder, diff, choice.Remote, local, remote, cancellation));
            }
        }

        return answers;
    }

    private static async Task<byte[]> ChangesAsync(
        GitFolder folder, IReadOnlyList<string> diff, string remoteName, string local, string remote, CancellationToken cancellation)
    {
        if (IsNone(remote))
        {
            return await NewAsync(folder, diff, remoteName, local, cancellation);
        }

        var changes = await folder.RunAsync([.. diff, $"{remote}...{local}"], cancellation);
        if (changes.ExitCode == 0)
        {
            return changes.Output;
        }

        // The histories have nothing in common, or what the remote has was never fetched. A tag may be of a file, which is no commit: of it nothing is new.
        return await folder.HasCommitAsync(remote, cancellation) && await folder.HasCommitAsync(local, cancellation)
            ? await folder.RequireAsync([.. diff, remote, local], cancellation)
            : await NewAsync(folder, diff, remoteName, local, cancellation);
    }

    private static async Task<byte[]> NewAsync(GitFolder folder, IReadOnlyList<string> diff, string remoteName, string local, CancellationToken cancellation)
    {
        string[] known = remoteName.Length == 0 ? [] : ["--not", $"--remotes={remoteName}"];
        var commits = await folder.Git.RequireAsync(["rev-list", "--topo-order", "--reverse", local, .. known], cancellation);
        var first = Encoding.ASCII.GetString(commits).Split('\n')[0];
        if (first.Length == 0)
        {
            return [];
        }

        // Without a parent the first commit is the start of all history: everything is new.
        return await folder.HasCommitAsync(first + "^", cancellation)
            ? await folder.RequireAsync([.. diff, $"{first}^...{local}"], cancellation)
            : await folder.RequireAsync([.. diff, EmptyTree(local), local], cancellation);
    }

    // Every git knows it, by a name that depends on how it hashes.
    private static string EmptyTree(string id) =>
        id.Length > 40 ? "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321" : "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    private static bool IsNone(string id) => id.All(digit => digit == '0');
}
