using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Engine.Processes;

/// <summary>Starts processes on Windows, each in a job object of its own: ending the job ends all it started.</summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsLauncher : IProcessLauncher
{
    /// <inheritdoc />
    public IChildProcess Start(ProcessStart start)
    {
        var information = new ProcessStartInfo(start.FileName)
        {
            WorkingDirectory = start.WorkingDirectory,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (BatchCommandLine.IsFor(start.FileName))
        {
            information.Arguments = BatchCommandLine.Of(start.FileName, start.Arguments);
        }
        else
        {
            foreach (var argument in start.Arguments)
            {
                information.ArgumentList.Add(argument);
            }
        }

        information.Environment.Clear();
        foreach (var (name, value) in start.Environment)
        {
            information.Environment[name] = value;
        }

        if (!Directory.Exists(start.WorkingDirectory))
        {
            throw new ProcessStartException($"The working directory {start.WorkingDirectory} does not exist");
        }

        if (start.InputFile is { } file && !File.Exists(file))
        {
            throw new ProcessStartException($"{file}, the input of {start.FileName}, does not exist");
        }

        try
        {
            var process = new Process { StartInfo = information };
            _ = process.Start();
            var job = WindowsJob.Around(process);
            if (!start.HoldsInput)
            {
                _ = FeedAsync(process.StandardInput, start.InputFile);
            }

            OutputReceiver errors = start.DropsErrors ? _ => { } : start.Output;
            return new WindowsProcess(process, job, start.Output, errors)
            {
                Input = start.HoldsInput ? process.StandardInput.BaseStream : null,
            };
        }
        catch (Win32Exception e)
        {
            throw new ProcessStartException($"{start.FileName} cannot be started: {e.Message}");
        }
    }

    private static async Task FeedAsync(StreamWriter input, string? file)
    {
        try
        {
            await using (input)
            {
                await using var source = file is null ? Stream.Null : File.OpenRead(file);
                await source.CopyToAsync(input.BaseStream);
            }
        }
        catch (IOException)
        {
            // The program ended without reading all of it.
        }
    }
}

[SupportedOSPlatform("windows")]
internal sealed class WindowsProcess : IChildProcess
{
    private readonly WindowsJob _job;

    public WindowsProcess(Process process, WindowsJob job, OutputReceiver output, OutputReceiver errors)
    {
        _job = job;
        Id = process.Id;
        Completion = CompleteAsync(process, output, errors);
    }

    public int Id { get; }

    public Task<ProcessExit> Completion { get; }

    public Stream? Input { get; init; }

    // A console program without a window cannot be asked politely.
    public void Terminate() => Kill();

    public void Kill() => _job.End();

    private async Task<ProcessExit> CompleteAsync(Process process, OutputReceiver output, OutputReceiver errors)
    {
        try
        {
            StreamedOutput streams = new(_job.End);
            var cut = await streams.ReadAsync(
                process.WaitForExitAsync(), (process.StandardOutput.BaseStream, output), (process.StandardError.BaseStream, errors));
            return _job.Account(new ProcessExit(process.ExitCode, cut));
        }
        finally
        {
            _job.Dispose();
            process.Dispose();
        }
    }
}

/// <summary>A job object that ends its processes when it is closed.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe partial class WindowsJob : IDisposable
{
    private const int BasicAccounting = 1;
    private const int ExtendedLimitInformation = 9;
    private const uint KillOnClose = 0x2000;
    private readonly JobHandle _handle;

    // Where it could not be put into the job, of which ending it then would end nothing.
    private readonly Process? _outside;

    private WindowsJob(Process process)
    {
        _handle = CreateJobObject(0, 0);
        ExtendedLimits limits = new() { LimitFlags = KillOnClose };
        var isAround = !_handle.IsInvalid && SetInformationJobObject(_handle, ExtendedLimitInformation, &limits, (uint)sizeof(ExtendedLimits)) != 0
            && AssignProcessToJobObject(_handle, process.Handle) != 0;
        _outside = isAround ? null : process;
    }

    // What the process starts before it is in the job is not in it either, and outlives it: .NET starts no process that waits, or in a job.
    public static WindowsJob Around(Process process) => new(process);

    // Whoever ends it does so when its time is over, which may be just when it has ended.
    public void End()
    {
        try
        {
            _outside?.Kill(entireProcessTree: true);
            _ = _handle.IsInvalid ? 0 : TerminateJobObject(_handle, 1);
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended.
        }
    }

    /// <summary>Adds what all processes of the job used.</summary>
    public ProcessExit Account(ProcessExit exit)
    {
        Accounting accounting;
        if (QueryInformationJobObject(_handle, BasicAccounting, &accounting, (uint)sizeof(Accounting), 0) != 0 && accounting.Processes > 0)
        {
            exit = exit with { ProcessorTime = TimeSpan.FromTicks(accounting.UserTime + accounting.KernelTime) };
        }

        ExtendedLimits limits;
        return QueryInformationJobObject(_handle, ExtendedLimitInformation, &limits, (uint)sizeof(ExtendedLimits), 0) != 0 && limits.PeakProcessMemoryUsed > 0
            ? exit with { PeakMemory = (long)limits.PeakProcessMemoryUsed }
            : exit;
    }

    public void Dispose() => _handle.Dispose();

    [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW")]
    private static partial JobHandle CreateJobObject(nint security, nint name);

    [LibraryImport("kernel32")]
    private static partial int SetInformationJobObject(JobHandle job, int kind, void* information, uint size);

    [LibraryImport("kernel32")]
    private static partial int QueryInformationJobObject(JobHandle job, int kind, void* information, uint size, nint returned);

    [LibraryImport("kernel32")]
    private static partial int AssignProcessToJobObject(JobHandle job, nint process);

    [LibraryImport("kernel32")]
    private static partial int TerminateJobObject(JobHandle job, uint exitCode);

    [LibraryImport("kernel32")]
    private static partial int CloseHandle(nint handle);

    // Not given back while somebody calls with it: the number may be another job's by then.
    private sealed class JobHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        protected override bool ReleaseHandle() => CloseHandle(handle) != 0;
    }

    // JOBOBJECT_BASIC_ACCOUNTING_INFORMATION
    [StructLayout(LayoutKind.Sequential)]
    private struct Accounting
    {
        public long UserTime;
        public long KernelTime;
        public long UserTimeOfPeriod;
        public long KernelTimeOfPeriod;
        public uint PageFaults;
        public uint Processes;
        public uint ActiveProcesses;
        public uint TerminatedProcesses;
    }

    // JOBOBJECT_EXTENDED_LIMIT_INFORMATION
    [StructLayout(LayoutKind.Sequential)]
    private struct ExtendedLimits
    {
        public long PerProcessUserTimeLimit;
        public long PerJobUserTimeLimit;
        public uint LimitFlags;
        public nuint MinimumWorkingSetSize;
        public nuint MaximumWorkingSetSize;
        public uint ActiveProcessLimit;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
        public ulong ReadOperations;
        public ulong WriteOperations;
        public ulong OtherOperations;
        public ulong ReadBytes;
        public ulong WriteBytes;
        public ulong OtherBytes;
        public nuint ProcessMemoryLimit;
        public nuint JobMemoryLimit;
        public nuint PeakProcessMemoryUsed;
        public nuint PeakJobMemoryUsed;
    }
}
