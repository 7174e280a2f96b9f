using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Checking;

/// <summary>Takes the files of a pass through its checks, on as many threads as it may have.</summary>
/// <param name="work">The checks.</param>
/// <param name="most">The most threads.</param>
internal sealed class PassThreads(PassWork work, int most)
{
    // Fewer files than that, none of them large, are looked at before a thread has started.
    private const int FewFiles = 32;
    private const long FewBytes = 4 * 1024 * 1024;

    private List<(string Path, ulong Wanted, ulong IfChanged)> _files = work.Files();
    private int _next = -1;
    private bool _isShort;

    /// <summary>Runs, and hands over what was found.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        _isShort = _files.Count <= FewFiles && _files.Sum(file => FileStatus.Read(Path.Combine(work.Root, file.Path)).Size) <= FewBytes;
        var count = _isShort ? 1 : Math.Clamp(_files.Count / FewFiles, 1, Math.Max(1, most));
        List<FilePipeline> pipelines = [];
        try
        {
            while (pipelines.Count < count)
            {
                pipelines.Add(new FilePipeline(work));
            }

            await GoThroughAsync(pipelines, _files, cancellation);
            await AskAndGoOnAsync(pipelines, cancellation);
            while (Take(pipelines, pipeline => pipeline.Later) is { Count: > 0 } later)
            {
                work.Turns.Next(pipelines.Aggregate(0UL, (failed, pipeline) => failed | pipeline.Failed));
                await GoThroughAsync(pipelines, later, cancellation);
                await AskAndGoOnAsync(pipelines, cancellation);
            }
        }
        finally
        {
            foreach (var pipeline in pipelines)
            {
                pipeline.HandOver();
                pipeline.Dispose();
            }
        }
    }

    // Files that something was found in, and of which git must tell first whether they are text: it is asked once.
    private async Task AskAndGoOnAsync(List<FilePipeline> pipelines, CancellationToken cancellation)
    {
        if (Take(pipelines, pipeline => pipeline.Waiting) is { Count: > 0 } waiting)
        {
            await work.Attributes.AskAsync([.. waiting.Select(file => file.Path)], cancellation);
            await GoThroughAsync(pipelines, waiting, cancellation);
        }
    }

    private async Task GoThroughAsync(List<FilePipeline> pipelines, List<(string Path, ulong Wanted, ulong IfChanged)> files, CancellationToken cancellation)
    {
        (_files, _next) = (files, -1);
        if (_isShort)
        {
            GoThrough(pipelines[0], cancellation);
            return;
        }

        await Task.WhenAll(pipelines.Select(pipeline => StartAsync(pipeline, cancellation)));
    }

    private static List<(string Path, ulong Wanted, ulong IfChanged)> Take(
        List<FilePipeline> pipelines, Func<FilePipeline, List<(string Path, ulong Wanted, ulong IfChanged)>> list)
    {
        List<(string, ulong, ulong)> files = [.. pipelines.SelectMany(list)];
        pipelines.ForEach(pipeline => list(pipeline).Clear());
        return files;
    }

    // Threads of its own: the runner has no pool, and MSBuild's is busy.
    private Task StartAsync(FilePipeline pipeline, CancellationToken cancellation)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            try
            {
                GoThrough(pipeline, cancellation);
                done.SetResult();
            }
            catch (OperationCanceledException)
            {
                done.SetCanceled(cancellation);
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        { IsBackground = true, Name = "hooks checks" };
        thread.Start();
        return done.Task;
    }

    private void GoThrough(FilePipeline pipeline, CancellationToken cancellation)
    {
        int index;
        while ((index = Interlocked.Increment(ref _next)) < _files.Count)
        {
            cancellation.ThrowIfCancellationRequested();
            pipeline.Run(_files[index].Path, _files[index].Wanted, _files[index].IfChanged, cancellation);
        }
    }
}
