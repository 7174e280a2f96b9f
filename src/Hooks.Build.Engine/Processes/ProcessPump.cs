namespace Hooks.Build.Engine.Processes;

/// <summary>
/// Reads what processes write and sees them end, all of them on one thread: the pump's own, which lives as long as there is something to watch, or
/// that of a loop which turns the pump where it would wait.
/// </summary>
internal sealed unsafe class ProcessPump
{
    private readonly object _lock = new();
    private readonly List<PosixProcess> _arriving = [];
    private readonly List<PosixProcess> _watched = [];
    private readonly bool _isTurnedByLoop;
    private int _bell = -1;
    private int _rope = -1;

    /// <summary>Creates the pump.</summary>
    /// <param name="isTurnedByLoop">Whether somebody calls <see cref="Turn"/>; else a thread does.</param>
    public ProcessPump(bool isTurnedByLoop)
    {
        _isTurnedByLoop = isTurnedByLoop;
        if (isTurnedByLoop)
        {
            (_bell, _rope) = PosixPipe.Create();
        }
    }

    /// <summary>Watches a process until it has ended.</summary>
    public void Watch(PosixProcess process)
    {
        lock (_lock)
        {
            _arriving.Add(process);
            if (_isTurnedByLoop)
            {
                return;
            }

            if (_bell >= 0)
            {
                Wake();
            }
            else
            {
                (_bell, _rope) = PosixPipe.Create();
                new Thread(TurnAll, maxStackSize: 256 * 1024) { IsBackground = true, Name = "hooks: processes" }.Start();
            }
        }
    }

    /// <summary>Ends a <see cref="Turn"/> that waits, or the next one at once.</summary>
    public void Wake()
    {
        byte ring = 1;
        _ = Libc.Write(_rope, &ring, 1);
    }

    /// <summary>Waits until something happens, and sees to it.</summary>
    /// <param name="milliseconds">How long at most; -1 for ever.</param>
    public void Turn(int milliseconds)
    {
        lock (_lock)
        {
            _watched.AddRange(_arriving);
            _arriving.Clear();
        }

        var descriptors = new Libc.PollFd[1 + (2 * _watched.Count)];
        descriptors[0] = new Libc.PollFd { Descriptor = _bell, Events = Libc.PollIn };
        for (var i = 0; i < _watched.Count; i++)
        {
            _watched[i].Describe(out descriptors[1 + (2 * i)], out descriptors[2 + (2 * i)]);
            milliseconds = Sooner(milliseconds, _watched[i].Patience());
        }

        fixed (Libc.PollFd* first = descriptors)
        {
            _ = Libc.Poll(first, (nuint)descriptors.Length, milliseconds);
        }

        if (descriptors[0].Returned != 0)
        {
            var rings = stackalloc byte[64];
            _ = Libc.Read(_bell, rings, 64);
        }

        for (var i = _watched.Count - 1; i >= 0; i--)
        {
            if (_watched[i].Advance(descriptors[1 + (2 * i)].Returned != 0, descriptors[2 + (2 * i)].Returned != 0))
            {
                _watched.RemoveAt(i);
            }
        }
    }

    private static int Sooner(int one, int other) => one < 0 ? other : other < 0 ? one : Math.Min(one, other);

    private void TurnAll()
    {
        while (true)
        {
            Turn(milliseconds: -1);
            lock (_lock)
            {
                if (_watched.Count == 0 && _arriving.Count == 0)
                {
                    _ = Libc.Close(_bell);
                    _ = Libc.Close(_rope);
                    (_bell, _rope) = (-1, -1);
                    return;
                }
            }
        }
    }
}
