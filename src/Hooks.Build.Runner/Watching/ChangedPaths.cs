namespace Hooks.Build.Runner.Watching;

/// <summary>The files of a repository that were saved, made or deleted, until somebody takes them.</summary>
/// <param name="clock">The time.</param>
internal sealed class ChangedPaths(TimeProvider clock)
{
    /// <summary>Stands for files of which nobody knows.</summary>
    public const string Anything = "*";

    private readonly object _lock = new();
    private HashSet<string> _paths = new(StringComparer.Ordinal);
    private string? _problem;

    /// <summary>Adds one, by path from the root with <c>/</c>.</summary>
    public void Add(string path)
    {
        lock (_lock)
        {
            _ = _paths.Add(path);
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Says that changes are not heard of any more.</summary>
    /// <param name="problem">Why.</param>
    public void Break(string problem)
    {
        lock (_lock)
        {
            _problem ??= problem;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Takes all there are.</summary>
    public IReadOnlySet<string> Take()
    {
        lock (_lock)
        {
            var taken = _paths;
            _paths = new(StringComparer.Ordinal);
            return taken;
        }
    }

    /// <summary>Waits until something changed and nothing more did for a moment: editors save in several steps, and git writes many files.</summary>
    /// <param name="quiet">The moment.</param>
    /// <param name="most">How long it waits for such a moment at most: a file that is written all the time must not hold up the others.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>What changed; <see langword="null"/> where the waiting was ended.</returns>
    /// <exception cref="IOException">Changes are not heard of any more.</exception>
    public IReadOnlySet<string>? Wait(TimeSpan quiet, TimeSpan most, CancellationToken cancellation) => Wait(isForFirst: true, quiet, most, cancellation);

    /// <summary>Waits until nothing changed for a moment, whether something did before or not.</summary>
    /// <inheritdoc cref="Wait(TimeSpan, TimeSpan, CancellationToken)"/>
    public IReadOnlySet<string>? Settle(TimeSpan quiet, TimeSpan most, CancellationToken cancellation) => Wait(isForFirst: false, quiet, most, cancellation);

    private IReadOnlySet<string>? Wait(bool isForFirst, TimeSpan quiet, TimeSpan most, CancellationToken cancellation)
    {
        using var wake = cancellation.UnsafeRegister(
            state =>
            {
                lock (state!)
                {
                    Monitor.PulseAll(state);
                }
            },
            _lock);
        lock (_lock)
        {
            ThrowIfBroken();
            while (isForFirst && _paths.Count == 0 && !cancellation.IsCancellationRequested)
            {
                _ = Monitor.Wait(_lock);
                ThrowIfBroken();
            }

            var changed = clock.GetTimestamp();
            while (!cancellation.IsCancellationRequested
                && most - clock.GetElapsedTime(changed) is var left
                && left > TimeSpan.Zero
                && Monitor.Wait(_lock, left < quiet ? left : quiet))
            {
                ThrowIfBroken();
            }
        }

        return cancellation.IsCancellationRequested ? null : Take();
    }

    private void ThrowIfBroken()
    {
        if (_problem is not null)
        {
            throw new IOException(_problem);
        }
    }
}
