using Hooks.Build.Catalog;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
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
    private readonly RepositoryPaths _paths;
    private readonly Dictionary<string, StagedFile> _files;
    private readonly Snapshots _snapshots;
    private readonly SemaphoreSlim _gate = new(1);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public StagedContent(GitProgram git, RunRequest request, IReadOnlyList<StagedFile> files, TimeProvider clock, IReadOnlyList<string>? places = null)
    {
        _request = request;
        _git = git;
        _paths = new RepositoryPaths(git.Repository, request.RepositoryRoot);
        _files = files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        _snapshots = new Snapshots(
            git,
            () => PrivateFolder.Create(_files.Values.Sum(file => file.OnDisk.Size), places ?? PrivateFolder.Places()),
            path => _files.GetValueOrDefault(_paths.FromTop(path)));
        Repairs = new StagedRepairs(git, request, _files, _paths, _snapshots, clock);
    }

    /// <summary>What hooks changed.</summary>
    public StagedRepairs Repairs { get; }

    /// <summary>What became of the working copy of a file that a hook repaired, where a run may be about the working tree itself.</summary>
    public static WorkingCopyFix WorkingCopyOf(StagedContent? staged, string file) => staged?.Repairs.Of(file)?.WorkingCopy ?? WorkingCopyFix.Same;

    /// <summary>Whether a hook changes the files it is given by itself, beside what its <c>Fix</c> does.</summary>
    public bool IsWriter(PlannedHook hook, IReadOnlyList<string>? files) =>
        files is { Count: > 0 } && (MayFix(hook) || (hook.Writes.Count > 0 && files.Any(GlobSet.Parse(hook.Writes, []).IsMatch)));

    /// <summary>Where a hook that changes nothing finds the files.</summary>
    /// <exception cref="HooksException">HOOK9016: the snapshot cannot be written.</exception>
    public async Task<HookView> ViewAsync(PlannedHook hook, IReadOnlyList<string>? files, CancellationToken cancellation)
    {
        // A build writes where it builds: through the links of a snapshot that would be the user's obj.
        if (hook.Kind == HookKind.Tool && HookCatalog.Find(hook.Command[0][0])?.WorksOnWorkingTree == true)
        {
            return new HookView(_request.RepositoryRoot);
        }

        var read = ReadBy(hook, files);
        return await InTurnAsync(async () =>
        {
            _seen.UnionWith(read);
            return read.Exists(IsUnlikeDisk)
                ? new HookView(_paths.RootIn((await _snapshots.SharedAsync(read.ConvertAll(_paths.ToTop), cancellation)).Path))
                : new HookView(_request.RepositoryRoot);
        }, cancellation);
    }

    /// <summary>Runs a hook that changes files, and takes its changes if it succeeds.</summary>
    /// <exception cref="HooksException">HOOK9016: the snapshot cannot be written.</exception>
    public async Task<Attempt> FixAsync(HookJob job, Func<HookJob, Task<Attempt>> run, CancellationToken cancellation)
    {
        // A link is not followed to be repaired: what it leads to may be anything.
        List<string> files = [.. job.Files!.Where(file => _files.TryGetValue(file, out var staged) && staged.Mode != StagedEntry.Link)];
        var isCheck = job.Hook.Kind == HookKind.Check;
        if (files.Count == 0 && !isCheck)
        {
            return Attempt.Success;
        }

        if (isCheck)
        {
            files = files.FindAll(file => !PathText.HasRawBytes(file));
        }
        else if (files.Any(PathText.HasRawBytes))
        {
            return Attempt.Failure("it changes files, and the name of one is not UTF-8: rename it, or leave it out by Exclude");
        }

        // A C# hook writes through its context, a check through the engine: there is nothing to copy until it does. Who declares what it writes may write by
        // any means.
        IFixWork work = job.Hook.Kind is HookKind.Method or HookKind.Check && job.Hook.Writes.Count == 0
            ? new WrittenFiles(_snapshots.Folder.Next("written"), await ViewAsync(job.Hook, isCheck ? job.Files! : files, cancellation), files)
            : new ChangedTree(await TreeAsync(job.Hook, files, cancellation), _paths, Repairs.IsRepair);
        try
        {
            var attempt = await run(job with { View = work.View, Files = files });
            return attempt.Outcome == HookOutcome.Succeeded
                ? await InTurnAsync(() => Repairs.TakeAsync(job, work, attempt, cancellation), cancellation)
                : attempt;
        }
        finally
        {
            work.Delete();
        }
    }

    /// <summary>Files on disk that changed while hooks ran in the working tree and that no hook may change, by path from the run's root.</summary>
    public IReadOnlyList<string> Touched()
    {
        List<string> files = [.. _seen.Where(file => Repairs.Of(file) is null)];
        var onDisk = FileStatus.ReadMany(_request.RepositoryRoot, files);
        return [.. files.Where((file, i) => FileState.Of(onDisk[i]) != FileState.Of(_files[file].OnDisk)).Order(StringComparer.Ordinal)];
    }

    public ValueTask DisposeAsync()
    {
        _snapshots.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool MayFix(PlannedHook hook) => hook.FixesItself && _request.Fixing;

    private async Task<SnapshotTree> TreeAsync(PlannedHook hook, IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var wanted = ReadBy(hook, files).Select(_paths.ToTop).Concat(await RestAsync(hook, cancellation));
        return await InTurnAsync(() => _snapshots.TreeAsync("fix", [.. wanted.Distinct(StringComparer.Ordinal)], cancellation), cancellation);
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            _ = _gate.Release();
        }
    }

    // A tool that is not told which files to work on works on all it finds: on copies too.
    private async Task<IEnumerable<string>> RestAsync(PlannedHook hook, CancellationToken cancellation)
    {
        if (hook.Kind != HookKind.Command || hook.Command.Concat(hook.Fix).All(step => step.Any(ArgumentTemplate.IsFiles)))
        {
            return [];
        }

        var globs = GlobSet.Parse(hook.Files.Concat(hook.Writes), []);
        return ZeroTerminated.Paths(await _git.RequireAsync(["ls-files", "-z", "--cached"], cancellation)).Where(file => globs.IsMatch(_paths.FromTop(file)));
    }

    private List<string> ReadBy(PlannedHook hook, IReadOnlyList<string>? files)
    {
        // What is gone has no content.
        var present = (files ?? []).Where(_files.ContainsKey);
        if (hook.Reads.Count == 0)
        {
            return [.. present];
        }

        var globs = GlobSet.Parse(hook.ReadGlobs, []);
        return [.. present.Concat(_files.Keys.Where(globs.IsMatch)).Distinct(StringComparer.Ordinal)];
    }

    private bool IsUnlikeDisk(string file) =>
        Repairs.Of(file) is { } repaired
            ? repaired.WorkingCopy != WorkingCopyFix.Same
            : !_files.TryGetValue(file, out var staged) || staged.WorkingCopy != WorkingCopy.Same;
}
