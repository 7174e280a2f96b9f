namespace Hooks.Build.Runner.Running;

/// <summary>
/// Runs asynchronous work, and the timers it sets, on the thread that waits for it. The pool and the timers of .NET start four threads for a run,
/// whose start and spinning cost more than a short hook.
/// </summary>
internal sealed class EventLoop : TimeProvider
{
    private readonly object _lock = new();
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _work = [];
    private readonly List<LoopTimer> _timers = [];

    /// <summary>Runs work to its end.</summary>
    public static T Run<T>(Func<TimeProvider, Task<T>> work)
    {
        EventLoop loop = new();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new Context(loop));
        try
        {
            var task = work(loop);
            _ = task.ContinueWith(_ => loop.Post(static _ => { }, null), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            while (!task.IsCompleted)
            {
                loop.RunNext();
            }

            return task.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

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
            Monitor.Pulse(_lock);
        }
    }

    private void RunNext()
    {
        (SendOrPostCallback Callback, object? State) next;
        lock (_lock)
        {
            while (!TryTake(out next, out var pause))
            {
                _ = Monitor.Wait(_lock, pause);
            }
        }

        next.Callback(next.State);
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
                    Monitor.Pulse(loop._lock);
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
