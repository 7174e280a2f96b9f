using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hooks.Build.Runner.Hosting;

/// <summary>Ctrl-C and its like: the first ends the run in order, a second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    // Longer than hooks have between TERM and KILL, and than what was begun takes to be put back.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // Who sends a signal to a process and to its group (timeout of coreutils) means it once; people are slower.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(250);
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;
    private long _first;
    private readonly bool _leavesCtrlC;
    private Timer? _end;

    /// <summary>Listens to signals.</summary>
    /// <param name="leavesCtrlC">A terminal sends Ctrl-C to the caller, too, which says itself when the run is to end.</param>
    public Interruption(bool leavesCtrlC = false)
    {
        _leavesCtrlC = leavesCtrlC;
        _registrations = Array.ConvertAll(Signals, signal => PosixSignalRegistration.Create(signal, Interrupt));
    }

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>What the process exits with where it was interrupted.</summary>
    public int? ExitCode => _cancellation.IsCancellationRequested ? ExitCodes.Interrupted : null;

    public void Dispose()
    {
        _end?.Dispose();
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _cancellation.Dispose();
    }

    /// <summary>Interrupts, as a signal does.</summary>
    /// <returns>Whether this is the first time.</returns>
    public bool TryInterrupt()
    {
        // Each signal has a thread of its own.
        _ = Interlocked.CompareExchange(ref _first, Stopwatch.GetTimestamp(), 0);
        if (Interlocked.Increment(ref _count) > 1)
        {
            return false;
        }

        _end = new Timer(static _ => EndAnyway(), state: null, Patience, Timeout.InfiniteTimeSpan);
        _cancellation.Cancel();
        return true;
    }

    private void Interrupt(PosixSignalContext context)
    {
        if (_leavesCtrlC && context.Signal == PosixSignal.SIGINT)
        {
            context.Cancel = true;
            return;
        }

        // The second has its usual effect, which is the end.
        context.Cancel = TryInterrupt() || Stopwatch.GetElapsedTime(_first) < AtOnce;
    }

    // A read that is never answered, from a file system that is gone, cannot be cancelled.
    private static void EndAnyway()
    {
        // Nor can a write to a pipe that nobody empties, which may be what it waits for.
        Thread telling = new(Tell) { IsBackground = true };
        telling.Start();
        _ = telling.Join(TimeSpan.FromSeconds(1));
        Environment.Exit(ExitCodes.Interrupted);
    }

    private static void Tell()
    {
        try
        {
            Console.Error.WriteLine("hooks: ended, although something that was begun has not answered for 20 seconds");
        }
        catch (IOException)
        {
            // Nobody hears it.
        }
    }
}
