using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Tests.Hosting;

[TestClass]
public sealed class EventLoopTests
{
    [TestMethod]
    public void What_comes_after_an_await_runs_on_the_waiting_thread()
    {
        var thread = Environment.CurrentManagedThreadId;
        EventLoop.Run(async _ =>
        {
            await Task.Yield();
            await Task.Run(() => { });
            return Environment.CurrentManagedThreadId;
        }).ShouldBe(thread);
    }

    [TestMethod]
    public void Timers_fire_on_the_waiting_thread()
    {
        var thread = Environment.CurrentManagedThreadId;
        EventLoop.Run(async clock =>
        {
            TaskCompletionSource<int> fired = new();
            await using var timer = clock.CreateTimer(
                _ => fired.TrySetResult(Environment.CurrentManagedThreadId), null, TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            return await fired.Task;
        }).ShouldBe(thread);
    }

    [TestMethod]
    public void A_timer_may_fire_again_and_again() => EventLoop.Run(async clock =>
    {
        var count = 0;
        TaskCompletionSource<bool> enough = new();
        await using var timer = clock.CreateTimer(_ => _ = ++count == 3 && enough.TrySetResult(true), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        return await enough.Task;
    }).ShouldBeTrue();

    [TestMethod]
    public void A_token_with_a_time_limit_is_cancelled() => EventLoop.Run(async clock =>
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMilliseconds(1), clock);
        TaskCompletionSource<bool> cancelled = new();
        await using var registration = limit.Token.Register(() => cancelled.TrySetResult(true));
        return await cancelled.Task;
    }).ShouldBeTrue();

    [TestMethod]
    public void What_the_work_throws_reaches_the_caller() =>
        Should.Throw<InvalidOperationException>(() => EventLoop.Run<int>(async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException();
        }));
}
