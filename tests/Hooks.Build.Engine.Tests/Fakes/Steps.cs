using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>Counts what a run asks of the world, before and after each start of a process, and remembers the processes.</summary>
/// <param name="on">Is told the number of each step.</param>
internal sealed class Steps(Action<int> on)
{
    private readonly List<IChildProcess> _started = [];
    private int _count;

    public IReadOnlyList<IChildProcess> Started
    {
        get
        {
            lock (_started)
            {
                return [.. _started];
            }
        }
    }

    /// <summary>How many there were.</summary>
    public int Count => Volatile.Read(ref _count);

    public void Next() => on(Interlocked.Increment(ref _count));

    public void Add(IChildProcess process)
    {
        lock (_started)
        {
            _started.Add(process);
        }
    }
}

/// <summary>A launcher whose starts are steps.</summary>
internal sealed class StepLauncher(IProcessLauncher launcher, Steps steps) : IProcessLauncher
{
    public IChildProcess Start(ProcessStart start)
    {
        steps.Next();
        var process = launcher.Start(start);
        steps.Add(process);
        steps.Next();
        return process;
    }
}

/// <summary>A clock whose every question is a step.</summary>
internal sealed class StepClock(TimeProvider clock, Steps steps) : TimeProvider
{
    public override long GetTimestamp()
    {
        steps.Next();
        return clock.GetTimestamp();
    }

    public override DateTimeOffset GetUtcNow()
    {
        steps.Next();
        return clock.GetUtcNow();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        steps.Next();
        return clock.CreateTimer(callback, state, dueTime, period);
    }
}
