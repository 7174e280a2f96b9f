using Hooks.Build.Engine.Native;

namespace Hooks.Build.Runner.Hosting;

/// <summary>
/// Says what ended the process where there is no memory to go on, in place of a stack trace: a limit of the machine is no fault of the program.
/// </summary>
internal static class LastWords
{
    private const int StandardError = 2;
    private const int NoMemory = 12;

    /// <summary>What the process ends with; for one that holds a coding agent back what that agent takes for it.</summary>
    public static int ExitCode { get; set; } = ExitCodes.Failed;

    /// <summary>Hears of exceptions that nobody catches, on any thread. Where there is no memory for the exception itself the runtime aborts before.</summary>
    public static unsafe void Hear(object? sender, UnhandledExceptionEventArgs e)
    {
        if (OperatingSystem.IsWindows() || !IsOfMemory(e.ExceptionObject as Exception))
        {
            return;
        }

        // Nothing may be allocated any more: written as it stands.
        var text =
            "hooks: the system gave no more memory (ulimit -v, a container's limit, or a full machine), and the program has ended before its work was done\n"u8;
        fixed (byte* bytes = text)
        {
            _ = Libc.Write(StandardError, bytes, text.Length);
        }

        Libc.Exit(ExitCode);
    }

    // Of what begins a type comes only the cause, and the system says it by its own number.
    private static bool IsOfMemory(Exception? exception) =>
        exception is not null
            && (exception is OutOfMemoryException
                || (exception is IOException && (exception.HResult & 0xFFFF) == NoMemory)
                || IsOfMemory(exception.InnerException));
}
