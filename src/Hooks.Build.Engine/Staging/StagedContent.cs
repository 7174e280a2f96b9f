using Hooks.Build.Engine.Executing;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Staging;

/// <summary>
/// What is to be committed, as hooks see it and change it. A hook runs in the working tree where that has the staged content of every file the hook
/// reads, else in a snapshot; a hook that changes files always works on copies, whose changes count only if it succeeds.
/// </summary>
internal sealed class StagedContent : IAsyncDisposable
{
    private readonly RunRequest _request;
    private readonly GitProgram _git;
    private readonly StagedPaths _paths;
    private readonly Dictionary<string, StagedFile> _files;
    private readonly Lazy<PrivateFolder> _folder;
    private readonly Lazy<StagedCopies> _copies;
    private readonly Lazy<WorkingCopyRepair> _workingCopies;
    private readonly Snapshots _snapshots;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly Dictionary<string, FixedFile> _fixed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private const int LinkMode = 0xA000;

    public StagedContent(GitProgram git, RunRequest request, IReadOnlyList<StagedFile> files, TimeProvider clock, IReadOnlyList<string>? places = null)
    {
        _request = request;
        _git = git;
        _clock = clock;
        _paths = new StagedPaths(git.Repository, request.RepositoryRoot);
        _files = files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        places ??= PrivateFolder.Places();
        _folder = new Lazy<PrivateFolder>(() => PrivateFolder.Create(Size(), places));
        _copies = new Lazy<StagedCopies>(() => new StagedCopies(git, _folder.Value));
        _snapshots = new Snapshots(git, _folder, _copies);
        _workingCopies = new Lazy<WorkingCopyRepair>(() => new WorkingCopyRepair(git, _folder.Value));
    }

    /// <summary>The files that hooks repaired.</summary>
    public IReadOnlyList<FixedFile> Fixed => [.. _fixed.Values.OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>Whether a hook changes the files it is given by itself, beside what its <c>Fix</c> does.</summary>
    public bool IsWriter(PlannedHook hook, IReadOnlyList<string>? files) =>
        files is { Count: > 0 } && (MayFix(hook) || (hook.Writes.Count > 0 && files.Any(GlobSet.Parse(hook.Writes, []).IsMatch)));

    /// <summary>Where a hook that changes nothing finds the files.</summary>
    /// <exception cref="HooksException">HOOK9016: the snapshot cannot be written.</exception>
    public async Task<HookView> ViewAsync(PlannedHook hook, IReadOnlyList<string>? files, CancellationToken cancellation)
    {
        var read = ReadBy(hook, files);
        await _gate.WaitAsync(cancellation);
        try
        {
            _seen.UnionWith(read);
            if (!read.Exists(IsUnlikeDisk))
            {
                return new HookView(_request.RepositoryRoot);
            }

            var tree = await _snapshots.SharedAsync(read.ConvertAll(_paths.ToTop), cancellation);
            return new HookView(_paths.RootIn(tree.Path));
        }
        finally
        {
            _ = _gate.Release();
        }
    }

    /// <summary>Runs a hook that changes files, and takes its changes if it succeeds.</summary>
    /// <exception cref="HooksException">HOOK9016: the snapshot cannot be written.</exception>
    public async Task<Attempt> FixAsync(HookJob job, Func<HookJob, Task<Attempt>> run, CancellationToken cancellation)
    {
        // A link is not followed to be repaired: what it leads to may be anything.
        List<string> files = [.. job.Files!.Where(file => _files[file].Mode != LinkMode)];
        if (files.Count == 0)
        {
            return Attempt.Success;
        }

        if (files.Any(PathText.HasRawBytes))
        {
            return Attempt.Failure("it changes files, and the name of one is not UTF-8: rename it, or leave it out by Exclude");
        }

        // A C# hook writes through its context: there is nothing to copy until it does. Who declares what it writes may write by any means.
        IFixWork work = job.Hook.Kind == HookKind.Method && job.Hook.Writes.Count == 0
            ? new WrittenFiles(_folder.Value.Next("written"), await ViewAsync(job.Hook, files, cancellation), files)
            : new ChangedTree(await TreeAsync(job.Hook, files, cancellation), _paths);
        try
        {
            var attempt = await run(job with { View = work.View, Files = files });
            return attempt.Outcome == Reporting.HookOutcome.Succeeded ? await TakeAsync(job, work, attempt, cancellation) : attempt;
        }
        finally
        {
            work.Delete();
        }
    }

    /// <summary>Stages what was repaired.</summary>
    /// <exception cref="HooksException">HOOK9017: the index cannot be written; the working copies are as they were.</exception>
    public async Task StageAsync(CancellationToken cancellation)
    {
        if (_fixed.Count == 0)
        {
            return;
        }

        try
        {
            // With all around them, as a filter may be a script of the repository; under the rules that are staged, as they were written under these.
            var tree = await _snapshots.TreeAsync("stage", [.. _copies.Value.Repaired], cancellation);
            await _copies.Value.ReplaceAsync([.. tree.Rules], tree.Path, cancellation);
            await new IndexUpdate(_git, _folder.Value, _clock).RunAsync([.. _fixed.Keys.Select(file => _files[file] with { Path = _paths.ToTop(file) })], tree.Path, cancellation);
        }
        catch (Exception e) when (e is HooksException or OperationCanceledException)
        {
            Undo();
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Undo();
            throw new HooksException(Codes.IndexUpdate, $"The repaired files cannot be staged: {e.Message}. Your files are as they were");
        }
    }

    /// <summary>Whether the repairs took back all that was to be committed: git looks for an empty commit before its hooks, not after.</summary>
    public async Task<bool> LeavesNothingAsync()
    {
        if (_fixed.Count == 0 || File.Exists(Path.Combine(_git.Repository.GitDirectory, "MERGE_HEAD")))
        {
            return false;
        }

        return (await _git.RunAsync(["diff-index", "--cached", "--quiet", "HEAD", "--"], CancellationToken.None)).ExitCode == 0;
    }

    /// <summary>Forgets what was repaired; the working copies are as they were.</summary>
    public void Undo()
    {
        if (_workingCopies.IsValueCreated)
        {
            _workingCopies.Value.Undo();
        }

        _fixed.Clear();
    }

    /// <summary>Files on disk that changed while hooks ran in the working tree and that no hook may change, by path from the run's root.</summary>
    public IReadOnlyList<string> Touched()
    {
        List<string> files = [.. _seen.Where(file => !_fixed.ContainsKey(file))];
        var onDisk = FileStatus.ReadMany(_request.RepositoryRoot, files);
        return [.. files.Where((file, i) => FileStamp.Of(onDisk[i]) != FileStamp.Of(_files[file].OnDisk)).Order(StringComparer.Ordinal)];
    }

    public ValueTask DisposeAsync()
    {
        if (_folder.IsValueCreated)
        {
            _folder.Value.Dispose();
        }

        _gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool MayFix(PlannedHook hook) => hook.Kind == HookKind.Method && _request.Fixing && !hook.NeverFixes;

    private async Task<SnapshotTree> TreeAsync(PlannedHook hook, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var wanted = ReadBy(hook, files).Select(_paths.ToTop).Concat(await RestAsync(hook, cancellation));
        await _gate.WaitAsync(cancellation);
        try
        {
            return await _snapshots.TreeAsync("fix", [.. wanted.Distinct(StringComparer.Ordinal)], cancellation);
        }
        finally
        {
            _ = _gate.Release();
        }
    }

    // A tool that is not told which files to work on works on all it finds: on copies too.
    private async Task<IEnumerable<string>> RestAsync(PlannedHook hook, CancellationToken cancellation)
    {
        if (hook.Kind == HookKind.Method || hook.Command.Concat(hook.Fix).All(step => step.Any(ArgumentTemplate.IsFiles)))
        {
            return [];
        }

        var globs = GlobSet.Parse(hook.Files.Concat(hook.Writes), []);
        return StagedPaths.ReadList(await _git.RequireAsync(["ls-files", "-z", "--cached"], cancellation)).Where(file => globs.IsMatch(_paths.FromTop(file)));
    }

    private async Task<Attempt> TakeAsync(HookJob job, IFixWork work, Attempt attempt, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            var changes = work.Changes();
            if (changes.Damaged.Count > 0)
            {
                return Attempt.Failure($"it deleted or replaced what it may only change: {Texts(changes.Damaged)}. None of its changes were taken");
            }

            var before = await _snapshots.CopyAsync("before", changes.Changed.Select(change => _paths.ToTop(change.File)).ToList(), path => Directory.CreateDirectory(path), cancellation);
            var (taken, strange) = Judge(job, changes.Changed, before);
            if (taken.Count > 0 && !_request.Fixing)
            {
                return Attempt.Failure($"it would change {Texts(taken.ConvertAll(change => change.File))}; fixing is off (HooksFix), so none of that was taken");
            }

            await WarnAsync(job, strange, changes, cancellation);
            // All of its changes or none: from here on nothing stops it.
            cancellation.ThrowIfCancellationRequested();
            foreach (var (file, content) in taken)
            {
                await TakeAsync(job, file, content, Path.Combine(before, _paths.ToTop(file)), CancellationToken.None);
            }

            return attempt;
        }
        finally
        {
            _ = _gate.Release();
        }
    }

    // What has other bytes than before counts; what is not staged, or not the hook's to change, is not taken.
    private (List<(string File, string Content)> Taken, List<string> Strange) Judge(HookJob job, IReadOnlyList<(string File, string Content)> changed, string before)
    {
        List<(string, string)> taken = [];
        List<string> strange = [];
        var given = job.Files!.Where(_files.ContainsKey).ToHashSet(StringComparer.Ordinal);
        foreach (var (file, content) in changed)
        {
            var old = Path.Combine(before, _paths.ToTop(file));
            if (FileStamp.Of(old).IsExecutable == FileStamp.Of(content).IsExecutable && File.ReadAllBytes(old).AsSpan().SequenceEqual(File.ReadAllBytes(content)))
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
        var top = _paths.ToTop(file);
        var repaired = _copies.Value.Take(top, content);
        var outcome = await _workingCopies.Value.RepairAsync(top, before, repaired, HasStagedContent(file), cancellation);
        var earlier = _fixed.GetValueOrDefault(file);
        _fixed[file] = new FixedFile(file, [.. earlier?.Hooks ?? [], job.Hook.Name], (WorkingCopyFix)Math.Max((int)outcome, (int)(earlier?.WorkingCopy ?? 0)));
        job.Notes.Changed.Add(file);
        _snapshots.Repair(top, repaired);
    }

    private async Task WarnAsync(HookJob job, IReadOnlyList<string> strange, FixChanges changes, CancellationToken cancellation)
    {
        if (changes.Behind.Count > 0)
        {
            job.Notes.Warnings.Add(Warning(job, $"changed {Texts(changes.Behind)} in your working tree, which {(changes.Behind.Count == 1 ? "is" : "are")} not among the staged files it was given: that is not part of the commit"));
        }

        if (strange.Count > 0)
        {
            job.Notes.Warnings.Add(Warning(job, $"changed {Texts(strange)}, which {(strange.Count == 1 ? "is" : "are")} not among the staged files it was given: that was not taken"));
        }

        var kept = changes.Created.Count == 0 ? [] : await NotIgnoredAsync(changes.Created, cancellation);
        if (kept.Count > 0)
        {
            job.Notes.Warnings.Add(Warning(job, $"created {Texts(kept)} in its copy of the repository: that is not part of the commit. Run it on the working tree (dotnet msbuild -t:RunHooks -p:HooksFix=true) to get {(kept.Count == 1 ? "it" : "them")}"));
        }
    }

    private async Task<List<string>> NotIgnoredAsync(IReadOnlyList<string> created, CancellationToken cancellation)
    {
        var list = _folder.Value.Next("list");
        StagedPaths.WriteList(list, created.Select(_paths.ToTop));
        var (_, ignored) = await _git.RunAsync(["check-ignore", "-z", "--stdin", "--no-index"], cancellation, list);
        var known = StagedPaths.ReadList(ignored).ToHashSet(StringComparer.Ordinal);
        return [.. created.Where(file => !known.Contains(_paths.ToTop(file)))];
    }

    private static Problem Warning(HookJob job, string what) =>
        new(Codes.ChangedOtherFiles, $"Hook '{job.Hook.Name}' {what}", job.Hook.File, job.Hook.Line, job.Hook.Column);

    private List<string> ReadBy(PlannedHook hook, IReadOnlyList<string>? files)
    {
        if (hook.Reads.Count == 0)
        {
            return [.. files ?? []];
        }

        var globs = GlobSet.Parse(hook.Reads, []);
        return [.. (files ?? []).Concat(_files.Keys.Where(globs.IsMatch)).Distinct(StringComparer.Ordinal)];
    }

    private bool IsUnlikeDisk(string file) =>
        _fixed.TryGetValue(file, out var repaired) ? repaired.WorkingCopy != WorkingCopyFix.Same : !_files.TryGetValue(file, out var staged) || staged.WorkingCopy != WorkingCopy.Same;

    private bool HasStagedContent(string file) =>
        !_fixed.ContainsKey(file) && _files[file].WorkingCopy == WorkingCopy.Same && FileStamp.Of(_files[file].OnDisk) == FileStamp.Of(Path.Combine(_request.RepositoryRoot, file));

    private long Size() => _files.Values.Sum(file => file.OnDisk.Size);

    private static string Texts(IReadOnlyList<string> files)
    {
        const int Most = 5;
        return string.Join(", ", files.Take(Most)) + (files.Count > Most ? $" and {files.Count - Most} more" : "");
    }
}
