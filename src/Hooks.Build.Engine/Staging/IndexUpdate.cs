using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Staging;

/// <summary>Puts repaired files into the index: into every one that git will keep, into each by one write.</summary>
internal sealed class IndexUpdate(GitProgram git, PrivateFolder folder, TimeProvider clock)
{
    private const int Attempts = 20;

    // Git compares each entry with each path that it is given: of many it is told faster to look at all.
    private const int MostPathspecs = 100;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);

    /// <summary>Refuses what somebody else has staged meanwhile: is asked before what is theirs is written for the first time.</summary>
    public Func<CancellationToken, Task> Require { get; init; } = _ => Task.CompletedTask;

    /// <summary>
    /// Puts the content of files into every index that the commit leaves behind: the one it is made from, and the one it keeps: all of them, or none.
    /// </summary>
    /// <param name="files">The files, by path from the top of the working tree, as they were staged.</param>
    /// <param name="contents">Folder with their content, by the same path.</param>
    /// <param name="cancellation">Stops before something is written.</param>
    /// <exception cref="HooksException">HOOK9017: an index cannot be written; what was written before is taken back.</exception>
    public async Task RunAsync(IReadOnlyList<StagedFile> files, string contents, CancellationToken cancellation)
    {
        var list = folder.WriteList(files.Select(file => file.Path));
        var areUnlikeDisk = files.Any(file => IsUnlikeDisk(file, contents));
        using HeldIndexes held = new();
        List<(string Index, IndexEntries Entries, IReadOnlyDictionary<string, string> Unwatched, IReadOnlyList<(IReadOnlyList<string>, string?)> Writes)> plan = [];
        foreach (var index in Indexes().Select(held.PlaceOf))
        {
            IndexEntries entries = new(git, folder, index);
            var unwatched = await entries.UnwatchedAsync(files, cancellation);
            plan.Add((index, entries, unwatched, areUnlikeDisk || unwatched.Count > 0
                ? await entries.WritesAsync(FromCopies(contents), list, unwatched, cancellation)
                : [(FromCopies(contents), list)]));
        }

        HashSet<string> written = new(StringComparer.Ordinal);
        try
        {
            foreach (var (index, _, _, writes) in plan)
            {
                foreach (var (arguments, input) in writes)
                {
                    // After the first write of one that is in its place nothing stops it.
                    await UpdateAsync(
                        index,
                        arguments,
                        input,
                        written.Count == 0 ? Require : _ => Task.CompletedTask,
                        written.Count == 0 ? cancellation : CancellationToken.None);
                    if (!held.IsCopy(index))
                    {
                        _ = written.Add(index);
                    }
                }
            }
        }
        catch (HooksException) when (written.Count > 0)
        {
            var originals = files.Select(file => (Convert.ToString(file.Mode, 8), file.ObjectId, file.Path)).ToList();
            foreach (var (index, entries, unwatched, _) in plan.Where(one => written.Contains(one.Index)))
            {
                await TakeBackAsync(index, entries.WritesOf(originals, unwatched));
            }

            throw;
        }

        foreach (var (index, _, _, _) in plan)
        {
            // The entries know our copies, or no file yet; knowing the user's files spares every later git a look into them.
            _ = files.Count <= MostPathspecs
                ? await git.RunAsync(
                    ["--literal-pathspecs", "add", "--refresh", "--pathspec-from-file=-", "--pathspec-file-nul"], CancellationToken.None, list, index)
                : await git.RunAsync(["-c", "core.fsmonitor=false", "update-index", "-q", "--refresh"], CancellationToken.None, indexFile: index);
        }

        if (written.Count == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        held.Put();
    }

    private async Task TakeBackAsync(string index, IReadOnlyList<(IReadOnlyList<string> Arguments, string? Input)> writes)
    {
        try
        {
            foreach (var (arguments, input) in writes)
            {
                await UpdateAsync(index, arguments, input, _ => Task.CompletedTask, CancellationToken.None);
            }
        }
        catch (HooksException e)
        {
            throw new HooksException(
                Codes.IndexUpdate,
                $"Some of the repaired files are staged, others are not, and that cannot be taken back in {index}: {e.Problems[0].Message}. Stage the files as you want them (git add)");
        }
    }

    // The copies stand for the working tree: their content goes through the filters (line ends, LFS) of the paths they have there. Their modes are those that
    // are
    // staged, or a repair's, also where git is told not to believe those on disk.
    private string[] FromCopies(string contents) =>
        ["-c", "core.safecrlf=false", "-c", "core.fileMode=true", "-c", "core.fsmonitor=false", "--git-dir="
            + git.Repository.GitDirectory, "--work-tree=" + contents, "-C", contents, "update-index", "-z", "--stdin"];

    // Git takes a file of another size than its entry has for changed, without a look into it.
    private bool IsUnlikeDisk(StagedFile file, string contents)
    {
        var onDisk = FileStatus.Read(Path.Combine(git.Repository.Root, file.Path));
        return onDisk.Kind == FileKind.File && onDisk.Size != FileStatus.Read(Path.Combine(contents, file.Path)).Size;
    }

    // `git commit PATH` commits from next-index-PID.lock and keeps index.lock, which it wrote beforehand (git, builtin/commit.c, prepare_index): a
    // repair in the first alone would be undone by the next commit. `git commit -a` commits from index.lock and keeps that.
    private IEnumerable<string> Indexes()
    {
        var repository = git.Repository;
        var kept = Path.Combine(repository.GitDirectory, "index.lock");
        return repository.HasTemporaryIndex
            && repository.IndexFile != kept
            && Path.GetFileName(repository.IndexFile).StartsWith("next-index-", StringComparison.Ordinal)
            && File.Exists(kept)
            ? [kept, repository.IndexFile]
            : [repository.IndexFile];
    }

    private async Task UpdateAsync(
        string index, IReadOnlyList<string> arguments, string? input, Func<CancellationToken, Task> require, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            await require(cancellation);
            // Once git has begun to write it is not stopped: it would leave its lock behind.
            var result = await git.RunAsync(arguments, CancellationToken.None, input, index, dropErrors: false);
            if (result.ExitCode == 0)
            {
                return;
            }

            var isLocked = File.Exists(index + ".lock");
            if (!isLocked || attempt == Attempts)
            {
                throw new HooksException(
                    Codes.IndexUpdate,
                    isLocked
                        ? $"The repaired files cannot be staged: another git process holds {index}.lock. Wait until it is done (or delete the file if none runs), then commit again"
                        : $"The repaired files cannot be staged: {result.Reason}");
            }

            await Task.Delay(BetweenAttempts, clock, cancellation);
        }
    }
}
