using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Processes;

/// <summary>
/// Ends the process groups of hooks when this process is killed and cannot do so itself. It is a shell in a session of its own that waits for the end
/// of a pipe, which comes with the end of this process, whatever that was; the groups are in a file that both hold. PR_SET_PDEATHSIG would reach the
/// leaders only, and fires when the thread ends that started them.
/// </summary>
internal sealed unsafe class Watchdog : IDisposable
{
    // Nothing is written to the pipe before the end: who is woken for each process takes the processor from it. A process that was being started when
    // this one was killed is in no list yet; on Linux its environment has the mark of this run, a moment later at the latest.
    private const string Script =
        """
        trap '' HUP INT QUIT TERM
        read -r word
        [ "$word" = done ] && exit
        while read -r group <&3; do
            [ "$group" = 0 ] || kill -9 "-$group"
        done
        for round in 1 2 3; do
            for file in $(grep -ls "$1" /proc/[0-9]*/environ 2>/dev/null); do
                file=${file#/proc/}
                kill -9 "${file%/environ}"
            done
            sleep 0.2
        done
        """;

    private const int LineLength = 16;
    private readonly object _lock = new();
    private readonly List<int> _groups = [];
    private int _list = -1;
    private int _pipe = -1;
    private int _process;
    private bool _isOff;
    private bool _isReleased;

    /// <summary>The variable that marks the processes of this run, and its value.</summary>
    public KeyValuePair<string, string> Mark { get; } = new("HOOKS_RUN", Guid.NewGuid().ToString("N"));

    /// <summary>Starts the watchdog. It must be there before the first group: starting it takes long enough to be killed in.</summary>
    public void Start()
    {
        lock (_lock)
        {
            _ = IsOn();
        }
    }

    /// <summary>Adds a group.</summary>
    public void Add(int group)
    {
        lock (_lock)
        {
            if (!IsOn())
            {
                return;
            }

            var line = _groups.IndexOf(0);
            if (line < 0)
            {
                line = _groups.Count;
                _groups.Add(0);
            }

            Write(line, group);
        }
    }

    /// <summary>Removes a group, before its number may be given to another.</summary>
    public void Remove(int group)
    {
        lock (_lock)
        {
            if (_groups.IndexOf(group) is >= 0 and var line)
            {
                Write(line, group: 0);
            }
        }
    }

    /// <summary>Tells the watchdog that all has ended, and does not wait for its end.</summary>
    public void Release()
    {
        lock (_lock)
        {
            if (_pipe >= 0 && !_isReleased && _groups.TrueForAll(group => group == 0))
            {
                _isReleased = true;
                fixed (byte* word = "done\n"u8)
                {
                    _ = Libc.Write(_pipe, word, 5);
                }
            }
        }
    }

    /// <summary>Ends the watchdog, and the groups that are left.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isOff = true;
            if (_pipe >= 0)
            {
                Release();
                _ = Libc.Close(_pipe);
                _ = PosixExit.Reap(_process);
                _ = Libc.Close(_list);
                _pipe = -1;
                _groups.Clear();
            }
        }
    }

    private void Write(int line, int group)
    {
        _groups[line] = group;
        var text = Encoding.ASCII.GetBytes(group.ToString(CultureInfo.InvariantCulture).PadRight(LineLength - 1) + "\n");
        fixed (byte* data = text)
        {
            _ = Libc.WriteAt(_list, data, LineLength, line * LineLength);
        }
    }

    // Without a watchdog hooks still run: a system that is out of processes has other worries.
    private bool IsOn()
    {
        if (_pipe >= 0 || _isOff)
        {
            return _pipe >= 0;
        }

        _list = PosixPipe.CreateFile("hooks-watchdog");
        if (_list < 0)
        {
            _isOff = true;
            return false;
        }

        try
        {
            (_process, _pipe) = PosixSpawn.StartReader("/bin/sh", ["-c", Script, "hooks-watchdog", $"{Mark.Key}={Mark.Value}"], _list);
            return true;
        }
        catch (ProcessStartException)
        {
            _isOff = true;
            _ = Libc.Close(_list);
            return false;
        }
    }
}
