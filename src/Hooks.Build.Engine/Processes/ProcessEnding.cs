using System.Globalization;

namespace Hooks.Build.Engine.Processes;

/// <summary>Ends a child when a token is cancelled: politely first, by force after a moment.</summary>
internal static class ProcessEnding
{
    /// <summary>How long a process may take to end after it was asked.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>An exit code in words, with the signal where one ended the process.</summary>
    public static string Explain(int exitCode) =>
        exitCode > 128 && exitCode <= 128 + 64 && !OperatingSystem.IsWindows()
            ? string.Create(CultureInfo.InvariantCulture, $"exit code {exitCode} (signal {exitCode - 128})")
            : string.Create(CultureInfo.InvariantCulture, $"exit code {exitCode}");

    /// <summary>Waits for the child; on cancellation ends it and its group, and still waits until they are gone.</summary>
    public static async Task<ProcessExit> WaitAsync(this IChildProcess child, TimeProvider clock, CancellationToken cancellation)
    {
        await using (new TimedEnding(clock, child.Terminate, child.Kill, cancellation))
        {
            return await child.Completion;
        }
    }
}
