using Hooks.Build.Runner.Watching;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Runner.Tests.Watching;

[TestClass]
public sealed class ChangedPathsTests
{
    private static readonly TimeSpan Never = TimeSpan.FromDays(1);

    [TestMethod]
    public void What_changed_is_told_though_another_file_is_written_all_the_time()
    {
        FakeTimeProvider clock = new() { AutoAdvanceAmount = TimeSpan.FromMilliseconds(100) };
        ChangedPaths changes = new(clock);
        changes.Add("a.cs");
        using CancellationTokenSource end = new();
        Thread noise = new(() =>
        {
            while (!end.IsCancellationRequested)
            {
                changes.Add("log");
            }
        });
        noise.Start();
        changes.Wait(quiet: Never, most: TimeSpan.FromSeconds(1), CancellationToken.None).ShouldNotBeNull().ShouldContain("a.cs");
        end.Cancel();
        noise.Join();
    }

    [TestMethod]
    public void Nothing_is_told_before_something_changed_however_long_that_takes()
    {
        FakeTimeProvider clock = new();
        ChangedPaths changes = new(clock);
        IReadOnlySet<string>? told = null;
        Thread waiting = new(() => told = changes.Wait(quiet: TimeSpan.FromMilliseconds(1), most: TimeSpan.FromSeconds(1), CancellationToken.None));
        waiting.Start();
        while (waiting.ThreadState != ThreadState.WaitSleepJoin)
        {
            _ = Thread.Yield();
        }

        clock.Advance(TimeSpan.FromHours(1));
        changes.Add("a.cs");
        waiting.Join();
        told.ShouldBe(["a.cs"]);
    }

    [TestMethod]
    public void Waiting_ends_when_that_is_asked_for()
    {
        ChangedPaths changes = new(TimeProvider.System);
        using CancellationTokenSource end = new();
        Thread waiting = new(() => changes.Wait(Never, Never, end.Token).ShouldBeNull());
        waiting.Start();
        end.Cancel();
        waiting.Join();
    }
}
