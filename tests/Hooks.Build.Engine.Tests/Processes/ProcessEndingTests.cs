using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Tests.Processes;

[TestClass]
public sealed class ProcessEndingTests
{
    [TestMethod]
    public async Task A_child_that_ends_as_soon_as_it_is_asked_leaves_no_timer_behind()
    {
        using CancellationTokenSource cancellation = new();
        Timers clock = new();
        Obedient child = new();
        var exit = child.WaitAsync(clock, cancellation.Token);
        await cancellation.CancelAsync();
        (await exit).ExitCode.ShouldBe(0);
        (clock.Made, clock.Alive).ShouldBe((1, 0));
    }

    [TestMethod]
    public async Task The_end_by_force_is_set_before_somebody_is_asked_who_may_not_listen()
    {
        using CancellationTokenSource cancellation = new();
        Timers clock = new();
        var made = 0;
        await using (new TimedEnding(clock, () => made = clock.Made, () => { }, cancellation.Token))
        {
            await cancellation.CancelAsync();
        }

        made.ShouldBe(1);
    }

    [TestMethod]
    public async Task A_token_that_was_cancelled_before_ends_it_too()
    {
        Timers clock = new();
        var asked = 0;
        await using (new TimedEnding(clock, () => asked++, () => { }, new CancellationToken(canceled: true)))
        {
            clock.Alive.ShouldBe(1);
        }

        (asked, clock.Alive).ShouldBe((1, 0));
    }

    // Whoever waits for it goes on inside the very call that asks.
    private sealed class Obedient : IChildProcess
    {
        private readonly TaskCompletionSource<ProcessExit> _completion = new();

        public int Id => 1;

        public Task<ProcessExit> Completion => _completion.Task;

        public void Terminate() => _completion.SetResult(new ProcessExit(0));

        public void Kill() => throw new InvalidOperationException("it has ended");
    }

    private sealed class Timers : TimeProvider
    {
        public int Made { get; private set; }

        public int Alive { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Made++;
            Alive++;
            return new Timer(this);
        }

        private sealed class Timer(Timers clock) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => clock.Alive--;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
