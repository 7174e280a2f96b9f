using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Hooks.Build.Engine.Spares;

namespace Hooks.Build.Engine.Tests.Spares;

/// <summary>What engine and spare say to each other.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Workers are kept on Linux only.")]
[UnsupportedOSPlatform("windows")]
public sealed class SpareSocketTests
{
    private const int Forever = 10 * 60 * 1000;

    [TestMethod]
    public void A_signal_does_not_end_the_wait_for_an_answer() =>
        Interrupt(socket => SpareSocket.WaitForAnswer(socket, Forever), other => SpareSocket.Answer(other, SpareWord.Agreed)).ShouldBe(SpareWord.Agreed);

    [TestMethod]
    public void A_signal_does_not_end_the_wait_for_a_word() =>
        Interrupt(socket => SpareSocket.Hear(socket, Forever)?.Word, other => SpareSocket.Say(other, SpareWord.Stop)).ShouldBe(SpareWord.Stop);

    [TestMethod]
    public void Who_does_not_answer_is_not_waited_for_longer_than_that() => With((one, _) => SpareSocket.WaitForAnswer(one, milliseconds: 1)).ShouldBeNull();

    [TestMethod]
    public void Who_has_gone_does_not_answer()
    {
        var (one, other) = SpareSocket.Pair();
        SpareSocket.Close(other);
        SpareSocket.WaitForAnswer(one, Forever).ShouldBeNull();
        SpareSocket.Close(one);
    }

    /// <summary>Lets a thread wait, interrupts it many times, and then answers.</summary>
    private static SpareWord? Interrupt(Func<int, SpareWord?> wait, Func<int, bool> answer) => With((one, other) =>
    {
        // With a handler the signal interrupts; without one it would do nothing.
        using var handled = PosixSignalRegistration.Create(PosixSignal.SIGCONT, context => context.Cancel = true);
        SpareWord? result = null;
        var waiting = 0;
        Thread thread = new(() =>
        {
            Volatile.Write(ref waiting, ThreadId());
            result = wait(one);
        });
        thread.Start();
        for (var i = 0; i < 20; i++)
        {
            UntilItSleeps(thread, ref waiting);
            const int Continue = 18;
            _ = SignalThread(System.Environment.ProcessId, Volatile.Read(ref waiting), Continue);
        }

        UntilItSleeps(thread, ref waiting);
        answer(other).ShouldBeTrue();
        thread.Join();
        return result;
    });

    private static void UntilItSleeps(Thread thread, ref int id)
    {
        while (thread.IsAlive && !Sleeps(Volatile.Read(ref id)))
        {
            _ = Thread.Yield();
        }
    }

    private static bool Sleeps(int thread) => ProcessFiles.Read($"/proc/self/task/{thread}/stat").Contains(") S ", StringComparison.Ordinal);

    private static SpareWord? With(Func<int, int, SpareWord?> act)
    {
        var (one, other) = SpareSocket.Pair();
        try
        {
            return act(one, other);
        }
        finally
        {
            SpareSocket.Close(one);
            SpareSocket.Close(other);
        }
    }

    [DllImport("libc", EntryPoint = "gettid")]
    private static extern int ThreadId();

    [DllImport("libc", EntryPoint = "tgkill")]
    private static extern int SignalThread(int process, int thread, int signal);
}
