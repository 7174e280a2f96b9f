namespace Hooks.Build.Engine.Processes;

/// <summary>Ends a child when a token is cancelled: politely first, by force after a moment.</summary>
internal static class ProcessEnding
{
    /// <summary>How long a process may take to end after it was asked.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits for the child; on cancellation ends it and its group, and still waits until they are gone.</summary>
    public static async Task<ProcessExit> WaitAsync(this IChildProcess child, TimeProvider clock, CancellationToken cancellation)
    {
        ITimer? force = null;
        await using (cancellation.Register(() =>
        {
            child.Terminate();
            force = clock.CreateTimer(_ => child.Kill(), state: null, Grace, Timeout.InfiniteTimeSpan);
        }))
        {
            var exit = await child.Completion;
            if (force is not null)
            {
                await force.DisposeAsync();
            }

            return exit;
        }
    }
}
