namespace Hooks.Build;

/// <summary>What <c>await foreach</c> goes on with. A class, and no interface of the framework: the oldest that hooks are built for has none.</summary>
public sealed class RunEventEnumerator
{
    private readonly RunContext _run;
    private RunEvent? _current;

    internal RunEventEnumerator(RunContext run) => _run = run;

    /// <summary>The event.</summary>
    public RunEvent Current => _current ?? throw new InvalidOperationException("There is no event yet, or none any more.");

    /// <summary>Waits for the next event.</summary>
    /// <returns>False when the run is over and all is told.</returns>
    public async Task<bool> MoveNextAsync()
    {
        _current = await _run.NextAsync().ConfigureAwait(false);
        return _current is not null;
    }
}
