namespace Hooks.Build;

/// <summary>A run, as the method that listens to it (<see cref="OnRunAttribute"/>) sees it.</summary>
public abstract class RunContext
{
    /// <summary>Creates a context.</summary>
    protected RunContext() => Events = new RunEvents(this);

    /// <summary>Name of the listener.</summary>
    public abstract string Name { get; }

    /// <summary>The stage; <see cref="HookStages.None"/> for a run without one.</summary>
    public abstract HookStages Stage { get; }

    /// <summary>Absolute path of the repository.</summary>
    public abstract string RepositoryRoot { get; }

    /// <summary>Values from the build of the hooks project, such as <c>Configuration</c>.</summary>
    public abstract IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>Is cancelled when the listener's time is over. The same as the method's token.</summary>
    public abstract CancellationToken Cancellation { get; }

    /// <summary>What happens, in order, each event once: for <c>await foreach</c>. It ends with the run.</summary>
    public RunEvents Events { get; }

    /// <summary>The next event; <see langword="null"/> when the run is over and all is told.</summary>
    /// <exception cref="OperationCanceledException">The listener's time is over.</exception>
    public abstract Task<RunEvent?> NextAsync();

    /// <summary>Passes over what happens until the run has ended.</summary>
    /// <returns>What came of it; <see langword="null"/> for one that could not take place.</returns>
    /// <exception cref="OperationCanceledException">The listener's time is over.</exception>
    public async Task<RunEnded?> EndAsync()
    {
        RunEnded? ended = null;
        while (await NextAsync().ConfigureAwait(false) is { } happened)
        {
            if (happened is RunEnded end)
                ended = end;
        }

        return ended;
    }
}
