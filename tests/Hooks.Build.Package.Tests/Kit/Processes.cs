using System.Globalization;

namespace Hooks.Build.Package.Tests.Kit;

/// <summary>The processes of this machine, by what stands on their command lines.</summary>
internal static class Processes
{
    private static int _lastMark;

    /// <summary>A number of seconds to sleep that no other process sleeps: it is found again by it.</summary>
    public static string Mark() => string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}.{Interlocked.Increment(ref _lastMark):00000}");

    /// <summary>Requires that no process has the text on its command line; one that is being ended is given a moment to go.</summary>
    public static async Task ShouldBeGoneAsync(string text)
    {
        for (var i = 0; i < 100 && With(text).Any(); i++)
        {
            await Task.Delay(20);
        }

        With(text).ShouldBeEmpty();
    }

    private static IEnumerable<string> With(string text) => Directory
        .EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
        .Select(CommandLine)
        .Where(line => line.Contains(text));

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return "";
        }
    }
}
