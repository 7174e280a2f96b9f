using System.Globalization;
using System.Text;

namespace Hooks.Build.Engine.Processes;

/// <summary>
/// Ends the process groups of hooks when this process is killed and cannot do so itself. It is a shell in a session of its own that reads from a pipe
/// which groups there are; the pipe ends with this process, whatever ended it. PR_SET_PDEATHSIG would reach the leaders only, and fires when the
/// thread ends that started them.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private const string Script =
        """
        trap '' HUP INT QUIT TERM
        groups=' '
        while read -r what group; do
            case $what in
            +) groups="$groups$group " ;;
            -) case $groups in *" $group "*) groups="${groups%%" $group "*} ${groups#*" $group "}" ;; esac ;;
            esac
        done
        for group in $groups; do kill -9 "-$group"; done
        """;

    private readonly object _lock = new();
    private int _pipe = -1;
    private int _process;
    private bool _isBroken;

    /// <summary>Adds a group. The first starts the watchdog.</summary>
    public void Add(int group) => Tell('+', group);

    /// <summary>Removes a group, before its number may be given to another.</summary>
    public void Remove(int group) => Tell('-', group);

    /// <summary>Ends the watchdog, which has nothing to do any more.</summary>
    public unsafe void Dispose()
    {
        lock (_lock)
        {
            _isBroken = true;
            if (_pipe >= 0)
            {
                _ = Libc.Close(_pipe);
                _pipe = -1;
                int status;
                _ = Libc.WaitPid(_process, &status, 0);
            }
        }
    }

    private unsafe void Tell(char what, int group)
    {
        lock (_lock)
        {
            if (_pipe < 0 && (what == '-' || !TryStart()))
            {
                return;
            }

            var line = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{what} {group}\n"));
            fixed (byte* data = line)
            {
                _ = Libc.Write(_pipe, data, line.Length);
            }
        }
    }

    // Without a watchdog hooks still run: a system that is out of processes has other worries.
    private bool TryStart()
    {
        if (_isBroken)
        {
            return false;
        }

        try
        {
            (_process, _pipe) = PosixSpawn.StartReader("/bin/sh", ["-c", Script]);
            return true;
        }
        catch (ProcessStartException)
        {
            _isBroken = true;
            return false;
        }
    }
}
