using Hooks.Build.Checks;
using Hooks.Build.Engine.Executing;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Remembering;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Engine.Checking;

/// <summary>Checks that go through the files together. The first of them that is asked for starts it for all.</summary>
/// <param name="members">The checks, in the order in which they look at a file.</param>
/// <param name="given">The files each is given, in the same order; <see langword="null"/> for one that takes none.</param>
/// <param name="surroundings">The run it belongs to.</param>
internal sealed class CheckPass(IReadOnlyList<CheckMember> members, IReadOnlyList<IReadOnlyList<string>?> given, PassSurroundings surroundings)
{
    // Fewer files than that are looked at before a thread has started.
    private const int FewFiles = 32;

    private readonly object _lock = new();
    private Task<KnownResult?[]>? _lookUp;
    private Task? _run;

    /// <summary>The member that a hook is.</summary>
    public CheckMember Of(PlannedHook hook) => members.First(member => member.Hook.Index == hook.Index);

    /// <summary>What is remembered of a member's result. All are asked for at once, as the pass must know who takes part.</summary>
    public async Task<KnownResult?> LookUpAsync(PlannedHook hook, ResultCache cache, CancellationToken cancellation)
    {
        Task<KnownResult?[]> all;
        lock (_lock)
        {
            all = _lookUp ??= LookUpAllAsync(cache, cancellation);
        }

        var known = await all;
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].Hook.Index == hook.Index)
            {
                return known[i];
            }
        }

        return null;
    }

    /// <summary>Waits for the pass, which begins now if it did not before.</summary>
    /// <param name="job">The member that asks.</param>
    /// <param name="cancellation">Ends the waiting; the pass goes on for the others.</param>
    public async Task<Attempt> RunAsync(HookJob job, CancellationToken cancellation)
    {
        Task run;
        lock (_lock)
        {
            run = _run ??= RunAllAsync(job, surroundings.Cancellation);
        }

        await run.WaitAsync(cancellation);
        return Of(job.Hook).Report(job);
    }

    private async Task<KnownResult?[]> LookUpAllAsync(ResultCache cache, CancellationToken cancellation)
    {
        var known = new KnownResult?[members.Count];
        for (var i = 0; i < members.Count; i++)
        {
            known[i] = await cache.LookUpAsync(members[i].Hook, given[i], cancellation);
        }

        return known;
    }

    private async Task RunAllAsync(HookJob job, CancellationToken cancellation)
    {
        var known = _lookUp is null ? new KnownResult?[members.Count] : await _lookUp;
        List<CheckMember> files = [];
        HashSet<string> all = new(StringComparer.Ordinal);
        for (var i = 0; i < members.Count; i++)
        {
            if (known[i]?.Result is not null || given[i] is { Count: 0 })
            {
                continue;
            }

            members[i].Files = known[i]?.Left ?? given[i] ?? [];
            all.UnionWith(members[i].Files);
            if (Prepare(members[i]))
            {
                files.Add(members[i]);
            }
            else if (members[i].Problem is null)
            {
                await surroundings.RunOnRepositoryAsync(members[i], cancellation);
            }
        }

        if (files.Count > 0)
        {
            await RunOnFilesAsync(job, files, all, cancellation);
        }
    }

    private bool Prepare(CheckMember member)
    {
        try
        {
            member.Check = FileChecks.Create(member.Standard, member.Arguments, surroundings.OfChecks);
        }
        catch (CheckSetupException e)
        {
            member.Problem = e.Message;
        }

        return member.Check is not null;
    }

    private async Task RunOnFilesAsync(HookJob job, List<CheckMember> files, HashSet<string> all, CancellationToken cancellation)
    {
        var staged = surroundings.Staged;
        if (staged is null)
        {
            await GoThroughAsync(files, job.View, cancellation);
            return;
        }

        // To those who keep what is staged the pass is one hook.
        var reads = files.SelectMany(member => member.Hook.Reads).Distinct(StringComparer.Ordinal).ToList();
        var isRepair = job.Request.Fixing && files.Exists(member => member.Check!.CanFix);
        List<string> named = [.. all.Where(file => !PathText.HasRawBytes(file)).Order(StringComparer.Ordinal)];
        var whole = job with
        {
            Hook = job.Hook with { Reads = reads, Writes = [], NeverFixes = !isRepair },
            Files = isRepair ? named : [.. all.Order(StringComparer.Ordinal)],
            ChangedBy = file => [.. files.Where(member => member.Repaired.Contains(file)).Select(member => member.Hook.Name)],
        };
        if (!isRepair || named.Count == 0)
        {
            await GoThroughAsync(files, await staged.ViewAsync(whole.Hook, whole.Files, cancellation), cancellation);
            return;
        }

        var attempt = await staged.FixAsync(whole, async copy =>
        {
            await GoThroughAsync(files, copy.View, cancellation);
            return Attempt.Success;
        }, cancellation);
        foreach (var member in attempt.Outcome == HookOutcome.Succeeded ? [] : files.Where(member => member.Repaired.Count > 0))
        {
            member.Problem = attempt.Reason;
        }

        job.Notes.Warnings.AddRange(whole.Notes.Warnings);
    }

    private async Task GoThroughAsync(List<CheckMember> files, HookView view, CancellationToken cancellation)
    {
        PassWork work = new(files, view.Root, view.WriteRoot, surroundings.Request.Fixing, surroundings.Executables);
        var list = work.Files();
        if (list.Count <= FewFiles)
        {
            GoThrough(work, list, new StrongBox(), cancellation).HandOver();
        }
        else
        {
            foreach (var pipeline in await OnThreadsAsync(work, list, cancellation))
            {
                pipeline.HandOver();
            }
        }

        files.ForEach(member => member.Sort());
    }

    // Threads of its own: the runner has no pool, and MSBuild's is busy.
    private async Task<FilePipeline[]> OnThreadsAsync(PassWork work, List<(string, ulong)> list, CancellationToken cancellation)
    {
        StrongBox next = new();
        var threads = Math.Max(1, Math.Min(surroundings.Request.Cores, list.Count / FewFiles));
        return await Task.WhenAll(Enumerable.Range(0, threads).Select(_ =>
        {
            TaskCompletionSource<FilePipeline> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Thread thread = new(() =>
            {
                try
                {
                    done.SetResult(GoThrough(work, list, next, cancellation));
                }
                catch (Exception e)
                {
                    done.SetException(e);
                }
            })
            { IsBackground = true, Name = "hooks checks" };
            thread.Start();
            return done.Task;
        }));
    }

    private static FilePipeline GoThrough(PassWork work, List<(string Path, ulong Wanted)> list, StrongBox next, CancellationToken cancellation)
    {
        using FilePipeline pipeline = new(work);
        int index;
        while ((index = Interlocked.Increment(ref next.Value) - 1) < list.Count)
        {
            cancellation.ThrowIfCancellationRequested();
            pipeline.Run(list[index].Path, list[index].Wanted);
        }

        return pipeline;
    }

    private sealed class StrongBox
    {
        public int Value;
    }
}
