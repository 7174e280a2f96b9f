using System.Diagnostics;
using System.Runtime.CompilerServices;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Processes;

/// <summary>
/// A process started by <see cref="PosixLauncher"/>, as its pump sees it. A grandchild may hold the output open after the process has exited
/// (dotnet/msbuild#2981): what is left of the group is ended, and reading stops after a bounded time.
/// </summary>
internal sealed unsafe class PosixProcess : IChildProcess
{
    private const int BufferSize = 64 * 1024;

    // Where the system cannot wake us when a process exits: only felt by one that closes or hands on its output before that.
    private const int ExitPollMilliseconds = 20;
    private static readonly TimeSpan DrainBeforeEndingGroup = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan DrainAfterEndingGroup = TimeSpan.FromMilliseconds(300);

    private readonly OutputReceiver _receiver;
    private readonly Action _ending;
    private readonly bool _isChild;
    private readonly object _lock = new();
    private readonly TaskCompletionSource<ProcessExit> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _output;
    private int _exit;
    private long _exitedAt;
    private bool _isGroupEnded;
    private bool _isGone;
    private Exception? _broken;

    /// <summary>Takes over a process.</summary>
    /// <param name="id">Its id, which is its group's too.</param>
    /// <param name="output">The end of the pipe that its output comes from.</param>
    /// <param name="receiver">Takes the output.</param>
    /// <param name="ending">Called when it has ended and its number is still its own.</param>
    /// <param name="exit">The descriptor that tells the end of one that somebody else started; <see langword="null"/> for a child, of which the exit code is
    /// told.</param>
    public PosixProcess(int id, int output, OutputReceiver receiver, Action ending, int? exit = null)
    {
        Id = id;
        _output = output;
        _receiver = receiver;
        _ending = ending;
        _exit = exit ?? PosixExit.Open(id);
        _isChild = exit is null;
    }

    public int Id { get; }

    public Task<ProcessExit> Completion => _completion.Task;

    public Stream? Input { get; init; }

    public TimeSpan? Wanted => ProcessTree.IsKnown ? ProcessTree.Wanted(Id) : null;

    public void Terminate() => SignalGroup(Libc.SigTerm);

    public void Kill() => SignalGroup(Libc.SigKill);

    /// <summary>What to wait for: output, and the exit where the system tells it; -1 for nothing.</summary>
    public void Describe(out Libc.PollFd output, out Libc.PollFd exit)
    {
        output = new Libc.PollFd { Descriptor = _output, Events = Libc.PollIn };
        exit = new Libc.PollFd { Descriptor = _exitedAt == 0 ? _exit : -1, Events = Libc.PollIn };
    }

    /// <summary>How many milliseconds may pass before <see cref="Advance"/> is called though nothing happens; -1 for any.</summary>
    public int Patience()
    {
        if (_exitedAt == 0)
        {
            return _exit >= 0 ? -1 : ExitPollMilliseconds;
        }

        var due = DrainBeforeEndingGroup + (_isGroupEnded ? DrainAfterEndingGroup : TimeSpan.Zero);
        return Math.Max(0, (int)Math.Ceiling((due - Stopwatch.GetElapsedTime(_exitedAt)).TotalMilliseconds));
    }

    /// <summary>Sees to what happened.</summary>
    /// <param name="hasOutput">There is output, or its end.</param>
    /// <param name="hasExited">The system says that the process has exited.</param>
    /// <returns>Whether the process is done with.</returns>
    public bool Advance(bool hasOutput, bool hasExited)
    {
        if (hasOutput && !TryRead())
        {
            _ = Libc.Close(_output);
            _output = -1;
        }

        if (_exitedAt == 0 && (hasExited || ((_exit < 0 || _output < 0) && HasExited())))
        {
            _exitedAt = Stopwatch.GetTimestamp();
        }

        if (_exitedAt == 0)
        {
            return false;
        }

        if (_output < 0)
        {
            End(isCut: false);
            return true;
        }

        var since = Stopwatch.GetElapsedTime(_exitedAt);
        if (!_isGroupEnded && since >= DrainBeforeEndingGroup)
        {
            Kill();
            _isGroupEnded = true;
        }
        else if (_isGroupEnded && since >= DrainBeforeEndingGroup + DrainAfterEndingGroup)
        {
            _ = Libc.Close(_output);
            End(isCut: true);
            return true;
        }

        return false;
    }

    private bool HasExited() => _isChild ? PosixExit.HasExited(Id) : PosixExit.HasExitedBy(_exit);

    /// <returns>False at the end of the output, and when nobody takes it any more.</returns>
    [SkipLocalsInit]
    private bool TryRead()
    {
        var buffer = stackalloc byte[BufferSize];
        var count = (int)Libc.Read(_output, buffer, BufferSize);
        if (count <= 0)
        {
            return count < 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Libc.ErrorInterrupted;
        }

        try
        {
            _receiver(new ReadOnlySpan<byte>(buffer, count));
            return true;
        }
        catch (Exception e)
        {
            // The receiver failed (a full disk, say): the process must not go on writing to nobody.
            _broken = e;
            Kill();
            return false;
        }
    }

    // The group's number stays ours while the dead leader is not reaped; after that it may be anybody's. One that was taken over is reaped by the system
    // at once: its number is not given out while its group has a member, and where it has none only after all others.
    private void SignalGroup(int signal)
    {
        lock (_lock)
        {
            if (!_isGone)
            {
                _ = Libc.Kill(-Id, signal);
            }
        }
    }

    private void End(bool isCut)
    {
        ProcessExit exit;
        lock (_lock)
        {
            _ = Libc.Kill(-Id, Libc.SigKill);
            _ending();
            exit = _isChild ? PosixExit.Reap(Id) : new ProcessExit(ProcessExit.Unknown);
            _isGone = true;
        }

        if (_exit >= 0)
        {
            _ = Libc.Close(_exit);
            _exit = -1;
        }

        if (_broken is not null)
        {
            _completion.SetException(_broken);
        }
        else
        {
            _completion.SetResult(exit with { OutputCut = isCut });
        }
    }
}
