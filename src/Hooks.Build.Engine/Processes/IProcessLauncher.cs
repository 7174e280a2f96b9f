using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.Processes;

/// <summary>Receives output as it arrives, from one thread at a time.</summary>
public delegate void OutputReceiver(ReadOnlySpan<byte> data);

/// <summary>What to start.</summary>
/// <param name="FileName">Absolute path of the program.</param>
/// <param name="Arguments">Its arguments, each passed as it is, or refused.</param>
/// <param name="WorkingDirectory">Absolute path of an existing folder.</param>
/// <param name="Environment">The whole environment of the process.</param>
/// <param name="Output">Receives standard output and standard error in the order in which they were written.</param>
/// <param name="DropsErrors">Standard error goes nowhere, for programs whose output is read and not shown.</param>
/// <param name="InputFile">Absolute path of a file that becomes standard input, which is empty otherwise.</param>
/// <param name="EndsByItself">It is left to end by itself when this process is killed: git, ended while it writes the index, would leave its lock.</param>
/// <param name="HoldsInput">Standard input stays open, and is <see cref="IChildProcess.Input"/>.</param>
/// <param name="OwnSession">It is in a session of its own, without a terminal; elsewhere than on Windows.</param>
public sealed record ProcessStart(
    string FileName,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment,
    OutputReceiver Output,
    bool DropsErrors = false,
    string? InputFile = null,
    bool EndsByItself = false,
    bool HoldsInput = false,
    bool OwnSession = false);

/// <summary>How a process ended.</summary>
/// <param name="ExitCode">Its exit code; 128 plus the signal's number where a signal ended it.</param>
/// <param name="OutputCut">Something outside its process group still held the output when the drain ended.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ProcessExit(int ExitCode, bool OutputCut = false)
{
    /// <summary>The exit code of a process that was taken over: only who started a process is told.</summary>
    public const int Unknown = -1;

    /// <summary>Processor time of the process and of what it waited for; <see langword="null"/> where the system does not tell.</summary>
    public TimeSpan? ProcessorTime { get; init; }

    /// <summary>The most memory that it, or one process it waited for, held at a time, in bytes; <see langword="null"/> where that is not known.</summary>
    public long? PeakMemory { get; init; }
}

/// <summary>Starts processes, each in a group of its own so that it can be ended with all it started.</summary>
public interface IProcessLauncher
{
    /// <summary>Starts a process.</summary>
    /// <exception cref="ProcessStartException">The system refused.</exception>
    IChildProcess Start(ProcessStart start);
}

/// <summary>A process that was started, and its group.</summary>
public interface IChildProcess
{
    /// <summary>The process's id.</summary>
    int Id { get; }

    /// <summary>
    /// Ends when the process has exited, what it left in its group was ended, and its output was drained for a bounded time. Faults only with what the receiver
    /// threw.
    /// </summary>
    Task<ProcessExit> Completion { get; }

    /// <summary>Its standard input, which whoever started it closes; <see langword="null"/> where that was not asked for.</summary>
    Stream? Input => null;

    /// <summary>
    /// The processor time that it, with what it started, has used or waited for until now; <see langword="null"/> where the system does not tell.
    /// </summary>
    TimeSpan? Wanted => null;

    /// <summary>Asks the whole group to end.</summary>
    void Terminate();

    /// <summary>Ends the whole group.</summary>
    void Kill();
}

/// <summary>The system refused to start a process.</summary>
public class ProcessStartException(string message) : IOException(message);

/// <summary>An argument cannot be handed to the program as it is.</summary>
public sealed class ArgumentRefusedException(string message) : ProcessStartException(message);
