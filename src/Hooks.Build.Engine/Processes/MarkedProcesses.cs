using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Processes;

/// <summary>
/// Processes that carry the variable of a run, by which what left the group of its hook is found. Linux only: elsewhere the environment of another process is
/// not told.
/// </summary>
internal static class MarkedProcesses
{
    // What one of them was just starting is there in the next round.
    private const int Rounds = 5;

    // As long as hooks have between TERM and KILL.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks them to end, and ends by force what has not half a second later.</summary>
    /// <param name="mark">The variable and its value.</param>
    /// <param name="clock">Times the half second.</param>
    public static async Task EndAsync(KeyValuePair<string, string> mark, TimeProvider clock)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var line = Encoding.UTF8.GetBytes($"{mark.Key}={mark.Value}");
        var started = clock.GetTimestamp();
        for (var isThere = Send(line, Libc.SigTerm); isThere && clock.GetElapsedTime(started) < Patience; isThere = Send(line, signal: 0))
        {
            await Task.Delay(Pause, clock);
        }

        for (var round = 0; round < Rounds && Send(line, Libc.SigKill); round++)
        {
        }
    }

    private static bool Send(byte[] line, int signal)
    {
        var found = false;
        foreach (var folder in Folders())
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && id != Environment.ProcessId
                && Has(folder, line))
            {
                found |= Libc.Kill(id, signal) == 0;
            }
        }

        return found;
    }

    private static string[] Folders()
    {
        try
        {
            return Directory.GetDirectories("/proc");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is not mounted, or not for us.
            return [];
        }
    }

    private static bool Has(string folder, byte[] line)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, "environ")).AsSpan().IndexOf(line) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is another user's.
            return false;
        }
    }
}
