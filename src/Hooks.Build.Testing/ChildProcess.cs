using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Hooks.Build.Testing;

/// <summary>A process that a C# hook starts in a test.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a program to its end; its tree is ended when the hook's time is over.</summary>
    public static async Task<HookProcessResult> RunAsync(string fileName, string[] arguments, string folder, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        ArgumentNullException.ThrowIfNull(arguments);
        StringBuilder output = new();
        using Process process = new()
        {
            StartInfo = new ProcessStartInfo(fileName, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false },
        };
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        try
        {
            _ = process.Start();
        }
        catch (Win32Exception e)
        {
            throw new IOException($"'{fileName}' cannot be started: {e.Message}", e);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        lock (output)
            return new HookProcessResult(process.ExitCode, output.ToString());

        void Add(string? line)
        {
            if (line is not null)
            {
                lock (output)
                    _ = output.Append(line).Append('\n');
            }
        }
    }
}
