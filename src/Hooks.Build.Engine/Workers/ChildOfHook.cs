using System.Text;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Workers;

/// <summary>Runs the child processes that C# hooks ask for: here and not in the worker, so that they end with the hook even if the worker dies.</summary>
public static class ChildOfHook
{
    private const int OutputLimit = 16 * 1024 * 1024;

    /// <summary>Runs one to its end.</summary>
    /// <param name="command">The program as the hook names it, and its arguments.</param>
    /// <param name="folder">Absolute path of the folder in which it runs.</param>
    /// <param name="environment">All it sees of the environment.</param>
    /// <param name="launcher">Starts it.</param>
    /// <param name="clock">Times its end.</param>
    /// <param name="lifetime">Ends it with all it started.</param>
    /// <returns>How it ended, and its output, cut after 16 MiB; <see langword="null"/> and why, where it could not be run.</returns>
    public static async Task<(ProcessExit? Exit, string Output)> RunAsync(
        IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string> environment, IProcessLauncher launcher, TimeProvider clock,
        CancellationToken lifetime)
    {
        if (!ToolPath.TryFind(command[0], folder, environment, out var path, out var searched))
        {
            return (null, $"'{command[0]}' was not found; searched {searched}");
        }

        using MemoryStream output = new();
        try
        {
            var child = launcher.Start(new ProcessStart(path, [.. command.Skip(1)], folder, environment, data =>
            {
                if (output.Length < OutputLimit)
                {
                    output.Write(data[..(int)Math.Min(data.Length, OutputLimit - output.Length)]);
                }
            }));
            var exit = await child.WaitAsync(clock, lifetime);
            return (exit, Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length));
        }
        catch (Exception e)
        {
            // A hook that gets no answer would wait for it until its time is over.
            return (null, e.Message);
        }
    }
}
