using System.Globalization;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Spares;

namespace Hooks.Build.Engine.Workers;

/// <summary>A worker's process and the way to it, whichever worker it is and whether it was started or waited.</summary>
internal sealed class WorkerConnection : IAsyncDisposable
{
    private readonly IAsyncDisposable _owner;
    private readonly Action _leaveNext;

    private WorkerConnection(Stream stream, IAsyncDisposable owner, IChildProcess child, StrayOutput stray, Action leaveNext)
    {
        (Stream, _owner, Child, Stray, _leaveNext) = (stream, owner, child, stray, leaveNext);
    }

    /// <summary>What is said.</summary>
    public Stream Stream { get; }

    /// <summary>The process.</summary>
    public IChildProcess Child { get; }

    /// <summary>Whether it waited for this run. How such a process ended nobody is told.</summary>
    public bool IsTaken { get; private init; }

    /// <summary>What it writes by itself.</summary>
    public StrayOutput Stray { get; }

    /// <summary>Takes a worker that waits, or starts one.</summary>
    /// <param name="services">The world.</param>
    /// <param name="kind">Which worker.</param>
    /// <param name="mayWait">Whether it may be one that waited.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="WorkerStartException">It does not come up.</exception>
    public static async Task<WorkerConnection> OpenAsync(WorkerServices services, WorkerKind kind, bool mayWait, CancellationToken cancellation)
    {
        StrayOutput stray = new();
        // At each commit git sets it anew: none that waits in such an environment would ever be taken.
        var spares = services.Environment.ContainsKey("GIT_AUTHOR_DATE") ? null : services.Spares;
        if (mayWait && spares?.TryTake(RequestFor(services, kind), stray.Write) is { } taken)
        {
            return new WorkerConnection(taken.Stream, taken.Stream, taken.Process, stray, LeaveNext) { IsTaken = true };
        }

#pragma warning disable CA2000 // the returned connection owns it, or it is disposed of below
        var pipe = WorkerPipe.Open();
#pragma warning restore CA2000
        IChildProcess? child = null;
        try
        {
            child = services.Launcher.Start(services.StartOf(kind.CommandLine(false, pipe.Name), stray.Write));
            // A worker that hangs tells nothing: only its end frees who waits for it.
            await using var stop = cancellation.Register(child.Kill);
            var connected = pipe.Stream.WaitForConnectionAsync(cancellation);
            WorkerPipe.SweepOthers();
            if (await Task.WhenAny(connected, child.Completion) != connected)
            {
                throw new WorkerStartException(Explain(kind, (await child.Completion).ExitCode, stray));
            }

            await connected;
            return new WorkerConnection(pipe.Stream, pipe, child, stray, LeaveNext);
        }
        catch (Exception e)
        {
            if (child is not null)
            {
                child.Kill();
                _ = await child.Completion;
            }

            await pipe.DisposeAsync();
            cancellation.ThrowIfCancellationRequested();
            if (e is IOException or System.Net.Sockets.SocketException)
            {
                throw new WorkerStartException(e.Message);
            }

            throw;
        }

        void LeaveNext() => spares?.Want(RequestFor(services, kind));
    }

    /// <summary>Asks for one more that waits for the next run, as this one is good.</summary>
    public void LeaveNext() => _leaveNext();

    /// <summary>What is told where a worker ended before it could be asked for anything.</summary>
    public static string Explain(WorkerKind kind, int exitCode, StrayOutput stray) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind.Name} did not start (exit code {exitCode}){(stray.Text.Length == 0 ? "" : ":\n" + stray.Text)}");

    /// <summary>Closes the way to the process; that is left to end by itself.</summary>
    public ValueTask DisposeAsync() => _owner.DisposeAsync();

    private static SpareRequest RequestFor(WorkerServices services, WorkerKind kind)
    {
        // Roslyn, compiled for the platform, lies below its worker.
        string[] folders = [.. new[] { kind.Assembly, kind.Loads }.Select(file => Path.GetDirectoryName(file)!).Distinct(StringComparer.Ordinal)];
        var below = Path.Combine(folders[0], "roslyn");
        folders = Directory.Exists(below) ? [.. folders, below] : folders;
        return new SpareRequest(kind.Assembly + '\0' + kind.Loads, place => kind.CommandLine(true, place), services.StartOf([], _ => { }), folders);
    }
}
