using System.Text;
using Hooks.Build.Engine.Git;

namespace Hooks.Build.Engine.Staging;

/// <summary>Copies of what is to be committed: as git would check it out, or as hooks have repaired it since.</summary>
internal sealed class StagedCopies(GitProgram git, PrivateFolder folder)
{
    private readonly HashSet<string> _repaired = new(StringComparer.Ordinal);

    /// <summary>Absolute path of the folder with the repaired files, by their path from the top.</summary>
    public string RepairedFolder { get; } = folder.Next("repaired");

    /// <summary>The repaired files, by path from the top.</summary>
    public IReadOnlyCollection<string> Repaired => _repaired;

    /// <summary>Writes copies into a folder in which none of them exists.</summary>
    /// <exception cref="HooksException">HOOK9016: they cannot be written; the disk is full, say.</exception>
    public async Task WriteAsync(IEnumerable<string> files, string target, CancellationToken cancellation)
    {
        List<string> fromIndex = [];
        foreach (var file in files)
        {
            if (_repaired.Contains(file))
            {
                Try(target, () => Copy(Path.Combine(RepairedFolder, file), Path.Combine(target, file)));
            }
            else
            {
                fromIndex.Add(file);
            }
        }

        if (fromIndex.Count == 0)
        {
            return;
        }

        var list = folder.Next("list");
        Try(target, () => StagedPaths.WriteList(list, fromIndex));
        string[] arguments = ["checkout-index", "-z", "--stdin", "--prefix=" + target.TrimEnd('/') + "/"];
        var (exitCode, words) = await git.RunAsync(arguments, cancellation, list, dropErrors: false);
        // Staged and yet outside of a sparse checkout. Git before 2.36 has no such option, and needs none.
        if (exitCode != 0 && (await git.RunAsync([.. arguments, "--force", "--ignore-skip-worktree-bits"], cancellation, list)).ExitCode != 0)
        {
            throw Failure(target, Encoding.UTF8.GetString(words).Trim());
        }
    }

    /// <summary>Replaces files by what is staged of them, where that is something.</summary>
    public async Task ReplaceAsync(IReadOnlyCollection<string> files, string target, CancellationToken cancellation)
    {
        if (files.Count > 0)
        {
            var list = folder.Next("list");
            Try(target, () => StagedPaths.WriteList(list, files));
            _ = await git.RunAsync(["checkout-index", "--quiet", "--force", "-z", "--stdin", "--prefix=" + target.TrimEnd('/') + "/"], cancellation, list);
        }
    }

    /// <summary>Takes a repaired file out of a folder.</summary>
    public void Take(string file, string from)
    {
        var target = Path.Combine(RepairedFolder, file);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(from, target, overwrite: true);
        _ = _repaired.Add(file);
    }

    private static void Try(string target, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure(target, e.Message);
        }
    }

    private static HooksException Failure(string target, string reason) =>
        new(Codes.Staging, $"The staged files cannot be copied to {target}: {reason}. Free some space there, or set TMPDIR to another folder; nothing was changed");

    private static void Copy(string from, string to)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }
}
