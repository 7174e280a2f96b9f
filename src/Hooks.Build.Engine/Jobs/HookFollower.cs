using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Jobs;

/// <summary>
/// Tells who follows a run what one hook writes and finds, while it runs. Of output it tells so much at once, so much a second and so much in all: whatever a
/// hook writes, no stream grows without end, and the hook is held up by no more than that. What is left out is counted.
/// </summary>
internal sealed class HookFollower
{
    /// <summary>How many bytes are told at once.</summary>
    internal const int AtOnce = 256 * 1024;

    /// <summary>How many more each second.</summary>
    internal const int EachSecond = 16 * 1024;

    /// <summary>How many of one hook.</summary>
    internal const int Most = 4 * 1024 * 1024;

    // What an event costs beside its text.
    private const int OfEvent = 128;

    // Where there is no room any more, for so many none is made: lines that belong together are told together.
    private const int Least = 8 * 1024;

    private readonly object _lock = new();
    private readonly PlannedHook _hook;
    private readonly IRunObserver _observer;
    private readonly TimeProvider _clock;
    private readonly RunInterests _interests;
    private double _room = AtOnce;
    private int _rest = Most;
    private long _filled;
    private long _leftOut;
    private bool _isFull;
    private bool _isOver;

    private HookFollower(PlannedHook hook, IRunObserver observer, TimeProvider clock) =>
        (_hook, _observer, _clock, _interests, _filled) = (hook, observer, clock, observer.Interests, clock.GetTimestamp());

    /// <summary>Begins to follow a hook.</summary>
    /// <returns><see langword="null"/> where nobody wants to know.</returns>
    public static HookFollower? Of(PlannedHook hook, IRunObserver observer, TimeProvider clock) =>
        (observer.Interests & (RunInterests.Progress | RunInterests.Output)) == RunInterests.None ? null : new HookFollower(hook, observer, clock);

    /// <summary>Follows what a command of the hook writes; <see langword="null"/> where nobody wants to know.</summary>
    public FollowedLines? Begin() => _interests.HasFlag(RunInterests.Output) ? new FollowedLines(this) : null;

    /// <summary>The hook found something.</summary>
    public void Found(Finding finding)
    {
        lock (_lock)
        {
            if (!_isOver && _interests.HasFlag(RunInterests.Progress))
            {
                _observer.Told(new FindingDetail(_hook, finding));
            }
        }
    }

    /// <summary>The hook has ended: what comes late is told nobody.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (_leftOut > 0)
            {
                Tell("", cut: 0);
            }

            _isOver = true;
        }
    }

    /// <summary>Whether nothing can be told now.</summary>
    internal bool IsFull()
    {
        lock (_lock)
        {
            if (_isFull)
            {
                Refill();
                _isFull = Math.Min(_room, _rest) < Least;
            }

            return _isFull || _isOver;
        }
    }

    /// <summary>Takes the room for a line.</summary>
    /// <returns>False where there is none.</returns>
    internal bool TryTake(int bytes)
    {
        lock (_lock)
        {
            if (Math.Min(_room, _rest) < bytes)
            {
                Refill();
                _isFull = Math.Min(_room, _rest) < bytes;
            }

            if (_isFull || _isOver)
            {
                return false;
            }

            Use(bytes);
            return true;
        }
    }

    /// <summary>Counts what is not told.</summary>
    internal void LeaveOut(long bytes)
    {
        lock (_lock)
        {
            _leftOut += bytes;
        }
    }

    /// <summary>Tells lines.</summary>
    internal void Tell(string text, long cut)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            Use(OfEvent + _hook.Name.Length);
            _observer.Told(new OutputDetail(_hook, text, cut, _leftOut));
            _leftOut = 0;
        }
    }

    private void Use(int bytes)
    {
        _room -= bytes;
        _rest -= bytes;
    }

    private void Refill()
    {
        var now = _clock.GetTimestamp();
        _room = Math.Min(AtOnce, _room + (_clock.GetElapsedTime(_filled, now).TotalSeconds * EachSecond));
        _filled = now;
    }
}
