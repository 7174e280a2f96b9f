using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Workers;

/// <summary>Runs the child processes that C# hooks ask for: here and not in the worker, so that they end with the hook even if the worker dies.</summary>
internal static class ChildOfHook
{
    private const int OutputLimit = 16 * 1024 * 1024;

    public static async Task<(bool Started, int ExitCode, string Output)> RunAsync(
        IReadOnlyList<string> command, HookJob job, WorkerServices services, CancellationToken lifetime)
    {
        var environment = HookEnvironment.For(services.Environment, job.Hook.Environment);
        if (!ToolPath.TryFind(command[0], job.WorkingDirectory, environment, out var path, out var searched))
        {
            return (false, 0, $"'{command[0]}' was not found; searched {searched}");
        }

        using MemoryStream output = new();
        try
        {
            var child = services.Launcher.Start(new ProcessStart(path, [.. command.Skip(1)], job.WorkingDirectory, environment, data =>
            {
                if (output.Length < OutputLimit)
                {
                    output.Write(data[..(int)Math.Min(data.Length, OutputLimit - output.Length)]);
                }
            }));
            var exit = await child.WaitAsync(services.Clock, lifetime);
            job.Notes.Add(exit);
            return (true, exit.ExitCode, System.Text.Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length));
        }
        catch (Exception e)
        {
            // A hook that gets no answer would wait for it until its time is over.
            return (false, 0, e.Message);
        }
    }
}
