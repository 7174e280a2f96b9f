using System.Net;
using Hooks.Build.Runner.Events;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Serving;

/// <summary>Puts together what serves the page, follows the log and hears of runs.</summary>
internal static class LivePage
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Serves until it is cancelled.</summary>
    /// <param name="report">What the log says.</param>
    /// <param name="root">Absolute path of the repository's root, whose runs are heard of.</param>
    /// <param name="port">Where to listen; 0 for where the system likes.</param>
    /// <param name="opens">Whether a browser is opened.</param>
    /// <param name="output">Is told the address.</param>
    /// <param name="errors">Is told what is not as it should be.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task ServeAsync(FreshReport report, string root, int port, bool opens, Terminal output, Terminal errors, CancellationToken cancellation)
    {
        using var listener = PageServer.Listen(port);
        AccessRule access = new(((IPEndPoint)listener.LocalEndPoint!).Port, AccessRule.NewToken());
        LiveRuns live = new(report.Data);
        report.Changed = live.Show;
        PageServer server = new(access, () => PageOf(report, access), live);
        using RunReceiver receiver = new(live, report, ListenerFolder.PathOf(root));
        if (receiver.TryListen(cancellation) is { } reason)
        {
            errors.WriteLine($"hooks: runs are shown when they have ended, not while they go on: {reason}");
        }

        // Whoever reads it can rely on all of it.
        output.WriteLine(access.Address);
        using var opened = opens ? BrowserStart.Open(access.Address, errors) : null;
        await BothAsync(end => server.ServeAsync(listener, end), end => FollowAsync(report, live, receiver, end), cancellation);
    }

    // One that cannot go on ends the other, and is told: a page that never changes again would look as if nothing ran.
    private static async Task BothAsync(Func<CancellationToken, Task> one, Func<CancellationToken, Task> other, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] parts = [one(end.Token), other(end.Token)];
        _ = await Task.WhenAny(parts);
        await end.CancelAsync();
        await Task.WhenAll(parts);
    }

    private static Answer PageOf(FreshReport report, AccessRule access)
    {
        var (html, policy) = report.Page(access.Sockets);
        return new Answer("200 OK", html) { Type = "text/html", Policy = policy };
    }

    // A status of two files each second costs nothing, needs no place to listen at, and misses nothing on whatever file system.
    private static async Task FollowAsync(FreshReport report, LiveRuns live, RunReceiver receiver, CancellationToken cancellation)
    {
        using PeriodicTimer timer = new(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                receiver.ListenAgain(cancellation);
                if (live.HasBrowsers)
                {
                    report.RefreshAtLeisure();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // As it should.
        }
    }
}
