using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Staging;

/// <summary>
/// Brings repairs into the user's files: replaces those that have the staged content, merges three-way with those that have unstaged changes, and
/// declines where that does not work. A file is replaced as a whole, so that a kill leaves the old or the new content; what was done can be undone.
/// </summary>
internal sealed class WorkingCopyRepair(GitProgram git, PrivateFolder folder)
{
    private readonly List<(string File, string Backup, FileState Written, DateTime Time)> _undo = [];
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
        var stamp = FileState.Of(path);
        if (stamp.Kind != FileKind.File || IsBehindLink(file))
        {
            return WorkingCopyFix.Absent;
        }

        try
        {
            var current = await File.ReadAllBytesAsync(path, cancellation);
            var (wanted, outcome) = await WantedAsync(current, staged, repaired, hasStagedContent, cancellation);
            if (wanted is null)
            {
                return outcome;
            }

            var executable = FileState.Of(repaired).IsExecutable;
            var isModeNew = executable != FileState.Of(staged).IsExecutable && executable != stamp.IsExecutable;
            if (!wanted.AsSpan().SequenceEqual(current) || isModeNew)
            {
                // Somebody saved the file while it was merged.
                if (FileState.Of(path) != stamp)
                {
                    return WorkingCopyFix.Saved;
                }

                Replace(file, path, current, wanted, isModeNew ? executable : null, outcome == WorkingCopyFix.Merged);
            }

            return outcome;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return WorkingCopyFix.Unwritable;
        }
    }

    /// <summary>Puts back what was there, files that somebody changed since excepted.</summary>
    public void Undo()
    {
        for (var i = _undo.Count - 1; i >= 0; i--)
        {
            var (file, backup, written, time) = _undo[i];
            var path = Path.Combine(git.Repository.Root, file);
            if (FileState.Of(path) == written)
            {
                Undo(path, backup, time);
            }
        }

        _undo.Clear();
    }

    private void Undo(string path, string backup, DateTime time)
    {
        try
        {
            WriteWhole(path, File.ReadAllBytes(backup), FileState.Of(backup).IsExecutable, isPrecious: true);
            File.SetLastWriteTimeUtc(path, time);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The disk is full: the file keeps the repair, with all that was unstaged, and the others are put back.
        }
    }

    private async Task<(byte[]? Wanted, WorkingCopyFix Outcome)> WantedAsync(byte[] current, string staged, string repaired, bool hasStagedContent, CancellationToken cancellation)
    {
        var fix = await File.ReadAllBytesAsync(repaired, cancellation);
        var original = await File.ReadAllBytesAsync(staged, cancellation);
        if (current.AsSpan().SequenceEqual(original) || current.AsSpan().SequenceEqual(fix))
        {
            return (fix, WorkingCopyFix.Same);
        }

        // The file keeps its own line ends where git converts them; a repair of line ends is one of content.
        if (LineEnds.Of(current) is { } own && LineEnds.Of(original) is { } ends && ends != own)
        {
            if (hasStagedContent && LineEnds.AreAllThatDiffers(current, original))
            {
                return (own.In(fix), WorkingCopyFix.Same);
            }

            if (ends == LineEnds.Of(fix))
            {
                (original, fix) = (own.In(original), own.In(fix));
            }
        }

        return await MergeAsync(current, original, fix, cancellation);
    }

    private async Task<(byte[]? Wanted, WorkingCopyFix Outcome)> MergeAsync(byte[] mine, byte[] original, byte[] fix, CancellationToken cancellation)
    {
        List<string> files = [];
        foreach (var content in (byte[][])[mine, original, fix])
        {
            files.Add(folder.Next("merge"));
            await File.WriteAllBytesAsync(files[^1], content, cancellation);
        }

        const int NoText = 255;
        var (exitCode, merged) = await git.RunAsync(["merge-file", "-p", .. files], cancellation);
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

    private void Replace(string file, string path, byte[] current, byte[] wanted, bool? executable, bool isPrecious)
    {
        var backup = folder.Next("undo");
        File.WriteAllBytes(backup, current);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(backup, File.GetUnixFileMode(path));
        }

        var time = File.GetLastWriteTimeUtc(path);
        var before = FileState.Of(path);
        WriteWhole(path, wanted, executable, isPrecious);
        var written = FileState.Of(path);
        lock (_written)
        {
            // What was repaired before and not touched since goes back to what was there at first.
            var earlier = _undo.FindLastIndex(one => one.File == file);
            if (earlier >= 0 && _undo[earlier].Written == before)
            {
                _undo[earlier] = _undo[earlier] with { Written = written };
            }
            else
            {
                _undo.Add((file, backup, written, time));
            }

            _written[file] = written;
        }
    }

    // By renaming: a kill must not leave half a file. The new file is made in the git directory, where it is in nobody's way if it stays.
    private void WriteWhole(string path, byte[] content, bool? executable, bool isPrecious)
    {
        var name = "hooks-build-" + Guid.NewGuid().ToString("N")[..16];
        var temporary = Path.Combine(git.Repository.GitDirectory, name);
        WriteNew(temporary, path, content, executable, isPrecious);
        if (!FileRename.TryReplace(temporary, path))
        {
            File.Delete(temporary);
            temporary = Path.Combine(Path.GetDirectoryName(path)!, "." + name);
            WriteNew(temporary, path, content, executable, isPrecious);
            File.Move(temporary, path, overwrite: true);
        }
    }

    // What is in git as well need not wait for the disk.
    private static void WriteNew(string temporary, string model, byte[] content, bool? executable, bool isPrecious)
    {
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(content);
                file.Flush(flushToDisk: isPrecious);
            }

            if (!OperatingSystem.IsWindows())
            {
                var mode = File.GetUnixFileMode(model);
                var readable = (mode & (UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead));
                File.SetUnixFileMode(temporary, executable switch
                {
                    true => mode | (UnixFileMode)((int)readable >> 2),
                    false => mode & ~Execute,
                    null => mode,
                });
            }
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
