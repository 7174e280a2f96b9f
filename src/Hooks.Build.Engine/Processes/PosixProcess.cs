using System.Diagnostics;

namespace Hooks.Build.Engine.Processes;

/// <summary>
/// A process started by <see cref="PosixLauncher"/>. One thread reads its output and waits for its end. A grandchild may hold the output open
/// after the process has exited (dotnet/msbuild#2981): what is left of the group is ended, and reading stops after a bounded time.
/// </summary>
internal sealed unsafe class PosixProcess : IChildProcess
{
    private const int BufferSize = 64 * 1024;

    // Only felt by a process that closes or hands on its output before it exits.
    private const int ExitPollMilliseconds = 20;
    private static readonly TimeSpan DrainBeforeEndingGroup = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan DrainAfterEndingGroup = TimeSpan.FromMilliseconds(300);

    private readonly int _output;
    private readonly OutputReceiver _receiver;
    private readonly object _lock = new();
    private readonly TaskCompletionSource<ProcessExit> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action _ending;
    private bool _gone;

    public PosixProcess(int id, int output, OutputReceiver receiver, Action ending)
    {
        _ending = ending;
        Id = id;
        _output = output;
        _receiver = receiver;
        new Thread(Pump, maxStackSize: 256 * 1024) { IsBackground = true, Name = "hooks: process " + id }.Start();
    }

    public int Id { get; }

    public Task<ProcessExit> Completion => _completion.Task;

    public void Terminate() => SignalGroup(Libc.SigTerm);

    public void Kill() => SignalGroup(Libc.SigKill);

    // The group's number stays ours while the dead leader is not reaped; after that it may be anybody's.
    private void SignalGroup(int signal)
    {
        lock (_lock)
        {
            if (!_gone)
            {
                _ = Libc.Kill(-Id, signal);
            }
        }
    }

    private void Pump()
    {
        var cut = false;
        Exception? broken = null;
        try
        {
            cut = !Drain();
        }
        catch (Exception e)
        {
            // The receiver failed (a full disk, say): the process must not go on writing to nobody.
            broken = e;
        }

        if (broken is not null)
        {
            Kill();
        }

        _ = Libc.Close(_output);
        var status = Reap();
        if (broken is not null)
        {
            _completion.SetException(broken);
        }
        else
        {
            _completion.SetResult(new ProcessExit(status, cut));
        }
    }

    /// <returns>False where something still held the output at the end.</returns>
    private bool Drain()
    {
        var buffer = stackalloc byte[BufferSize];
        long? exitedAt = null;
        var lastAsked = Stopwatch.GetTimestamp();
        var groupEnded = false;
        while (true)
        {
            Libc.PollFd descriptor = new() { Descriptor = _output, Events = Libc.PollIn };
            var ready = Libc.Poll(&descriptor, 1, ExitPollMilliseconds);
            if (ready > 0)
            {
                var count = (int)Libc.Read(_output, buffer, BufferSize);
                if (count == 0)
                {
                    return true;
                }

                if (count > 0)
                {
                    _receiver(new ReadOnlySpan<byte>(buffer, count));
                }
            }

            if (exitedAt is null)
            {
                // Asked when the output pauses, and now and then when it does not: a grandchild may write for ever.
                if (ready <= 0 || Stopwatch.GetElapsedTime(lastAsked).TotalMilliseconds > ExitPollMilliseconds)
                {
                    lastAsked = Stopwatch.GetTimestamp();
                    exitedAt = HasExited() ? lastAsked : null;
                }

                continue;
            }

            var since = Stopwatch.GetElapsedTime(exitedAt.Value);
            if (!groupEnded && since >= DrainBeforeEndingGroup)
            {
                Kill();
                groupEnded = true;
            }
            else if (since >= DrainBeforeEndingGroup + DrainAfterEndingGroup)
            {
                return false;
            }
        }
    }

    private bool HasExited()
    {
        const int ByPid = 1;
        const int NoHang = 1;
        const int Exited = 4;
        var noReap = OperatingSystem.IsMacOS() ? 0x20 : 0x01000000;
        var information = stackalloc int[64];
        return Libc.WaitId(ByPid, Id, information, NoHang | Exited | noReap) != 0 || information[0] != 0;
    }

    private int Reap()
    {
        // First only look: the dead leader keeps the group's number ours while the rest of the group is ended.
        WaitForExit();
        lock (_lock)
        {
            _ = Libc.Kill(-Id, Libc.SigKill);
            _ending();
            int status;
            int result;
            do
            {
                result = Libc.WaitPid(Id, &status, 0);
            }
            while (result < 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Libc.ErrorInterrupted);

            _gone = true;
            // Where SIGCHLD is ignored the system reaps children itself and the status is lost.
            if (result < 0)
            {
                return 255;
            }

            var signal = status & 0x7F;
            return signal == 0 ? (status >> 8) & 0xFF : 128 + signal;
        }
    }

    private void WaitForExit()
    {
        const int ByPid = 1;
        const int Exited = 4;
        var noReap = OperatingSystem.IsMacOS() ? 0x20 : 0x01000000;
        var information = stackalloc int[64];
        while (Libc.WaitId(ByPid, Id, information, Exited | noReap) != 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Libc.ErrorInterrupted)
        {
        }
    }
}
