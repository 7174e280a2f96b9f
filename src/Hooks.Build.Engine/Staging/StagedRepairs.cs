using System.Collections.Concurrent;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Staging;

/// <summary>The changes that hooks made to staged files: judged, taken, and put into the commit, or undone.</summary>
/// <param name="git">The repository.</param>
/// <param name="request">The run.</param>
/// <param name="files">What is staged, by path from the run's root.</param>
/// <param name="paths">The files' names.</param>
/// <param name="snapshots">The copies that hooks work on.</param>
/// <param name="clock">Times the attempts to write the index.</param>
internal sealed class StagedRepairs(
    GitProgram git, RunRequest request, IReadOnlyDictionary<string, StagedFile> files, RepositoryPaths paths, Snapshots snapshots, TimeProvider clock)
{
    private readonly Lazy<WorkingCopyRepair> _workingCopies = new(() => new WorkingCopyRepair(git, snapshots.Folder, new UserFile()));
    private readonly Dictionary<string, FixedFile> _fixed = new(StringComparer.Ordinal);

    // Made with the first repair: most commits have none.
    private ConcurrentDictionary<string, bool>? _executables;

    /// <summary>Refuses to go on where what is staged is no longer what hooks were given.</summary>
    public Func<CancellationToken, Task> RequireStaged { get; set; } = _ => Task.CompletedTask;

    /// <summary>The files that hooks repaired.</summary>
    public IReadOnlyList<FixedFile> Fixed => _fixed.Count == 0 ? [] : [.. _fixed.Values.OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>
    /// Whether they are staged after a refusal, too: <c>commit -a</c> and <c>commit PATH</c> have an index of their own, which git drops then.
    /// </summary>
    public bool StayStaged => !git.Repository.IndexFile.EndsWith(".lock", StringComparison.Ordinal);

    /// <summary>What became of a file; <see langword="null"/> where no hook repaired it.</summary>
    public FixedFile? Of(string file) => _fixed.GetValueOrDefault(file);

    /// <summary>Whether git will keep a file as executable; <see langword="null"/> where no hook repaired it. May be asked at any time.</summary>
    public bool? IsExecutable(string file) => _executables?.TryGetValue(file, out var isExecutable) == true ? isExecutable : null;

    /// <summary>Absolute path of a file as the last repair made it; <see langword="null"/> where none did.</summary>
    public string? CopyOf(string file) => snapshots.Copies.RepairOf(paths.ToTop(file));

    /// <summary>Whether a file, by path from the top, is as a repair left it.</summary>
    public bool IsRepair(string file, FileState now) => _workingCopies.IsValueCreated && _workingCopies.Value.IsOurs(file, now);

    /// <summary>Takes what a hook that succeeded did to its copies: all of it, or nothing where it did what it may not.</summary>
    /// <param name="job">The hook, and the files it was given.</param>
    /// <param name="work">Its copies.</param>
    /// <param name="attempt">How it ended.</param>
    /// <param name="cancellation">Stops it before something is taken.</param>
    public async Task<Attempt> TakeAsync(HookJob job, IFixWork work, Attempt attempt, CancellationToken cancellation)
    {
        var changes = work.Changes();
        if (changes.Damaged.Count > 0)
        {
            return Attempt.Failure($"it deleted or replaced what it may only change: {Texts(changes.Damaged)}. None of its changes were taken");
        }

        var before = await snapshots.CopyAsync("before", changes.Changed.Select(change => paths.ToTop(change.File)).ToList(), _ => { }, cancellation);
        // What these are compared to is as it is staged now.
        await RequireStaged(cancellation);
        var (taken, strange) = Judge(job, changes, before);
        if (taken.Count > 0 && !request.Fixing)
        {
            return Attempt.Failure($"it would change {Texts(taken.ConvertAll(change => change.File))}; fixing is off (HooksFix), so none of that was taken");
        }

        if (work.View.Root == request.RepositoryRoot && taken.FindAll(change => !BeganAt(change.File, before)) is { Count: > 0 } others)
        {
            var names = Texts(others.ConvertAll(change => change.File));
            return Attempt.Failure(
                $"it would repair {names}, of which git's attributes, filters and settings make something else by now than when it was staged: stage it again (git add). None of its changes were taken");
        }

        await WarnAsync(job, strange, changes, cancellation);
        // All of its changes or none: from here on nothing stops it.
        cancellation.ThrowIfCancellationRequested();
        var place = _workingCopies.Value.Place;
        Dictionary<string, FixedFile?> earlier = new(StringComparer.Ordinal);
        try
        {
            foreach (var (file, content) in taken)
            {
                earlier[file] = _fixed.GetValueOrDefault(file);
                await TakeAsync(job, file, content, Path.Combine(before, paths.ToTop(file)), CancellationToken.None);
            }
        }
        catch (Exception e) when (e is HooksException or IOException or UnauthorizedAccessException)
        {
            TakeBack(job, place, earlier, before);
            throw e as HooksException ?? new HooksException(Codes.Staging, $"The repairs cannot be taken: {e.Message}. {Remedy.For(e)}; nothing was changed");
        }

        return attempt;
    }

    private void TakeBack(HookJob job, int place, IReadOnlyDictionary<string, FixedFile?> earlier, string before)
    {
        _workingCopies.Value.Undo(place);
        foreach (var (file, one) in earlier)
        {
            var top = paths.ToTop(file);
            var old = Path.Combine(before, top);
            snapshots.Copies.PutBack(top, old, isRepaired: one is not null);
            _ = _fixed.Remove(file);
            if (one is not null)
            {
                _fixed[file] = one;
            }

            _ = job.Notes.Changed.Remove(file);
            (_executables ??= new(StringComparer.Ordinal))[file] = FileState.Of(old).IsExecutable;
            snapshots.Repair(top, old);
        }
    }

    /// <summary>Stages what was repaired.</summary>
    /// <exception cref="HooksException">HOOK9010: something else is staged by now; HOOK9017: the index cannot be written. The repairs are to be taken
    /// back.</exception>
    public async Task StageAsync(CancellationToken cancellation)
    {
        await RequireStaged(cancellation);
        if (_fixed.Count == 0)
        {
            return;
        }

        try
        {
            // With all around them, as a filter may be a script of the repository, and under the rules on disk, by which they were written.
            var tree = await snapshots.TreeAsync("stage", [.. snapshots.Copies.Repaired], cancellation);
            await new IndexUpdate(git, snapshots.Folder, clock) { Require = RequireStaged }
                .RunAsync([.. _fixed.Keys.Select(file => files[file] with { Path = paths.ToTop(file) })], tree.Path, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HooksException(Codes.IndexUpdate, $"The repaired files cannot be staged: {e.Message}");
        }
    }

    /// <summary>Whether the repairs took back all that was to be committed: git looks for an empty commit before its hooks, not after.</summary>
    public async Task<bool> LeavesNothingAsync()
    {
        if (_fixed.Count == 0 || File.Exists(Path.Combine(git.Repository.GitDirectory, "MERGE_HEAD")))
        {
            return false;
        }

        return (await git.RunAsync(["diff-index", "--cached", "--quiet", "--ignore-submodules=none", "HEAD", "--"], CancellationToken.None)).ExitCode == 0;
    }

    /// <summary>Takes back what was repaired.</summary>
    /// <returns>The files that keep the repair, by path from the top: somebody saved them since, or has them open, or there is no room.</returns>
    public IReadOnlyList<string> Undo()
    {
        _fixed.Clear();
        return _workingCopies.IsValueCreated ? _workingCopies.Value.Undo() : [];
    }

    // What has other bytes than before counts; what is not staged, or not the hook's to change, is not taken.
    private (List<(string File, string Content)> Taken, List<string> Strange) Judge(HookJob job, FixChanges changes, string before)
    {
        List<(string, string)> taken = [];
        List<string> strange = [];
        var given = job.Files!.Where(files.ContainsKey).ToHashSet(StringComparer.Ordinal);
        foreach (var (file, content) in changes.Changed)
        {
            var old = Path.Combine(before, paths.ToTop(file));
            if (changes.KeepModes && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(content, File.GetUnixFileMode(old));
            }

            if (FileState.Of(old).IsExecutable == FileState.Of(content).IsExecutable && SameBytes.Are(old, content))
            {
                continue;
            }

            if (given.Contains(file))
            {
                taken.Add((file, content));
            }
            else
            {
                strange.Add(file);
            }
        }

        return (taken, strange);
    }

    private async Task TakeAsync(HookJob job, string file, string content, string before, CancellationToken cancellation)
    {
        var top = paths.ToTop(file);
        var repaired = snapshots.Copies.Take(top, content);
        var outcome = await _workingCopies.Value.RepairAsync(top, before, repaired, HasStagedContent(file), cancellation);
        var earlier = _fixed.GetValueOrDefault(file);
        // A working copy that is like this repair has all that came before, whatever became of that there.
        var all = outcome == WorkingCopyFix.Same ? outcome : (WorkingCopyFix)Math.Max((int)outcome, (int)(earlier?.WorkingCopy ?? 0));
        _fixed[file] = new FixedFile(file, [.. earlier?.Hooks ?? [], .. job.ChangedBy?.Invoke(file) ?? [job.Hook.Name]], all);
        job.Notes.Changed.Add(file);
        (_executables ??= new(StringComparer.Ordinal))[file] = FileState.Of(repaired).IsExecutable;
        snapshots.Repair(top, repaired);
    }

    private async Task WarnAsync(HookJob job, IReadOnlyList<string> strange, FixChanges changes, CancellationToken cancellation)
    {
        if (changes.Behind.Count > 0)
        {
            job.Notes.Warnings.Add(new Problem(
                Codes.ChangedOtherFiles,
                $"{Texts(changes.Behind)} changed in your working tree while hook '{job.Hook.Name}' ran, and {(changes.Behind.Count == 1 ? "is" : "are")} not among the staged files it was given: that is not part of the commit",
                job.Hook.File,
                job.Hook.Line,
                job.Hook.Column));
        }

        if (strange.Count > 0)
        {
            job.Notes.Warnings.Add(Warning(
                job, $"changed {Texts(strange)}, which {(strange.Count == 1 ? "is" : "are")} not among the staged files it was given: that was not taken"));
        }

        var kept = changes.Created.Count == 0 ? [] : await NotIgnoredAsync(changes.Created, cancellation);
        if (kept.Count > 0)
        {
            job.Notes.Warnings.Add(Warning(
                job,
                $"created {Texts(kept)} in its copy of the repository: that is not part of the commit. Run it on the working tree (hooks run --fix, or dotnet build of the hooks project with -t:RunHooks -p:HooksFix=true) to get {(kept.Count == 1 ? "it" : "them")}"));
        }
    }

    private async Task<List<string>> NotIgnoredAsync(IReadOnlyList<string> created, CancellationToken cancellation)
    {
        var list = snapshots.Folder.WriteList(created.Select(paths.ToTop));
        var (_, ignored) = await git.RunAsync(["check-ignore", "-z", "--stdin", "--no-index"], cancellation, list);
        var known = ZeroTerminated.Paths(ignored).ToHashSet(StringComparer.Ordinal);
        return [.. created.Where(file => !known.Contains(paths.ToTop(file)))];
    }

    private static Problem Warning(HookJob job, string what) =>
        new(Codes.ChangedOtherFiles, $"Hook '{job.Hook.Name}' {what}", job.Hook.File, job.Hook.Line, job.Hook.Column);

    private bool HasStagedContent(string file)
    {
        var now = FileState.Of(Path.Combine(request.RepositoryRoot, file));
        return _fixed.TryGetValue(file, out var earlier)
            ? earlier.WorkingCopy == WorkingCopyFix.Same && _workingCopies.Value.IsOurs(paths.ToTop(file), now)
            : files[file].WorkingCopy == WorkingCopy.Same && FileState.Of(files[file].OnDisk) == now;
    }

    // What is on disk may be byte for byte what is staged, and yet be read otherwise by git, as where an encoding was named since.
    private bool BeganAt(string file, string before)
    {
        var path = Path.Combine(request.RepositoryRoot, file);
        return _fixed.ContainsKey(file) || FileState.Of(path) != FileState.Of(files[file].OnDisk)
            || LineEnds.AreAllThatDiffers(path, Path.Combine(before, paths.ToTop(file)));
    }

    private static string Texts(IReadOnlyList<string> files) => NameList.First(files, 5);
}
