using Hooks.Build.Engine.Native;

namespace Hooks.Build.Runner;

/// <summary>Says what ended the process where there is no memory to go on, in place of a stack trace: a limit of the machine is no fault of the program.</summary>
internal static class LastWords
{
    private const int StandardError = 2;

    /// <summary>Hears of exceptions that nobody catches, on any thread.</summary>
    public static unsafe void Hear(object? sender, UnhandledExceptionEventArgs e)
    {
        if (e.ExceptionObject is not OutOfMemoryException || OperatingSystem.IsWindows())
        {
            return;
        }

        // Nothing may be allocated any more: written as it stands.
        var text = "hooks: the system gave no more memory (ulimit -v, a container's limit, or a full machine), so the run has ended; what it was about to decide counts as failed\n"u8;
        fixed (byte* bytes = text)
        {
            _ = Libc.Write(StandardError, bytes, text.Length);
        }

        Libc.Exit(ExitCodes.Failed);
    }
}
