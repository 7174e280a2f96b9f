using System.Runtime.ExceptionServices;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>
/// Threads with room for deep recursion. Roslyn's parser goes down as deep as code is nested, looks only at some places whether the stack still has room, and
/// ends the process where it has none; with a level in a few hundred bytes there is room here for what a file of ordinary length can nest. Memory is taken as
/// it is used.
/// </summary>
internal static class RoomyThreads
{
    private const int StackBytes = 256 << 20;

    /// <summary>Does work on several threads and waits for all of them.</summary>
    /// <param name="count">How many threads.</param>
    /// <param name="work">What each does.</param>
    public static void Run(int count, Action work)
    {
        ExceptionDispatchInfo? thrown = null;
        List<Thread> threads = new(count);
        while (threads.Count < count && TryStart() is { } thread)
            threads.Add(thread);
        if (threads.Count == 0)
            Do();
        foreach (var thread in threads)
            thread.Join();
        thrown?.Throw();

        Thread? TryStart()
        {
            try
            {
                Thread thread = new(Do, StackBytes);
                thread.Start();
                return thread;
            }
            catch (OutOfMemoryException)
            {
                // Where address space is limited: those that there are do the work, or this one.
                return null;
            }
        }

        void Do()
        {
            try
            {
                work();
            }
            catch (Exception e)
            {
                // Thrown again by the thread that waits.
                _ = Interlocked.CompareExchange(ref thrown, ExceptionDispatchInfo.Capture(e), null);
            }
        }
    }
}
