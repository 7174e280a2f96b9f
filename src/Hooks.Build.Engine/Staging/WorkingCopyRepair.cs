using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Staging;

/// <summary>
/// Brings repairs into the user's files: replaces those that have the staged content, merges three-way with those that have unstaged changes, and
/// declines where that does not work. A file is replaced as a whole, so that a kill leaves the old or the new content; what was done can be undone.
/// </summary>
/// <param name="git">The repository.</param>
/// <param name="folder">Where copies go.</param>
/// <param name="files">Replaces files.</param>
internal sealed class WorkingCopyRepair(GitProgram git, PrivateFolder folder, UserFile files)
{
    private readonly List<Done> _done = [];
    private readonly Dictionary<string, FileState> _written = new(StringComparer.Ordinal);

    /// <summary>Whether a file, by path from the top, is as a repair left it: nobody wrote it since.</summary>
    public bool IsOurs(string file, FileState now)
    {
        lock (_written)
        {
            return _written.TryGetValue(file, out var stamp) && stamp == now;
        }
    }

    /// <summary>Repairs one file.</summary>
    /// <param name="file">Path from the top of the working tree.</param>
    /// <param name="staged">Absolute path of a copy with the content that the repair started from.</param>
    /// <param name="repaired">Absolute path of a copy with the repaired content.</param>
    /// <param name="hasStagedContent">Whether the file on disk counts as having the staged content.</param>
    /// <param name="cancellation">Ends the merge; nothing is written then.</param>
    public async Task<WorkingCopyFix> RepairAsync(string file, string staged, string repaired, bool hasStagedContent, CancellationToken cancellation)
    {
        var path = Path.Combine(git.Repository.Root, file);
        var status = FileStatus.Read(path);
        if (status.Kind != FileKind.File || IsBehindLink(file))
        {
            return WorkingCopyFix.Absent;
        }

        var current = TryRead(path);
        if (current is null)
        {
            return WorkingCopyFix.Unwritable;
        }

        var (wanted, outcome) = await WantedAsync(file, current, staged, repaired, hasStagedContent, cancellation);
        if (wanted is null)
        {
            return outcome;
        }

        var executable = FileState.Of(repaired).IsExecutable;
        var isModeNew = executable != FileState.Of(staged).IsExecutable && executable != status.IsExecutable;
        if (wanted.AsSpan().SequenceEqual(current) && !isModeNew)
        {
            return outcome;
        }

        // What is in git as well need not wait for the disk.
        Replacement change = new(path, status, content => content.AsSpan().SequenceEqual(current), wanted)
        {
            Drafts = git.Repository.GitDirectory,
            Mode = isModeNew ? ExecutableBit.Set(Seen.ModeOf(path, status), executable) : null,
            IsPrecious = outcome == WorkingCopyFix.Merged,
        };
        return Replace(file, change, current, wanted, repaired) ?? outcome;
    }

    /// <summary>How many files were repaired so far: where <see cref="Undo"/> ends.</summary>
    public int Place => _done.Count;

    /// <summary>Puts back what was there.</summary>
    /// <param name="place">What was repaired before stays.</param>
    /// <returns>The files where that was not possible: somebody changed them since, or has them open for writing, or there is no room.</returns>
    public IReadOnlyList<string> Undo(int place = 0)
    {
        SortedSet<string> kept = new(StringComparer.Ordinal);
        for (var i = _done.Count - 1; i >= place; i--)
        {
            var one = _done[i];
            _done.RemoveAt(i);
            var back = FileState.Of(Path.Combine(git.Repository.Root, one.File)) == one.Written ? PutBack(one) : null;
            if (back is null)
            {
                _ = kept.Add(one.File);
            }

            lock (_written)
            {
                _ = _written.Remove(one.File);
                var earlier = _done.FindLastIndex(other => other.File == one.File);
                if (earlier >= 0 && back is { } stamp && _done[earlier].Written == FileState.Of(one.Before))
                {
                    // As that repair left it, again.
                    _done[earlier] = _done[earlier] with { Written = stamp };
                    _written[one.File] = stamp;
                }
            }
        }

        return [.. kept];
    }

    private FileState? PutBack(Done one)
    {
        var path = Path.Combine(git.Repository.Root, one.File);
        try
        {
            Replacement change = new(
                path, FileStatus.Read(path), content => content.AsSpan().SequenceEqual(File.ReadAllBytes(one.Made)), File.ReadAllBytes(one.Backup))
            {
                Drafts = git.Repository.GitDirectory,
                Mode = one.Mode,
                IsPrecious = true,
                Time = one.Before,
            };
            return files.TryReplace(change) is { } made ? StampOf(path, made) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The disk is full, or somebody has the file open: it keeps the repair, with all that was unstaged, and the others are put back.
            return null;
        }
    }

    // What is no more as it was made was saved since, and is not ours.
    private static FileState? StampOf(string path, FileStatus made)
    {
        var now = FileStatus.Read(path);
        return now with { Changed = made.Changed } == made ? FileState.Of(now) : null;
    }

    private static byte[]? TryRead(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private async Task<(byte[]? Wanted, WorkingCopyFix Outcome)> WantedAsync(
        string file, byte[] current, string staged, string repaired, bool hasStagedContent, CancellationToken cancellation)
    {
        // Another thread, which waits for the disk, would take longer than the disk.
        var fix = File.ReadAllBytes(repaired);
        var original = File.ReadAllBytes(staged);
        if (current.AsSpan().SequenceEqual(original) || current.AsSpan().SequenceEqual(fix))
        {
            return (fix, WorkingCopyFix.Same);
        }

        // The file keeps its own line ends where git converts them; a repair of line ends is one of content.
        if (LineEnds.Of(current) is { } own)
        {
            if (hasStagedContent && LineEnds.AreAllThatDiffers(current, original))
            {
                return (own.In(fix), WorkingCopyFix.Same);
            }

            if (LineEnds.Of(original) is { } ends && ends != own && ends == LineEnds.Of(fix))
            {
                (original, fix) = (own.In(original), own.In(fix));
            }
        }

        if (current.AsSpan().SequenceEqual(fix))
        {
            return (fix, WorkingCopyFix.Same);
        }

        var merged = await MergeAsync(current, original, fix, cancellation);
        // A filter, or a conversion, may hide that there is nothing to merge.
        return merged.Wanted is null && await IsSameToGitAsync(file, repaired, cancellation) ? (current, WorkingCopyFix.Same) : merged;
    }

    private async Task<bool> IsSameToGitAsync(string file, string repaired, CancellationToken cancellation)
    {
        List<string> ids = [];
        foreach (var content in (string[])[Path.Combine(git.Repository.Root, file), repaired])
        {
            var (exitCode, id) = await git.RunAsync(["-c", "core.safecrlf=false", "hash-object", "--path=" + file, "--", content], cancellation);
            ids.Add(exitCode == 0 ? Convert.ToHexString(id) : content);
        }

        return ids[0] == ids[1];
    }

    private async Task<(byte[]? Wanted, WorkingCopyFix Outcome)> MergeAsync(byte[] mine, byte[] original, byte[] fix, CancellationToken cancellation)
    {
        List<string> copies = [];
        foreach (var content in (byte[][])[mine, original, fix])
        {
            copies.Add(folder.Write("merge", path => File.WriteAllBytes(path, content)));
        }

        const int NoText = 255;
        var (exitCode, merged) = await git.RunAsync(["merge-file", "-p", .. copies], cancellation);
        // Above 0: the number of conflicts.
        return exitCode switch { 0 => (merged, WorkingCopyFix.Merged), NoText => (null, WorkingCopyFix.NoText), _ => (null, WorkingCopyFix.Conflict) };
    }

    // A link in the place of one of its folders: to git the file is deleted, and what the link leads to is none of ours.
    private bool IsBehindLink(string file)
    {
        for (var parent = Path.GetDirectoryName(file); !string.IsNullOrEmpty(parent); parent = Path.GetDirectoryName(parent))
        {
            if (FileStatus.Read(Path.Combine(git.Repository.Root, parent)).Kind == FileKind.Link)
            {
                return true;
            }
        }

        return false;
    }

    // What went wrong, if something did. Copies that have no room are no fault of the file.
    private WorkingCopyFix? Replace(string file, Replacement change, byte[] current, byte[] wanted, string repaired)
    {
        var backup = folder.Write("undo", copy => File.WriteAllBytes(copy, current));
        var made = File.ReadAllBytes(repaired).AsSpan().SequenceEqual(wanted) ? repaired : folder.Write("made", copy => File.WriteAllBytes(copy, wanted));
        try
        {
            var mode = Seen.ModeOf(change.Path, change.Before);
            if (files.TryReplace(change) is not { } status)
            {
                return WorkingCopyFix.Saved;
            }

            lock (_written)
            {
                var stamp = StampOf(change.Path, status) ?? default;
                _done.Add(new Done(file, backup, made, change.Before, stamp, mode));
                _written[file] = stamp;
            }

            return null;
        }
        catch (SavedElsewhereException e)
        {
            throw new HooksException(Codes.Staging, e.Message);
        }
        catch (HeldFileException)
        {
            return WorkingCopyFix.Held;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return WorkingCopyFix.Unwritable;
        }
    }

    // A file that was repaired: how it was, copies of what it held and of what it was given, and how it was then.
    private sealed record Done(string File, string Backup, string Made, FileStatus Before, FileState Written, UnixFileMode Mode);
}
