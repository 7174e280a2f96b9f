using System.Runtime.InteropServices;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.Processes;

/// <summary>Starts processes by <c>posix_spawn</c>.</summary>
internal static unsafe class PosixSpawn
{
    // The types behind these pointers are opaque; glibc's largest, posix_spawnattr_t, has 336 bytes.
    private const int OpaqueSize = 1024;
    private const int WriteOnly = 1;
    private const short SetGroup = 0x02;
    private const short SetDefaultSignals = 0x04;
    private const short SetSignalMask = 0x08;
    private const string Nowhere = "/dev/null";

    // POSIX_SPAWN_CLOEXEC_DEFAULT, macOS only: a child has what it is given and nothing else. Without pipe2 a pipe is for a moment one that children inherit.
    private static readonly short NothingElse = OperatingSystem.IsMacOS() ? (short)0x4000 : (short)0;

    // glibc 2.26 and musl; macOS 10.15.
    private static readonly short SetSession = OperatingSystem.IsMacOS() ? (short)0x400 : (short)0x80;

    /// <summary>Starts a process in a session of its own that reads from a pipe, and has a file as its descriptor 3.</summary>
    /// <returns>Its id, and the end of the pipe to write to.</returns>
    /// <exception cref="ProcessStartException">The system refused.</exception>
    public static (int Id, int Pipe) StartReader(string program, IReadOnlyList<string> arguments, int file)
    {
        var (read, write) = PosixPipe.Create();
        try
        {
            ProcessStart start = new(program, arguments, "/", new Dictionary<string, string>(StringComparer.Ordinal), _ => { });
            return (Start(start, output: -1, read, third: file, ownSession: true), write);
        }
        catch
        {
            _ = Libc.Close(write);
            throw;
        }
        finally
        {
            _ = Libc.Close(read);
        }
    }

    /// <summary>Starts a process.</summary>
    /// <param name="start">What to start; where its output goes is said by the next.</param>
    /// <param name="output">Descriptor of its standard output and standard error; -1 for nowhere.</param>
    /// <param name="input">Descriptor of its standard input; -1 for the file that <paramref name="start"/> names.</param>
    /// <param name="third">What becomes its descriptor 3; -1 for nothing.</param>
    /// <param name="ownSession">Whether it gets a session of its own, out of reach of what ends ours.</param>
    /// <param name="mark">A variable that it has beside those of its environment, in the place of one of that name.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="ProcessStartException">The system refused.</exception>
    public static int Start(ProcessStart start, int output, int input = -1, int third = -1, bool ownSession = false, KeyValuePair<string, string>? mark = null)
    {
        var actions = stackalloc byte[OpaqueSize];
        var attributes = stackalloc byte[OpaqueSize];
        var signals = stackalloc byte[OpaqueSize];
        using NativeStrings strings = new();
        _ = Libc.ActionsInit(actions);
        _ = Libc.AttributesInit(attributes);
        try
        {
            _ = input < 0 ? Libc.ActionsOpen(actions, 0, start.InputFile ?? Nowhere, 0, 0) : Libc.ActionsDuplicate(actions, input, 0);
            _ = output < 0 ? Libc.ActionsOpen(actions, 1, Nowhere, WriteOnly, 0) : Libc.ActionsDuplicate(actions, output, 1);
            _ = output < 0 || start.DropsErrors ? Libc.ActionsOpen(actions, 2, Nowhere, WriteOnly, 0) : Libc.ActionsDuplicate(actions, output, 2);
            _ = third < 0 ? 0 : Libc.ActionsDuplicate(actions, third, 3);
            _ = Libc.ActionsChangeDirectory(actions, strings.Add(start.WorkingDirectory));

            // .NET ignores SIGPIPE and friends; a child would inherit that.
            _ = Libc.FillSignals(signals);
            _ = Libc.RemoveSignal(signals, Libc.SigKill);
            _ = Libc.AttributesDefaultSignals(attributes, signals);
            _ = Libc.EmptySignals(signals);
            _ = Libc.AttributesSignalMask(attributes, signals);
            _ = Libc.AttributesGroup(attributes, 0);
            _ = Libc.AttributesFlags(
                attributes, (short)((ushort)(ownSession ? SetSession : SetGroup) | (ushort)SetDefaultSignals | (ushort)SetSignalMask | (ushort)NothingElse));

            var arguments = strings.AddList([start.FileName, .. start.Arguments]);
            var environment = strings.AddVariables(start.Environment, mark);
            var error = Libc.Spawn(out var pid, strings.Add(start.FileName), actions, attributes, arguments, environment);
            return error == 0 ? pid : throw new ProcessStartException(Explain(start, error));
        }
        finally
        {
            _ = Libc.ActionsDestroy(actions);
            _ = Libc.AttributesDestroy(attributes);
        }
    }

    private static string Explain(ProcessStart start, int error) => error switch
    {
        Libc.ErrorNoEntry when !Directory.Exists(start.WorkingDirectory) => $"The working directory {start.WorkingDirectory} does not exist",
        Libc.ErrorNoEntry when start.InputFile is { } input && !File.Exists(input) => $"{input}, the input of {start.FileName}, does not exist",
        Libc.ErrorNoEntry => $"{start.FileName} cannot be started: it, or the interpreter its first line names, does not exist",
        Libc.ErrorAccess => $"{start.FileName} cannot be started: permission denied",
        Libc.ErrorNoExec => $"{start.FileName} cannot be started: it is no program; a script needs a first line such as #!/bin/sh",
        Libc.ErrorTooBig => $"{start.FileName} cannot be started: arguments and environment are larger than this system allows",
        _ => $"{start.FileName} cannot be started: {Marshal.GetPInvokeErrorMessage(error)}",
    };
}
