using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Staging;

/// <summary>
/// Copies of what is to be committed: of the user's file where that is what is staged, else as git would check it out, or as hooks have repaired it since.
/// </summary>
internal sealed class StagedCopies(GitProgram git, PrivateFolder folder, Func<string, StagedFile?> staged)
{
    private readonly CleanCopies _own = new(git, folder, staged);
    private readonly HashSet<string> _repaired = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _current = new(StringComparer.Ordinal);

    /// <summary>The repaired files, by path from the top.</summary>
    public IReadOnlyCollection<string> Repaired => _repaired;

    /// <summary>Absolute path of a repaired file's copy; <see langword="null"/> where it was not repaired.</summary>
    public string? RepairOf(string file) => _repaired.Contains(file) ? _current[file] : null;

    /// <summary>Whether copies could not be made as a filter fails, which it does wherever they are to go.</summary>
    public bool IsFilterBroken { get; private set; }

    /// <summary>Writes copies into a folder in which none of them exists.</summary>
    /// <exception cref="HooksException">HOOK9016: they cannot be written; the disk is full, say.</exception>
    public async Task WriteAsync(IEnumerable<string> files, string target, CancellationToken cancellation)
    {
        List<string> fromIndex = [];
        foreach (var file in files)
        {
            if (_current.TryGetValue(file, out var current))
            {
                Try(target, () => Copy(current, Path.Combine(target, file)));
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

        var list = folder.WriteList(fromIndex);
        string[] arguments = ["checkout-index", "-z", "--stdin", "--prefix=" + target.TrimEnd('/') + "/"];
        var (exitCode, words) = await git.RunAsync(arguments, cancellation, list, dropErrors: false);
        if (exitCode != 0)
        {
            var said = Encoding.UTF8.GetString(words).Trim();
            // A path may have the word, too: where there is room it is no lack of room.
            IsFilterBroken = said.Contains("filter", StringComparison.OrdinalIgnoreCase) && !Remedy.IsLackOfRoom(said) && folder.HasRoom;
            if (IsFilterBroken)
            {
                throw new HooksException(
                    Codes.Staging,
                    $"The staged files cannot be checked out: {said}. The filter that .gitattributes names for them fails: install what it needs, or mend it (git config --get-regexp '^filter\\.'); nothing was changed");
            }

            // Staged and yet outside of a sparse checkout. Git before 2.36 has no such option, and needs none.
            if ((await git.RunAsync([.. arguments, "--force", "--ignore-skip-worktree-bits"], cancellation, list)).ExitCode != 0)
            {
                throw Failure(target, said, Remedy.IsLackOfRoom(said) || !folder.HasRoom
                    ? Remedy.OfRoom
                    : "What git says is the reason; git checkout-index --all --prefix=FOLDER/ does the same by hand");
            }
        }

        await TakeOwnAsync(fromIndex, target, cancellation);
    }

    /// <summary>Takes a repaired file out of a folder.</summary>
    /// <returns>Absolute path of where it is from now on.</returns>
    public string Take(string file, string from)
    {
        // From another file system it is copied.
        var target = folder.Write("repaired", path => File.Move(from, path));
        _ = _repaired.Add(file);
        return _current[file] = target;
    }

    /// <summary>Forgets a repair that was taken.</summary>
    /// <param name="file">The file, by path from the top.</param>
    /// <param name="before">Absolute path of what it was before.</param>
    /// <param name="isRepaired">Whether that is a repair, too.</param>
    public void PutBack(string file, string before, bool isRepaired)
    {
        _ = isRepaired || _repaired.Remove(file);
        _current[file] = before;
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
            throw Failure(target, e.Message, Remedy.For(e));
        }
    }

    // Kept for the whole run: what a hook made is compared to what it was given, and the user's file may change meanwhile.
    private async Task TakeOwnAsync(IReadOnlyList<string> files, string target, CancellationToken cancellation)
    {
        try
        {
            foreach (var (file, copy) in await _own.MakeAsync(files, target, cancellation))
            {
                _current[file] = copy;
                Copy(copy, Path.Combine(target, file));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure(target, e.Message, Remedy.For(e));
        }
    }

    private static HooksException Failure(string target, string reason, string remedy) =>
        new(Codes.Staging, $"The staged files cannot be copied to {target}: {reason}. {remedy}; nothing was changed");

    private static void Copy(string from, string to)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }
}
