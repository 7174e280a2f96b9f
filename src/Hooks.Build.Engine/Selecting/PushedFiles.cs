using System.Text;

namespace Hooks.Build.Engine.Selecting;

/// <summary>Lists what a push sends: for a branch the remote has, what was changed since; for a new one, what no branch of the remote has.</summary>
internal static class PushedFiles
{
    public static async Task<FileListing> ListAsync(GitFolder folder, FileChoice choice, CancellationToken cancellation)
    {
        List<byte[]> lists = [];
        foreach (var line in choice.Refs.Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            // <local ref> <local id> <remote ref> <remote id>; a local ref such as HEAD~1:x has no blanks either.
            if (line.Trim().Split(' ') is not [_, var local, _, var remote])
            {
                throw new HooksException(Codes.Files, $"'{line}' is no line of a pre-push hook's input: <local ref> <local id> <remote ref> <remote id>");
            }

            if (!IsNone(local))
            {
                lists.Add(await ChangesAsync(folder, choice.Remote, local, remote, cancellation));
            }
        }

        return folder.Listing(lists);
    }

    private static async Task<byte[]> ChangesAsync(GitFolder folder, string remoteName, string local, string remote, CancellationToken cancellation)
    {
        if (IsNone(remote))
        {
            return await NewAsync(folder, remoteName, local, cancellation);
        }

        var changes = await folder.RunAsync([.. GitFolder.NamesThatDiffer, $"{remote}...{local}"], cancellation);
        if (changes.ExitCode == 0)
        {
            return changes.Output;
        }

        // The histories have nothing in common, or what the remote has was never fetched.
        return await folder.HasCommitAsync(remote, cancellation)
            ? await folder.RequireAsync([.. GitFolder.NamesThatDiffer, remote, local], cancellation)
            : await NewAsync(folder, remoteName, local, cancellation);
    }

    private static async Task<byte[]> NewAsync(GitFolder folder, string remoteName, string local, CancellationToken cancellation)
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
            ? await folder.RequireAsync([.. GitFolder.NamesThatDiffer, $"{first}^...{local}"], cancellation)
            : await folder.RequireAsync(["ls-tree", "-r", "-z", "--name-only", "--full-name", local], cancellation);
    }

    private static bool IsNone(string id) => id.All(digit => digit == '0');
}
