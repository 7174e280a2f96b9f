namespace Hooks.Build.Runner.Watching;

/// <summary>
/// Runs again and again, each time something was saved. When all is saved, the last result is of the files as they are: a run during which a file changes is
/// ended and begun anew, or followed by another. What hooks write themselves cannot be told from what people save but by this: it comes while hooks run, each
/// time. So the pauses between runs that follow each other grow; what is heard of in a pause was saved by somebody, and without that the runs come to an end.
/// </summary>
/// <param name="changes">What is saved.</param>
/// <param name="files">The files that count.</param>
/// <param name="run">Finds out what there is to run.</param>
/// <param name="tell">Tells people something.</param>
internal sealed class WatchLoop(ChangedPaths changes, WatchedFiles files, Func<CancellationToken, WatchedRun> run, Action<string> tell)
{
    // Of runs in a row, each of which was ended, or has changed what it is about, and between which nothing was saved.
    private const int MostEnded = 10;
    private const int MostOwnRuns = 3;
    private const int MostDoubled = 4;
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    private int _ended;
    private int _ownRuns;

    /// <summary>Waits until all that was saved before was heard of, and says whether it was.</summary>
    public Func<CancellationToken, bool> CatchUp { get; init; } = _ => true;

    /// <summary>The shortest time without a change after which a save is taken to be whole.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs until it is ended.</summary>
    /// <exception cref="IOException">Changes are not heard of any more.</exception>
    public void Run(CancellationToken ended)
    {
        _ = files.Refresh();
        while (!ended.IsCancellationRequested)
        {
            using var stale = CancellationTokenSource.CreateLinkedTokenSource(ended);
            WatchRound round = new(files, canEnd: _ended < MostEnded, stale);
            round.Execute(() => run(stale.Token), changes, () => TakeAll(ended));
            if (ended.IsCancellationRequested || !(WhatChanged(round) is { } changed ? GoOn(changed, ended) : WaitForNext(ended)))
            {
                return;
            }
        }
    }

    // What was heard of until the run's end. Where nobody can tell that, it is so once nothing more is heard of for a moment.
    private IReadOnlySet<string> TakeAll(CancellationToken ended) => (CatchUp(ended) ? null : changes.Settle(Quiet, Most, ended)) ?? changes.Take();

    private string? WhatChanged(WatchRound round)
    {
        // Of a folder that was moved the system tells the folder's name alone.
        var isOther = files.Refresh();
        if (round.Saved is { } saved)
        {
            tell($"{saved} was saved: the run begins anew");
            _ended++;
            return saved;
        }

        var changed = round.Changed ?? (isOther ? "which files there are" : null);
        _ownRuns += changed is null ? 0 : 1;
        return changed;
    }

    private bool GoOn(string changed, CancellationToken ended)
    {
        if (changes.Settle(Quiet * (1 << Math.Min(_ended + _ownRuns - 1, MostDoubled)), Most, ended) is not { } heard)
        {
            return false;
        }

        // No hook runs in a pause: what is saved then somebody else saves.
        if (files.FirstChanged(heard) is not null)
        {
            (_ended, _ownRuns) = (0, 0);
        }

        _ = heard.Count > 0 && files.Refresh();
        if (_ownRuns < MostOwnRuns)
        {
            return true;
        }

        tell(
            $"{changed} changed in each of {_ended + _ownRuns} runs in a row. If hooks write it: let git ignore it, or let them leave it alone where it is right. If you saved it: what you saved last was not checked yet; save it again");
        return WaitForNext(ended);
    }

    private bool WaitForNext(CancellationToken ended)
    {
        (_ended, _ownRuns) = (0, 0);
        tell("waiting for changes (Ctrl-C ends it)");

        // Much is heard of that does not count.
        while (changes.Wait(Quiet, Most, ended) is { } heard)
        {
            // Who saves a file as it was wants it to be looked at again.
            var counts = heard.Any(files.Counts);
            _ = files.FirstChanged(heard);
            if (files.Refresh() || counts)
            {
                return true;
            }
        }

        return false;
    }
}
