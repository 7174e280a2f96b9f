using System.Runtime.InteropServices;

namespace Hooks.Build.Runner.Running;

/// <summary>Ctrl-C and its like: the first ends the run in order, a second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _count;

    public Interruption() =>
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(signal => PosixSignalRegistration.Create(signal, Interrupt))];

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>What the process exits with where it was interrupted.</summary>
    public int? ExitCode => _cancellation.IsCancellationRequested ? ExitCodes.Interrupted : null;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _cancellation.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        // The second has its usual effect, which is the end.
        context.Cancel = Interlocked.Increment(ref _count) == 1;
        if (context.Cancel)
        {
            _cancellation.Cancel();
        }
    }
}
