using System.Globalization;
using System.Text;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Processes;

/// <summary>Processes that carry the variable of a run, by which what left the group of its hook is found. Linux only: elsewhere the environment of another process is not told.</summary>
internal static class MarkedProcesses
{
    // What one of them was just starting is there in the next round.
    private const int Rounds = 5;

    /// <summary>Ends them.</summary>
    /// <param name="mark">The variable and its value.</param>
    public static void End(KeyValuePair<string, string> mark)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var line = Encoding.UTF8.GetBytes($"{mark.Key}={mark.Value}");
        for (var round = 0; round < Rounds && EndThose(line); round++)
        {
        }
    }

    private static bool EndThose(byte[] line)
    {
        var found = false;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id != Environment.ProcessId && Has(folder, line))
            {
                found |= Libc.Kill(id, Libc.SigKill) == 0;
            }
        }

        return found;
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
