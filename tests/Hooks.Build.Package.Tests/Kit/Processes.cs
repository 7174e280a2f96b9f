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
        Left().Select(ProcessFiles.CommandLine).ShouldBeEmpty(about);
    }

    /// <summary>Ids of the processes whose environment has the mark, and whose command line the text.</summary>
    public static IReadOnlyList<int> WithVariable(string mark, string text) =>
        [.. ProcessFiles.All().Where(process => ProcessFiles.Read($"/proc/{process}/environ").Contains(mark)
            && ProcessFiles.CommandLine(process).Contains(text))];

    private static IEnumerable<string> With(string text) => ProcessFiles.All().Select(ProcessFiles.CommandLine).Where(line => line.Contains(text));
}
