using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Runner.Hosting;

/// <summary>
/// Runs asynchronous work, the timers it sets and the processes it starts on the thread that waits for it. The pool and the timers of .NET start four
/// threads for a run, and each process would have one: their start and spinning cost more than a short hook.
/// </summary>
internal sealed class EventLoop : TimeProvider
{
    private readonly object _lock = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = [];
    private readonly List<LoopTimer> _timers = [];
    private readonly ProcessPump? _pump = OperatingSystem.IsWindows() ? null : new ProcessPump(isTurnedByLoop: true);
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private bool _isWaiting;

    /// <summary>Runs work to its end.</summary>
    public static T Run<T>(Func<EventLoop, Task<T>> work)
    {
        EventLoop loop = new();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Context(loop));
        try
        {
            var task = work(loop);
            _ = task.ContinueWith(
                _ => loop.Post(static _ => { }, null), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            while (!task.IsCompleted)
            {
                loop.RunNext();
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
            loop._pump?.Close();
        }
    }

    /// <summary>A launcher whose processes the loop watches.</summary>
    public IProcessLauncher CreateLauncher() => SystemLauncher.Create(_pump);

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        LoopTimer timer = new(this, () => callback(state));
        _ = timer.Change(dueTime, period);
        return timer;
    }

    private void Post(SendOrPostCallback callback, object? state)
    {
        lock (_lock)
        {
            _work.Enqueue((callback, state));
            Wake();
        }
    }

    // With the lock held.
    private void Wake()
    {
        // What the loop's own thread posts it takes before it waits again.
        if (!_isWaiting || Environment.CurrentManagedThreadId == _thread)
        {
            return;
        }

        if (_pump is null)
        {
            Monitor.Pulse(_lock);
        }
        else
        {
            _isWaiting = false;
            _pump.Wake();
        }
    }

    private void RunNext()
    {
        (SendOrPostCallback Callback, object? State) next;
        while (!TryTakeOrSleep(out next, out var pause))
        {
            _pump?.Turn(pause == Timeout.InfiniteTimeSpan ? -1 : (int)pause.TotalMilliseconds);
        }

        next.Callback(next.State);
    }

    private bool TryTakeOrSleep(out (SendOrPostCallback Callback, object? State) next, out TimeSpan pause)
    {
        lock (_lock)
        {
            _isWaiting = false;
            if (TryTake(out next, out pause))
            {
                return true;
            }

            _isWaiting = true;
            if (_pump is null)
            {
                _ = Monitor.Wait(_lock, pause);
            }

            return false;
        }
    }

    private bool TryTake(out (SendOrPostCallback Callback, object? State) next, out TimeSpan pause)
    {
        pause = Timeout.InfiniteTimeSpan;
        if (_work.TryDequeue(out next))
        {
            return true;
        }

        var now = GetTimestamp();
        foreach (var timer in _timers)
        {
            if (timer.Due <= now)
            {
                next = (_ => timer.Fire(), null);
                timer.Advance(now);
                return true;
            }

            // Rounded up: waking a moment too early would be for nothing.
            var left = TimeSpan.FromMilliseconds(Math.Min(Math.Ceiling(GetElapsedTime(now, timer.Due).TotalMilliseconds), int.MaxValue));
            pause = pause == Timeout.InfiniteTimeSpan || left < pause ? left : pause;
        }

        return false;
    }

    /// <summary>Sends what comes after an <see langword="await"/> to the loop.</summary>
    private sealed class Context(EventLoop loop) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => loop.Post(d, state);

        public override SynchronizationContext CreateCopy() => this;
    }

    /// <summary>A timer that the loop looks at before it waits.</summary>
    private sealed class LoopTimer(EventLoop loop, Action fire) : ITimer
    {
        private long _period;

        public long Due { get; private set; }

        public void Fire() => fire();

        /// <summary>Sets the next time, or takes the timer out.</summary>
        public void Advance(long now)
        {
            Due = now + _period;
            if (_period == 0)
            {
                _ = loop._timers.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (loop._lock)
            {
                _ = loop._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = loop.GetTimestamp() + Ticks(dueTime);
                    _period = period == Timeout.InfiniteTimeSpan ? 0 : Ticks(period);
                    loop._timers.Add(this);
                    loop.Wake();
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * loop.TimestampFrequency);
    }
}
