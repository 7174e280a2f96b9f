using System.Globalization;

namespace Hooks.Build.Engine.Processes;

/// <summary>What a process that runs, and those that descend from it, have had and wanted of the processors. Only Linux tells.</summary>
internal static class ProcessTree
{
    // The unit of /proc/PID/stat, whatever the kernel's own is.
    private const long TicksOfStat = TimeSpan.TicksPerSecond / 100;
    private const long NanosecondsOfTick = 100;
    private const int Deepest = 64;

    /// <summary>Whether the system tells.</summary>
    public static bool IsKnown => OperatingSystem.IsLinux();

    /// <summary>
    /// The processor time that they have used, and the time for which they were ready to run and had to wait for a processor: who is starved computes, too.
    /// <see langword="null"/> where that cannot be told, or the process is gone.
    /// </summary>
    public static TimeSpan? Wanted(int process) => Of(process, Deepest) is { } ticks ? TimeSpan.FromTicks(ticks) : null;

    private static long? Of(int process, int depth)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}");
        try
        {
            var (own, children) = Times(File.ReadAllText(folder + "/stat"));
            var (ran, waited, below) = (0L, 0L, 0L);
            foreach (var thread in Directory.GetDirectories(folder + "/task"))
            {
                try
                {
                    // Nanoseconds on a processor, nanoseconds waiting for one, and a count.
                    var schedule = File.ReadAllText(thread + "/schedstat").Split(' ');
                    ran += long.Parse(schedule[0], CultureInfo.InvariantCulture) / NanosecondsOfTick;
                    waited += long.Parse(schedule[1], CultureInfo.InvariantCulture) / NanosecondsOfTick;
                    foreach (var child in File.ReadAllText(thread + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    {
                        if (depth > 0 && Of(int.Parse(child, CultureInfo.InvariantCulture), depth - 1) is { } times)
                        {
                            below += times;
                        }
                        else if (Directory.Exists($"/proc/{child}"))
                        {
                            return null;
                        }

                        // One that ended meanwhile is in its parent's times the next time.
                    }
                }
                catch (IOException) when (!Directory.Exists(thread))
                {
                    // One that ended meanwhile is in the times of its process.
                }
            }

            // Threads that ended are in the first alone, which leaves out what is less than a unit.
            return Math.Max(own, ran) + waited + children + below;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    // The name of the program, which may be any text, is in parentheses; user and system time are the 12th and 13th behind it, those of children that it waited
    // for the next two.
    private static (long Own, long Children) Times(string stat)
    {
        const int First = 11;
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return ((Number(0) + Number(1)) * TicksOfStat, (Number(2) + Number(3)) * TicksOfStat);

        long Number(int i) => long.Parse(fields[First + i], CultureInfo.InvariantCulture);
    }
}
