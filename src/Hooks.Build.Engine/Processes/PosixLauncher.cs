using Hooks.Build.Engine.Native;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Engine.Processes;

/// <summary>
/// Starts processes by <c>posix_spawn</c>, each in a process group of its own. <see cref="System.Diagnostics.Process"/> offers no groups on Unix
/// (dotnet/runtime#44944) and takes several times as long. A watchdog ends the groups should this process be killed.
/// </summary>
public sealed class PosixLauncher : IProcessLauncher, IDisposable
{
    private readonly Watchdog _watchdog = new();
    private readonly ProcessPump _pump;

    /// <summary>Creates a launcher whose processes are watched by a thread of their own.</summary>
    public PosixLauncher()
        : this(new ProcessPump(isTurnedByLoop: false))
    {
    }

    internal PosixLauncher(ProcessPump pump) => _pump = pump;

    /// <inheritdoc />
    public IChildProcess Start(ProcessStart start)
    {
        if (!start.EndsByItself)
        {
            _watchdog.Start();
        }

        _pump.Expect();
        PosixProcess? process = null;
        try
        {
            return process = StartExpected(start);
        }
        finally
        {
            _pump.Watch(process);
        }
    }

    /// <summary>The variable that the processes of this run have in their environment, and its value.</summary>
    internal KeyValuePair<string, string> Mark => _watchdog.Mark;

    /// <summary>
    /// Takes over a process that leads a group and is nobody's child any more: from here on it ends with this process, as one that was started.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="exit">Its descriptor, which is closed when it has ended.</param>
    /// <param name="output">The end of the pipe that its output comes from, which is closed with it.</param>
    /// <param name="receiver">Takes the output.</param>
    /// <exception cref="ProcessStartException">The system is out of what that takes; nothing is closed.</exception>
    internal IChildProcess Adopt(int id, int exit, int output, OutputReceiver receiver)
    {
        _watchdog.Start();
        _pump.Expect();
        PosixProcess process = new(id, output, receiver, () => _watchdog.Remove(id), exit);
        _watchdog.Add(id);
        _pump.Watch(process);
        return process;
    }

    private PosixProcess StartExpected(ProcessStart start)
    {
        var (read, write) = PosixPipe.Create();
        var (input, feed) = (-1, -1);
        var id = 0;
        try
        {
            if (start.HoldsInput)
            {
                (input, feed) = PosixPipe.Create();
            }

            id = PosixSpawn.Start(start, write, input, ownSession: start.OwnSession, mark: start.EndsByItself ? null : _watchdog.Mark);
            if (!start.EndsByItself)
            {
                _watchdog.Add(id);
            }

            return new PosixProcess(id, read, start.Output, start.EndsByItself ? () => { } : () => _watchdog.Remove(id)) { Input = InputOf(feed) };
        }
        catch
        {
            // Nobody else knows of it yet.
            if (id != 0)
            {
                _ = Libc.Kill(-id, Libc.SigKill);
                _watchdog.Remove(id);
                _ = PosixExit.Reap(id);
            }

            _ = Libc.Close(read);
            Close(feed);
            throw;
        }
        finally
        {
            _ = Libc.Close(write);
            Close(input);
        }
    }

#pragma warning disable CA2000 // the stream owns the handle, and whoever started the process owns the stream
    private static FileStream? InputOf(int descriptor) =>
        descriptor < 0 ? null : new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Write, bufferSize: 0);
#pragma warning restore CA2000

    private static void Close(int descriptor)
    {
        if (descriptor >= 0)
        {
            _ = Libc.Close(descriptor);
        }
    }

    /// <summary>Ends what has left the group of the process that started it, as far as it can be found.</summary>
    internal Task EndEscapedAsync(TimeProvider clock) => MarkedProcesses.EndAsync(_watchdog.Mark, clock);

    /// <summary>Says that all processes have ended and no more will be started.</summary>
    internal void Release() => _watchdog.Release();

    /// <summary>Ends the watchdog.</summary>
    public void Dispose() => _watchdog.Dispose();
}
