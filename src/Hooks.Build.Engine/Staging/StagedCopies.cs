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
                Copy(Path.Combine(RepairedFolder, file), Path.Combine(target, file));
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
        try
        {
            await StagedPaths.WriteListAsync(list, fromIndex, cancellation);
        }
        catch (IOException e)
        {
            throw new HooksException(Codes.Staging, $"The staged files cannot be copied to {target}: {e.Message}. Free some space there, or set TMPDIR to another folder; nothing was changed");
        }

        var (exitCode, words) = await git.RunAsync(["checkout-index", "-z", "--stdin", "--prefix=" + target.TrimEnd('/') + "/"], cancellation, list, dropErrors: false);
        if (exitCode != 0)
        {
            throw new HooksException(
                Codes.Staging,
                $"The staged files cannot be copied to {target}: {Encoding.UTF8.GetString(words).Trim()}. Free some space there, or set TMPDIR to another folder; nothing was changed");
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

    private static void Copy(string from, string to)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }
}
