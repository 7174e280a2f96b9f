namespace Hooks.Build.Runner.Watching;

/// <summary>Runs again and again, each time something was saved.</summary>
/// <param name="changes">What is saved.</param>
/// <param name="list">Lists the files that count: those that git tracks or would track, by path from the root.</param>
/// <param name="run">Runs once.</param>
/// <param name="tell">Tells people something.</param>
internal sealed class WatchLoop(ChangedPaths changes, Func<IReadOnlySet<string>> list, Func<CancellationToken, WatchedRun> run, Action<string> tell)
{
    // Of runs in a row that each change what they are about.
    private const int MostOwnRuns = 3;
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _stale = new(StringComparer.Ordinal);
    private IReadOnlySet<string> _known = new HashSet<string>(StringComparer.Ordinal);
    private int _ownRuns;

    /// <summary>Runs until it is ended.</summary>
    /// <exception cref="IOException">Changes are not heard of any more.</exception>
    public void Run(CancellationToken ended)
    {
        _known = list();
        while (!ended.IsCancellationRequested)
        {
            var saved = RunOnce(ended);
            if (saved is not null)
            {
                tell($"{saved} was saved: the run begins anew");
            }

            if (!WaitForNext(saved, ended))
            {
                return;
            }
        }
    }

    // What it returns made the run stale.
    private string? RunOnce(CancellationToken ended)
    {
        using var stale = CancellationTokenSource.CreateLinkedTokenSource(ended);
        string? saved = null;
        WatchedRun? started = null;
        var isOver = false;
        changes.OnAdded = path =>
        {
            lock (stale)
            {
                // What a run writes itself cannot be told from what people save; a run that was ended for a file does not end for it again.
                if (!isOver && saved is null && _known.Contains(path) && started?.MayWrite(path) == false && !_stale.Contains(path))
                {
                    saved = path;
                    stale.Cancel();
                }
            }
        };
        try
        {
            var one = run(stale.Token);
            started = one;
            one.Execute();
        }
        finally
        {
            changes.OnAdded = null;
            lock (stale)
            {
                isOver = true;
            }
        }

        if (saved is null || ended.IsCancellationRequested)
        {
            return null;
        }

        _ = _stale.Add(saved);
        return saved;
    }

    private bool WaitForNext(string? saved, CancellationToken ended)
    {
        var during = changes.Take();
        var isOwn = saved is null;
        var isTold = false;
        while (!ended.IsCancellationRequested)
        {
            var before = _known;
            _known = list();
            // Of a folder that was moved the system tells the folder's name alone.
            var first = during.FirstOrDefault(path => _known.Contains(path) || before.Contains(path) || path == ChangedPaths.Anything) ?? (_known.SetEquals(before) ? null : "which files there are");
            if (first is not null)
            {
                _ownRuns = isOwn ? _ownRuns + 1 : 0;
                if (_ownRuns < MostOwnRuns)
                {
                    return true;
                }

                tell($"{first} changed in each of {MostOwnRuns} runs in a row. If hooks write it: let git ignore it, or let them leave it alone where it is right. If you saved it: what you saved last was not checked yet; save it again");
            }

            isOwn = false;
            _ownRuns = 0;
            _stale.Clear();

            // Much is heard of that does not count.
            if (!isTold)
            {
                tell("waiting for changes (Ctrl-C ends it)");
                isTold = true;
            }

            if (changes.Wait(Quiet, Most, ended) is not { } next)
            {
                return false;
            }

            during = next;
        }

        return false;
    }
}
