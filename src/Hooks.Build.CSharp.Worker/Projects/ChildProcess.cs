using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;

namespace Hooks.Build.CSharp.Projects;

/// <summary>A child process whose lines are passed on as they come, and that is ended with all it started.</summary>
internal static class ChildProcess
{
    // What outlives the child, such as a compiler server, may hold its pipes.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="start">What to start; its output is redirected here.</param>
    /// <param name="output">Takes a line at a time, of both streams, never two at once.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Its exit code.</returns>
    /// <remarks>What <paramref name="output"/> throws ends it, and is thrown.</remarks>
    public static async Task<int> RunAsync(ProcessStartInfo start, Action<string> output, CancellationToken cancellation)
    {
        start.UseShellExecute = false;
        start.CreateNoWindow = true;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;

        using var process = Start(start);
        process.StandardInput.Close();
        object gate = new();
        ExceptionDispatchInfo? broken = null;
        var readers = Task.WhenAll(PumpAsync(process.StandardOutput, Take), PumpAsync(process.StandardError, Take));
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        _ = await Task.WhenAny(readers, Task.Delay(LastWords, cancellation));
        broken?.Throw();
        return process.ExitCode;

        void Take(string line)
        {
            lock (gate)
            {
                try
                {
                    if (broken is null)
                        output(line);
                }
                catch (Exception e)
                {
                    // It must not go on writing to nobody.
                    broken = ExceptionDispatchInfo.Capture(e);
                    process.Kill(entireProcessTree: true);
                }
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new ProjectProblemException($"'{start.FileName}' cannot be started ({e.Message}); it must be on PATH");
        }
    }

    private static async Task PumpAsync(StreamReader reader, Action<string> output)
    {
        try
        {
            while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
            {
                output(line);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The process is gone, and its pipes with it.
        }
    }
}
