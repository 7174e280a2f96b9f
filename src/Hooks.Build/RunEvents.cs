namespace Hooks.Build;

/// <summary>The events of a run, for <c>await foreach</c>. All who read them share them: each event is read once.</summary>
public sealed class RunEvents
{
    private readonly RunContext _run;

    internal RunEvents(RunContext run) => _run = run;

    /// <summary>What <c>await foreach</c> calls.</summary>
#pragma warning disable CA1024 // the name is the compiler's
    public Enumerator GetAsyncEnumerator() => new(_run);
#pragma warning restore CA1024

    /// <summary>What <c>await foreach</c> goes on with. A class, and no interface of the framework: the oldest that hooks are built for has none.</summary>
    public sealed class Enumerator
    {
        private readonly RunContext _run;
        private RunEvent? _current;

        internal Enumerator(RunContext run) => _run = run;

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
}
