using System.Runtime.InteropServices;
using Hooks.Build.Engine.Git;

namespace Hooks.Build.Engine.Processes;

/// <summary>
/// Starts processes by <c>posix_spawn</c>, each in a process group of its own. <see cref="System.Diagnostics.Process"/> offers no groups on Unix
/// (dotnet/runtime#44944) and takes several times as long.
/// </summary>
public sealed unsafe class PosixLauncher : IProcessLauncher
{
    // The types behind these pointers are opaque; glibc's largest, posix_spawnattr_t, has 336 bytes.
    private const int OpaqueSize = 1024;
    private const int WriteOnly = 1;
    private const short SetGroup = 0x02;
    private const short SetDefaultSignals = 0x04;
    private const short SetSignalMask = 0x08;
    private static readonly object PipeLock = new();

    /// <inheritdoc />
    public IChildProcess Start(ProcessStart start)
    {
        var (read, write) = CreatePipe();
        try
        {
            return new PosixProcess(Spawn(start, write), read, start.Output);
        }
        catch
        {
            _ = Libc.Close(read);
            throw;
        }
        finally
        {
            _ = Libc.Close(write);
        }
    }

    private static int Spawn(ProcessStart start, int output)
    {
        var actions = stackalloc byte[OpaqueSize];
        var attributes = stackalloc byte[OpaqueSize];
        var signals = stackalloc byte[OpaqueSize];
        using NativeStrings strings = new();
        _ = Libc.ActionsInit(actions);
        _ = Libc.AttributesInit(attributes);
        try
        {
            _ = Libc.ActionsOpen(actions, 0, start.InputFile ?? "/dev/null", 0, 0);
            _ = Libc.ActionsDuplicate(actions, output, 1);
            _ = start.DropsErrors ? Libc.ActionsOpen(actions, 2, "/dev/null", WriteOnly, 0) : Libc.ActionsDuplicate(actions, output, 2);
            _ = Libc.ActionsChangeDirectory(actions, strings.Add(start.WorkingDirectory));

            // .NET ignores SIGPIPE and friends; a child would inherit that.
            _ = Libc.FillSignals(signals);
            _ = Libc.RemoveSignal(signals, Libc.SigKill);
            _ = Libc.AttributesDefaultSignals(attributes, signals);
            _ = Libc.EmptySignals(signals);
            _ = Libc.AttributesSignalMask(attributes, signals);
            _ = Libc.AttributesGroup(attributes, 0);
            _ = Libc.AttributesFlags(attributes, SetGroup | SetDefaultSignals | SetSignalMask);

            var arguments = strings.AddList(start.Arguments.Prepend(start.FileName));
            var environment = strings.AddList(start.Environment.Select(pair => pair.Key + "=" + pair.Value));
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

    private static (int Read, int Write) CreatePipe()
    {
        const int CloseOnExecLinux = 0x80000;
        const int SetDescriptorFlags = 2;
        const int CloseOnExec = 1;
        var ends = stackalloc int[2];
        if (OperatingSystem.IsLinux())
        {
            return Libc.Pipe2(ends, CloseOnExecLinux) == 0 ? (ends[0], ends[1]) : throw PipeFailed();
        }

        // macOS has no pipe2: between the two calls another start would inherit the pipe.
        lock (PipeLock)
        {
            if (Libc.Pipe(ends) != 0)
            {
                throw PipeFailed();
            }

            _ = Libc.Control(ends[0], SetDescriptorFlags, CloseOnExec);
            _ = Libc.Control(ends[1], SetDescriptorFlags, CloseOnExec);
            return (ends[0], ends[1]);
        }
    }

    private static ProcessStartException PipeFailed() => new($"No pipe could be made: {Marshal.GetLastPInvokeErrorMessage()}");

    /// <summary>Strings in unmanaged memory for one call.</summary>
    private sealed class NativeStrings : IDisposable
    {
        private readonly List<nint> _blocks = [];

        public byte* Add(string text)
        {
            if (text.Contains('\0', StringComparison.Ordinal))
            {
                throw new ProcessStartException("An argument or variable contains a NUL character, which no process can be given");
            }

            var bytes = PathText.Encode(text);
            var memory = (byte*)Allocate(bytes.Length + 1);
            bytes.CopyTo(new Span<byte>(memory, bytes.Length));
            memory[bytes.Length] = 0;
            return memory;
        }

        public byte** AddList(IEnumerable<string> texts)
        {
            var all = texts.ToList();
            var list = (byte**)Allocate((all.Count + 1) * sizeof(byte*));
            for (var i = 0; i < all.Count; i++)
            {
                list[i] = Add(all[i]);
            }

            list[all.Count] = null;
            return list;
        }

        public void Dispose() => _blocks.ForEach(block => NativeMemory.Free((void*)block));

        private void* Allocate(int size)
        {
            var memory = NativeMemory.Alloc((nuint)size);
            _blocks.Add((nint)memory);
            return memory;
        }
    }
}
