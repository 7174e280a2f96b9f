using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Git;

/// <summary>Tells whether files on disk have their staged content: by what the index remembers of each file, and by git where that leaves doubt.</summary>
internal static class WorkingCopies
{
    // A command line has room for this many on every system, and matching paths costs git paths times files.
    private const int MostPaths = 200;
    private const int LongestPaths = 20_000;

    // Git marks entries it is unsure of by size 0, which is right only for the empty file.
    private static readonly string[] Empty = ["e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813"];

    /// <summary>Says of each staged file whether the file on disk has the same content; one question to git at most.</summary>
    /// <param name="git">Is asked where there is doubt.</param>
    /// <param name="staged">What is staged.</param>
    /// <param name="files">The files on disk, in the same order.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <returns>For each staged file how its working copy is.</returns>
    public static Task<WorkingCopy[]> CompareAsync(
        GitProgram git, IReadOnlyList<StagedEntry> staged, IReadOnlyList<FileStatus> files, CancellationToken cancellation)
    {
        // Read before the index: should git replace it meanwhile, more is in doubt and not less.
        var written = FileStatus.Read(git.Repository.IndexFile);
        return CompareAsync(git, staged, files, GitIndex.Find(git.Repository.IndexFile, staged), written, cancellation);
    }

    /// <param name="git">Is asked where there is doubt.</param>
    /// <param name="staged">What is staged.</param>
    /// <param name="files">The files on disk, in the same order.</param>
    /// <param name="entries">What the index remembers of them, in the same order; nothing where it is not known.</param>
    /// <param name="written">How the index was before that was read from it.</param>
    /// <param name="cancellation">Ends git.</param>
    /// <inheritdoc cref="CompareAsync(GitProgram, IReadOnlyList{StagedEntry}, IReadOnlyList{FileStatus}, CancellationToken)"/>
    public static async Task<WorkingCopy[]> CompareAsync(
        GitProgram git, IReadOnlyList<StagedEntry> staged, IReadOnlyList<FileStatus> files, IReadOnlyList<IndexEntry?>? entries, FileStatus written,
        CancellationToken cancellation)
    {
        var copies = new WorkingCopy[staged.Count];
        List<int> unsure = [];
        for (var i = 0; i < staged.Count; i++)
        {
            var file = files[i];
            if (file.Kind is FileKind.None or FileKind.Folder)
            {
                copies[i] = WorkingCopy.Missing;
            }
            else if (entries?[i] is not { } entry)
            {
                unsure.Add(i);
            }
            else if (!IsAsRemembered(file, entry, staged[i]) || !StatMargin.IsBefore(entry.Modified, written.Modified))
            {
                // What was written in the tick of the index may have been written again since. Git was told not to look at such a file, so it cannot be asked.
                copies[i] = WorkingCopy.Changed;
                if (!entry.IsUnwatched)
                {
                    unsure.Add(i);
                }
            }
        }

        if (unsure.Count > 0)
        {
            await AskAsync(git, staged, unsure, copies, cancellation);
        }

        return copies;
    }

    private static bool IsAsRemembered(FileStatus file, IndexEntry entry, StagedEntry staged) =>
        file.IsDetailed
        && (staged.Mode == StagedEntry.Link
            ? file.Kind == FileKind.Link
            : file.Kind == FileKind.File && file.IsExecutable == (staged.Mode == StagedEntry.Executable))
        && entry.Mode == staged.Mode
        && entry.Size == (uint)file.Size
        && entry.Inode == (uint)file.Inode
        && entry.User == file.User
        && entry.Group == file.Group
        && IsSame(entry.Modified, file.Modified)
        && IsSame(entry.Changed, file.Changed)
        && (entry.Size > 0 || Empty.Contains(staged.ObjectId, StringComparer.Ordinal));

    // Git keeps the lower 32 bits of the seconds.
    private static bool IsSame(FileTime kept, FileTime actual) => kept.Seconds == (uint)actual.Seconds && kept.Nanoseconds == actual.Nanoseconds;

    // `git status` compares content as `git diff` does, filters and all, but leaves the index alone; `git diff` writes it in spite of --no-optional-locks.
    private static async Task AskAsync(
        GitProgram git, IReadOnlyList<StagedEntry> staged, List<int> unsure, WorkingCopy[] copies, CancellationToken cancellation)
    {
        var paths = unsure.Count <= MostPaths ? unsure.ConvertAll(i => ":(top,literal)" + PathText.Decode(staged[i].Path.Span)) : [];
        if (paths.Sum(path => path.Length) > LongestPaths)
        {
            paths.Clear();
        }

        var output = await git.RequireAsync(
            ["-c", "core.fsmonitor=false", "status", "--porcelain", "-z", "--untracked-files=no", "--no-renames", "--ignore-submodules=all", "--", .. paths],
            cancellation);
        Dictionary<string, WorkingCopy> answers = new(StringComparer.Ordinal);
        foreach (var line in ZeroTerminated.Split(output))
        {
            // XY path: X is staged, Y the working copy.
            answers[PathText.Decode(line.Span[3..])] =
                line.Span[1] switch { (byte)' ' => WorkingCopy.Same, (byte)'D' => WorkingCopy.Missing, _ => WorkingCopy.Changed };
        }

        foreach (var i in unsure)
        {
            // What git does not name is in the last commit, in the index and on disk.
            copies[i] = answers.GetValueOrDefault(PathText.Decode(staged[i].Path.Span), WorkingCopy.Same);
        }
    }
}
