namespace Hooks.Build;

/// <summary>How a child process started by <see cref="HookContext.RunAsync(string, string[])"/> ended.</summary>
public sealed class HookProcessResult
{
    /// <summary>Creates a result.</summary>
    /// <param name="exitCode">The exit code; 128 plus the signal's number where a signal ended the process.</param>
    /// <param name="output">Standard output and standard error, in the order in which they were written.</param>
    public HookProcessResult(int exitCode, string output)
    {
        ExitCode = exitCode;
        Output = output;
    }

    /// <summary>The exit code; 128 plus the signal's number where a signal ended the process.</summary>
    public int ExitCode { get; }

    /// <summary>Standard output and standard error, in the order in which they were written; the first 16 MiB of it.</summary>
    public string Output { get; }

    /// <summary>Whether the exit code is zero.</summary>
    public bool Succeeded => ExitCode == 0;
}
