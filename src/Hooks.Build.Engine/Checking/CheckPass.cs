using Hooks.Build.Checks;
using Hooks.Build.Checks.Registry;
using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Checking;

/// <summary>
/// Checks that go through the files together. The first of them that is asked for starts it for all; it ends with the last that waits for it.
/// </summary>
/// <param name="members">The checks, in the order in which they look at a file.</param>
/// <param name="context">The run it belongs to.</param>
internal sealed class CheckPass(IReadOnlyList<CheckMember> members, PassContext context) : IAsyncDisposable
{
    private readonly object _lock = new();

    // Not by the end of the run: who waits is told of that, and would find that the pass had ended for no reason if it were told later.
    private readonly CancellationTokenSource _stop = new();
    private readonly CheckLookUps _lookUps = new(members, context);
    private Task? _run;
    private int _waiting;

    /// <summary>What is remembered of a member's result.</summary>
    public Task<KnownResult?> LookUpAsync(PlannedHook hook, ResultCache cache) => _lookUps.OfAsync(hook, cache);

    /// <summary>Waits for the pass, which begins now if it did not before.</summary>
    /// <param name="job">The member that asks.</param>
    /// <param name="cancellation">Ends the waiting; the pass goes on while others wait.</param>
    public async Task<Attempt> RunAsync(HookJob job, CancellationToken cancellation)
    {
        TaskCompletionSource? start = null;
        Task run;
        lock (_lock)
        {
            _waiting++;
            if (_run is null)
            {
                start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _run = start.Task;
            }

            run = _run;
        }

        if (start is not null)
        {
            _ = StartAsync(start, job);
        }

        try
        {
            await run.WaitAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await LeaveAsync();
            throw;
        }

        return members.First(member => member.Hook.Index == job.Hook.Index).Report(job);
    }

    /// <summary>The files that were repaired for a member, by path from the root; known when the pass has ended.</summary>
    public IReadOnlyCollection<string> RepairedFor(PlannedHook hook) => members.First(member => member.Hook.Index == hook.Index).Repaired;

    /// <summary>Ends the pass, and waits until nothing of it runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await EndAsync();
        _stop.Dispose();
    }

    private async Task StartAsync(TaskCompletionSource start, HookJob job)
    {
        try
        {
            await GoAsync(job, _stop.Token);
            start.SetResult();
        }
        catch (OperationCanceledException)
        {
            start.SetCanceled(_stop.Token);
        }
        catch (Exception e)
        {
            start.SetException(e);
        }
    }

    // Who is the last to wait ends it, and goes when it has ended: what it works on may be given to others then.
    private async Task LeaveAsync()
    {
        bool isLast;
        lock (_lock)
        {
            isLast = --_waiting == 0;
        }

        if (isLast)
        {
            await _stop.CancelAsync();
            await EndAsync();
        }
    }

    private async Task EndAsync()
    {
        try
        {
            await (_run ?? Task.CompletedTask);
        }
        catch (Exception)
        {
            // Who waited for it was told.
        }
    }

    private async Task GoAsync(HookJob job, CancellationToken cancellation)
    {
        var parts = await _lookUps.EndAsync();
        context.Verdicts.Begin(parts.Select(member => member.Hook.Index));
        List<CheckMember> files = [];
        foreach (var member in parts)
        {
            if (RepositoryChecks.Knows(member.Standard))
            {
                await context.RunOnRepositoryAsync(member, cancellation);
                continue;
            }

            files.Add(member);
        }

        if (files.Count > 0)
        {
            await RunOnFilesAsync(job, files, PathLists.Union(files.Select(member => member.Files)), cancellation);
        }
    }

    private async Task RunOnFilesAsync(HookJob job, List<CheckMember> files, IReadOnlyList<string> all, CancellationToken cancellation)
    {
        if (context.Staged is not { } staged)
        {
            await GoThroughAsync(files, job.View, cancellation);
            TellRepairs(files);
            return;
        }

        // To those who keep what is staged the pass is one hook.
        var isRepair = context.Request.Fixing && files.Exists(member => member.Hook.FixesItself);
        // Asked of each repaired file, when all are.
        Lazy<ILookup<string, string>> repairers = new(() => files.SelectMany(member => member.Repaired.Select(file => (file, member.Hook.Name)))
            .ToLookup(pair => pair.file, pair => pair.Name, StringComparer.Ordinal));
        var whole = job with
        {
            Hook = job.Hook with
            {
                Reads = [.. files.SelectMany(member => member.Hook.Reads).Distinct(StringComparer.Ordinal)],
                Writes = [],
                NeverFixes = !isRepair,
            },
            Files = all,
            Notes = new HookNotes(),
            ChangedBy = file => [.. repairers.Value[file]],
        };
        if (!isRepair)
        {
            await GoThroughAsync(files, await staged.ViewAsync(whole.Hook, all, cancellation), cancellation);
            return;
        }

        var attempt = Attempt.Failure("it was stopped");
        try
        {
            attempt = await staged.FixAsync(whole, async copy =>
            {
                await GoThroughAsync(files, copy.View, cancellation);
                return Attempt.Success;
            }, cancellation);
        }
        finally
        {
            foreach (var member in attempt.Outcome == HookOutcome.Succeeded ? [] : files.Where(member => member.Repaired.Count > 0))
            {
                member.Problem = attempt.Reason;
                member.Repaired.Clear();
            }
        }

        job.Notes.Warnings.AddRange(whole.Notes.Warnings);
        TellRepairs(files);
    }

    // They agree among themselves. Whoever looks at names or modes of the repository sees no content, sizes excepted.
    private void TellRepairs(List<CheckMember> files)
    {
        int[] knowing = [.. members.Where(member => files.Contains(member) || !RepositoryChecks.LooksAtContent(member.Standard))
            .Select(member => member.Hook.Index)];
        foreach (var member in files)
        {
            context.Verdicts.Repaired(member.Hook.Name, member.Repaired, knowing);
        }
    }

    // With what the view has of .editorconfig and its like: that is what is committed.
    private async Task GoThroughAsync(List<CheckMember> files, HookView view, CancellationToken cancellation)
    {
        var known = await context.OfChecksAsync(view.Root, files, cancellation);
        var made = files.FindAll(member => TryMake(member, known));
        if (made.Count > 0)
        {
            PassWork work = new(made, view.Root, view.WriteRoot, context.Request.Fixing, context.IsExecutable, context.Attributes())
            {
                Turns = context.TurnsOf(made, files.FindAll(member => !made.Contains(member))),
            };
            await new PassThreads(work, Math.Min(context.Request.Cores, context.Request.MaxParallel)).RunAsync(cancellation);
            made.ForEach(member => member.Sort());
        }
    }

    private static bool TryMake(CheckMember member, CheckContext context)
    {
        try
        {
            member.Check = FileChecks.Create(member.Standard, member.Arguments, context);
            member.Problem = member.Check is null ? $"{member.Standard.Command} cannot run here" : null;
        }
        catch (CheckSetupException e)
        {
            member.Problem = e.Message;
        }

        return member.Check is not null && member.Problem is null;
    }
}
