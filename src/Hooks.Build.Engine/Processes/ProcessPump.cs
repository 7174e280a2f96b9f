using Hooks.Build.Engine.Native;

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
    private int _turner;
    private int _expected;
    private int _bell = -1;
    private int _rope = -1;

    /// <summary>Creates the pump.</summary>
    /// <param name="isTurnedByLoop">Whether somebody calls <see cref="Turn"/>, on the thread that this is called on; else a thread of the pump's own
    /// does.</param>
    public ProcessPump(bool isTurnedByLoop)
    {
        if (isTurnedByLoop)
        {
            _turner = System.Environment.CurrentManagedThreadId;
            (_bell, _rope) = PosixPipe.Create();
        }
    }

    /// <summary>
    /// Says that a process will be started. All that watching it takes is there from now on, so that nothing can go wrong between its start and
    /// <see cref="Watch"/>.
    /// </summary>
    /// <exception cref="ProcessStartException">The system is out of what that takes: the process must not be started.</exception>
    public void Expect()
    {
        lock (_lock)
        {
            if (_bell < 0)
            {
                (_bell, _rope) = PosixPipe.Create();
                StartThread();
            }

            _expected++;
        }
    }

    /// <summary>Watches a process that was expected until it has ended.</summary>
    /// <param name="process">The process; <see langword="null"/> where it could not be started.</param>
    public void Watch(PosixProcess? process)
    {
        lock (_lock)
        {
            _expected--;
            if (process is not null)
            {
                _arriving.Add(process);
            }

            // Another thread than that which turns the pump finds it asleep, and it would see the process with whatever happens next: maybe never.
            if (System.Environment.CurrentManagedThreadId != _turner)
            {
                Wake();
            }
        }
    }

    /// <summary>Ends a <see cref="Turn"/> that waits, or the next one at once.</summary>
    public void Wake()
    {
        // Once closed, the number may be another file's.
        lock (_lock)
        {
            byte ring = 1;
            _ = _rope < 0 ? 0 : Libc.Write(_rope, &ring, 1);
        }
    }

    /// <summary>Says that nobody calls <see cref="Turn"/> any more. What is left, and what comes later, is seen to by a thread of the pump's own.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _turner = 0;
            if (_watched.Count > 0 || _arriving.Count > 0 || _expected > 0)
            {
                StartThread();
            }
            else
            {
                CloseBell();
            }
        }
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

        // No more than there are: a system may refuse to look at as many as a process may have open.
        var descriptors = new Libc.PollFd[1 + (2 * _watched.Count)];
        var places = new (int Output, int Exit)[_watched.Count];
        descriptors[0] = new Libc.PollFd { Descriptor = _bell, Events = Libc.PollIn };
        var count = 1;
        for (var i = 0; i < _watched.Count; i++)
        {
            _watched[i].Describe(out var output, out var exit);
            places[i] = (Place(output), Place(exit));
            milliseconds = Sooner(milliseconds, _watched[i].Patience());
        }

        fixed (Libc.PollFd* first = descriptors)
        {
            _ = Libc.Poll(first, (nuint)count, milliseconds);
        }

        if (descriptors[0].Returned != 0)
        {
            var rings = stackalloc byte[64];
            _ = Libc.Read(_bell, rings, 64);
        }

        for (var i = _watched.Count - 1; i >= 0; i--)
        {
            if (_watched[i].Advance(Happened(places[i].Output), Happened(places[i].Exit)))
            {
                _watched.RemoveAt(i);
            }
        }

        int Place(in Libc.PollFd descriptor)
        {
            if (descriptor.Descriptor < 0)
            {
                return -1;
            }

            descriptors[count] = descriptor;
            return count++;
        }

        bool Happened(int place) => place >= 0 && descriptors[place].Returned != 0;
    }

    private static int Sooner(int one, int other) => one < 0 ? other : other < 0 ? one : Math.Min(one, other);

    // With the lock held.
    private void StartThread()
    {
        try
        {
            new Thread(TurnAll, maxStackSize: 256 * 1024) { IsBackground = true, Name = "hooks: processes" }.Start();
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            CloseBell();
            throw new ProcessStartException($"No thread could be made to watch processes with: {e.Message}");
        }
    }

    // With the lock held.
    private void CloseBell()
    {
        _ = Libc.Close(_bell);
        _ = Libc.Close(_rope);
        (_bell, _rope) = (-1, -1);
    }

    private void TurnAll()
    {
        lock (_lock)
        {
            _turner = System.Environment.CurrentManagedThreadId;
        }

        while (true)
        {
            Turn(milliseconds: -1);
            lock (_lock)
            {
                if (_watched.Count == 0 && _arriving.Count == 0 && _expected == 0)
                {
                    CloseBell();
                    _turner = 0;
                    return;
                }
            }
        }
    }
}
