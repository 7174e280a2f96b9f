using System.Text;
using Hooks.Build.Engine.Git;

namespace Hooks.Build.Engine.Staging;

/// <summary>Copies of what is to be committed: as git would check it out, or as hooks have repaired it since.</summary>
internal sealed class StagedCopies(GitProgram git, PrivateFolder folder)
{
    private readonly Dictionary<string, string> _repaired = new(StringComparer.Ordinal);

    /// <summary>The repaired files, by path from the top.</summary>
    public IReadOnlyCollection<string> Repaired => _repaired.Keys;

    /// <summary>Writes copies into a folder in which none of them exists.</summary>
    /// <exception cref="HooksException">HOOK9016: they cannot be written; the disk is full, say.</exception>
    public async Task WriteAsync(IEnumerable<string> files, string target, CancellationToken cancellation)
    {
        List<string> fromIndex = [];
        foreach (var file in files)
        {
            if (_repaired.TryGetValue(file, out var repaired))
            {
                Try(target, () => Copy(repaired, Path.Combine(target, file)));
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
    /// <returns>Absolute path of where it is from now on.</returns>
    public string Take(string file, string from)
    {
        var target = folder.Next("repaired");
        File.Move(from, target);
        return _repaired[file] = target;
    }

    /// <summary>Writes to a folder for copies.</summary>
    /// <exception cref="HooksException">HOOK9016: that failed.</exception>
    public static void Try(string target, Action write)
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
