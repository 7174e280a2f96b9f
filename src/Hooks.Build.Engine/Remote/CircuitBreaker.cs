namespace Hooks.Build.Engine.Remote;

/// <summary>
/// Turns one direction off for the rest of the run after three failures in a row. Answers that did not come count once half a second each was waited for them:
/// a hook that takes only moments does not wait longer, which says little about the server.
/// </summary>
internal sealed class CircuitBreaker
{
    private const int MostFailures = 3;

    /// <summary>The silence that says something about the server.</summary>
    public static readonly TimeSpan LongSilence = TimeSpan.FromMilliseconds(500);

    private readonly object _lock = new();
    private int _failures;
    private int _unanswered;
    private TimeSpan _waited;
    private volatile bool _isOff;

    /// <summary>Nothing more is to be sent.</summary>
    public bool IsOff => _isOff;

    /// <summary>The server did what it was asked, be it to say that it has nothing.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            (_failures, _unanswered, _waited) = (0, 0, TimeSpan.Zero);
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
    /// <param name="waited">How long that was.</param>
    /// <returns>Whether that was one too many.</returns>
    public bool Unanswered(TimeSpan waited)
    {
        lock (_lock)
        {
            _waited += waited;
            return ++_unanswered >= MostFailures && _waited >= MostFailures * LongSilence && TurnOff();
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
