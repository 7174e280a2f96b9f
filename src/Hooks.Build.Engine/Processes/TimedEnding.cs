namespace Hooks.Build.Engine.Processes;

/// <summary>
/// Once a token is cancelled, asks somebody to end, and makes an end by force after <see cref="ProcessEnding.Grace"/>, unless this is disposed of before.
/// </summary>
internal sealed class TimedEnding : IAsyncDisposable
{
    private readonly CancellationTokenRegistration _registration;
    private ITimer? _force;

    /// <summary>Waits for the token.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="ask">Asks; it may take long.</param>
    /// <param name="force">Makes an end.</param>
    /// <param name="cancellation">The token.</param>
    public TimedEnding(TimeProvider clock, Action ask, Action force, CancellationToken cancellation) =>
        _registration = cancellation.Register(() =>
        {
            // First the timer: who does not listen cannot be asked.
            _force = clock.CreateTimer(_ => force(), state: null, ProcessEnding.Grace, Timeout.InfiniteTimeSpan);
            ask();
        });

    /// <summary>Nothing is ended any more.</summary>
    public async ValueTask DisposeAsync()
    {
        // First the registration: after it nobody sets the timer any more.
        await _registration.DisposeAsync();
        if (_force is not null)
        {
            await _force.DisposeAsync();
        }
    }
}
