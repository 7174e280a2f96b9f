namespace Hooks.Build.Engine.Remote;

/// <summary>
/// Turns one direction off for the rest of the run after three failures in a row. Silence counts as failure once it has lasted half a second: a hook that takes
/// only moments does not wait longer for an answer, which says little about the server.
/// </summary>
internal sealed class CircuitBreaker(TimeProvider time)
{
    private const int MostFailures = 3;

    /// <summary>The silence that says something about the server.</summary>
    public static readonly TimeSpan LongSilence = TimeSpan.FromMilliseconds(500);

    private readonly object _lock = new();
    private int _failures;
    private int _unanswered;
    private long _silentSince;
    private volatile bool _isOff;

    /// <summary>Nothing more is to be sent.</summary>
    public bool IsOff => _isOff;

    /// <summary>The server did what it was asked, be it to say that it has nothing.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            (_failures, _unanswered) = (0, 0);
        }
    }

    /// <summary>The server could not be reached, or did something else.</summary>
    /// <returns>Whether that was one too many.</returns>
    public bool Failed()
    {
        lock (_lock)
        {
            return ++_failures >= MostFailures && TurnOff();
        }
    }

    /// <summary>The server did not answer in time.</summary>
    /// <param name="asked">When it was asked.</param>
    /// <returns>Whether that was one too many.</returns>
    public bool Unanswered(long asked)
    {
        lock (_lock)
        {
            _silentSince = _unanswered++ == 0 ? asked : Math.Min(_silentSince, asked);
            return _unanswered >= MostFailures && time.GetElapsedTime(_silentSince) >= LongSilence && TurnOff();
        }
    }

    /// <summary>Turns the direction off at once.</summary>
    /// <returns>Whether it was on.</returns>
    public bool TurnOff()
    {
        lock (_lock)
        {
            var wasOn = !_isOff;
            _isOff = true;
            return wasOn;
        }
    }
}
