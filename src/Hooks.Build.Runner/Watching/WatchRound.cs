namespace Hooks.Build.Runner.Watching;

/// <summary>What is heard of files while one run goes on, and whether it makes the run stale.</summary>
/// <param name="files">The files that count.</param>
/// <param name="canEnd">Whether anything may end the run.</param>
/// <param name="stale">Ends the run.</param>
internal sealed class WatchRound(WatchedFiles files, bool canEnd, CancellationTokenSource stale)
{
    // A run is ended as soon as a save is whole, however much else is written meanwhile: logs of the run itself are.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(100);
    private readonly object _lock = new();
    private readonly HashSet<string> _changedWhileOpening = new(StringComparer.Ordinal);
    private WatchedRun? _run;
    private bool _isOver;

    /// <summary>What made the run stale; <see langword="null"/> where nothing did.</summary>
    public string? Saved { get; private set; }

    /// <summary>What changed; <see langword="null"/> where nothing did.</summary>
    public string? Changed { get; private set; }

    /// <summary>Runs once, and listens meanwhile.</summary>
    /// <param name="open">Finds out what there is to run. What changes while it does so makes stale what it found.</param>
    /// <param name="changes">What is saved.</param>
    /// <param name="takeAll">Takes what is left of it when the run is over, however late it is heard of.</param>
    public void Execute(Func<WatchedRun> open, ChangedPaths changes, Func<IReadOnlySet<string>> takeAll)
    {
        using CancellationTokenSource over = new();
        Thread listening = new(() => Listen(changes, over.Token)) { IsBackground = true, Name = "watch" };
        listening.Start();
        try
        {
            var run = open();
            if (TryBegin(run))
            {
                run.Execute();
            }
        }
        finally
        {
            over.Cancel();
            listening.Join();
            _isOver = true;
        }

        // What the run wrote itself must not be taken for what somebody saves after it.
        Hear(takeAll());
    }

    private void Listen(ChangedPaths changes, CancellationToken over)
    {
        try
        {
            while (changes.Wait(Quiet, Most, over) is { } heard)
            {
                Hear(heard);
            }
        }
        catch (IOException)
        {
            // Whoever waits for the next change is told.
        }
    }

    private void Hear(IReadOnlySet<string> heard)
    {
        lock (_lock)
        {
            foreach (var path in heard)
            {
                if (files.FirstChanged([path]) is not null)
                {
                    Changed ??= path;
                    _ = _run is null && _changedWhileOpening.Add(path);
                    EndFor(path);
                }
            }
        }
    }

    private bool TryBegin(WatchedRun run)
    {
        lock (_lock)
        {
            _run = run;
            foreach (var path in _changedWhileOpening)
            {
                EndFor(path);
            }

            return Saved is null;
        }
    }

    // With the lock held. What a run may write itself cannot be told from what people save, and of files that nobody knows nor can be said that they are input.
    private void EndFor(string path)
    {
        if (canEnd && !_isOver && Saved is null && !files.IsMany(path) && _run?.MayWrite(path) == false)
        {
            Saved = path;
            stale.Cancel();
        }
    }
}
