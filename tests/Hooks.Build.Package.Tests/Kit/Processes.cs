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
        for (var i = 0; i < 1500 && With(text).Any(); i++)
        {
            await Task.Delay(20);
        }

        With(text).ShouldBeEmpty();
    }

    /// <summary>Requires that no process has an environment with the mark, but workers that wait for a run.</summary>
    public static async Task ShouldBeGoneWithVariableAsync(string mark, string about, Func<IReadOnlyList<int>>? waiting = null)
    {
        // A worker that nobody can reach any more ends within a quarter of a minute.
        for (var i = 0; i < 1500 && Left().Any(); i++)
        {
            await Task.Delay(20);
        }

        IEnumerable<int> Left() => WithVariable(mark, "").Except(waiting?.Invoke() ?? []);
        Left().Select(process => CommandLine("/proc/" + process.ToString(CultureInfo.InvariantCulture))).ShouldBeEmpty(about);
    }

    /// <summary>Ids of the processes whose environment has the mark, and whose command line the text.</summary>
    public static IReadOnlyList<int> WithVariable(string mark, string text) => [.. Directory
        .EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), out _) && ReadOrNothing(Path.Combine(folder, "environ")).Contains(mark) && CommandLine(folder).Contains(text))
        .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))];

    private static IEnumerable<string> With(string text) => Directory
        .EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
        .Select(CommandLine)
        .Where(line => line.Contains(text));

    private static string CommandLine(string folder) => ReadOrNothing(Path.Combine(folder, "cmdline")).Replace('\0', ' ');

    private static string ReadOrNothing(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return "";
        }
    }
}
