using System.Net.Sockets;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Spares;

/// <summary>
/// Processes that wait for the next run. Each serves one run and ends, so that it is as new as one that the run starts itself; what is saved is its start.
/// Whatever is wrong with one, the run starts its own and says nothing.
/// </summary>
/// <param name="launcher">Ends what is taken over with this process.</param>
/// <param name="environment">The environment of this process.</param>
/// <param name="trace">Is told what is done; a user never sees it.</param>
/// <param name="milliseconds">How long one is waited for that is taken.</param>
internal sealed class SpareKeeper(
    PosixLauncher launcher, IReadOnlyDictionary<string, string> environment, Action<string>? trace = null, int milliseconds = SpareKeeper.Patience)
{
    /// <summary>How many wait at most; the oldest ends.</summary>
    public const int Most = 4;

    // One that is just starting needs as long as its start; one that hangs must not hold up the run.
    private const int Patience = 250;

    private readonly object _lock = new();
    private readonly List<SpareRequest> _wanted = [];

    /// <summary>One for this system; <see langword="null"/> where processes cannot be taken over, or are not started by the system's own calls.</summary>
    public static SpareKeeper? Create(IProcessLauncher launcher, IReadOnlyDictionary<string, string> environment) =>
        OperatingSystem.IsLinux() && System.Environment.Is64BitProcess && launcher is PosixLauncher posix
            ? new SpareKeeper(posix, environment, Trace(environment))
            : null;

    /// <summary>Takes over a process that waits for just this; <see langword="null"/> where none does.</summary>
    /// <param name="request">What is needed.</param>
    /// <param name="output">Takes what it writes from now on.</param>
    public TakenSpare? TryTake(SpareRequest request, OutputReceiver output)
    {
        try
        {
            return SpareFolder.TryOpen(environment, make: false) is { } folder ? TryTake(folder, SpareKey.Of(request), output) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SocketException)
        {
            trace?.Invoke($"none: {e.Message}");
            return null;
        }
    }

    /// <summary>Asks for one to be left for the next run.</summary>
    public void Want(SpareRequest request)
    {
        lock (_lock)
        {
            _wanted.Add(request);
        }
    }

    /// <summary>Starts what was asked for. It is the last that a run does: nothing that this process has open is handed on.</summary>
    public void StartNext()
    {
        foreach (var request in _wanted)
        {
            try
            {
                if (SpareFolder.TryOpen(environment, make: true) is { } folder)
                {
                    // Not as an argument: where nobody is told it would not be done.
                    var done = SpareStart.Start(folder, request);
                    trace?.Invoke(done);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                trace?.Invoke($"not left: {e.Message}");
            }
        }
    }

    private static Action<string>? Trace(IReadOnlyDictionary<string, string> environment) =>
        environment.GetValueOrDefault("HOOKS_TRACE") is { Length: > 0 } file ? line => File.AppendAllText(file, $"worker: {line}\n") : null;

    private TakenSpare? TryTake(SpareFolder folder, SpareKey key, OutputReceiver output)
    {
        foreach (var entry in folder.Entries())
        {
            if (entry.Purpose != key.Purpose)
            {
                continue;
            }

            if (entry.Code != key.Code)
            {
                trace?.Invoke($"{entry.Process} is of other code");
                _ = SpareStop.Stop(entry);
            }
            else if (entry.World != key.World)
            {
                trace?.Invoke($"{entry.Process} is of another environment");
            }
            else if (TryTake(entry, output) is { } taken)
            {
                trace?.Invoke($"took {entry.Process}");
                return taken;
            }
        }

        return null;
    }

    private TakenSpare? TryTake(SpareEntry found, OutputReceiver output)
    {
        // Who renames it has it: of two runs at once the other finds nothing.
        var entry = found with { Path = found.Path + SpareFolder.Taken };
        if (!FileRename.TryReplace(found.Path, entry.Path))
        {
            return null;
        }

        var socket = SpareAddress.Connect(entry.Path);
        var process = socket < 0 ? -1 : SpareProcess.Open(entry);
        File.Delete(entry.Path);
        if (process < 0)
        {
            trace?.Invoke($"{entry.Process} is gone");
            SpareSocket.Close(socket);
            return null;
        }

        var (read, write) = (-1, -1);
        IChildProcess? child = null;
        try
        {
            (read, write) = PosixPipe.Create();
            child = launcher.Adopt(entry.Process, process, read, output);
            if (SpareSocket.Say(socket, SpareWord.Take, launcher.Mark.Value, write) && SpareSocket.WaitForAnswer(socket, milliseconds) == SpareWord.Agreed)
            {
#pragma warning disable CA2000 // the stream owns them
                return new TakenSpare(new NetworkStream(new Socket(new SafeSocketHandle(socket, ownsHandle: true)), ownsSocket: true), child);
#pragma warning restore CA2000
            }
        }
        catch (ProcessStartException)
        {
            SpareSocket.Close(process);
            SpareSocket.Close(read);
        }
        finally
        {
            SpareSocket.Close(write);
        }

        trace?.Invoke($"{entry.Process} did not come");
        child?.Kill();
        SpareSocket.Close(socket);
        return null;
    }
}
