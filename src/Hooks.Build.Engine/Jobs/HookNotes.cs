using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Jobs;

/// <summary>What is learned about a hook while it runs, beside what it says itself.</summary>
internal sealed class HookNotes
{
    private readonly object _lock = new();
    private TimeSpan _processorTime;
    private bool _isMeasured;
    private bool _isUnknown;

    /// <summary>The files it changed, by path from the root.</summary>
    public List<string> Changed { get; } = [];

    /// <summary>What the user should know that does not fail it.</summary>
    public List<Problem> Warnings { get; } = [];

    /// <inheritdoc cref="HookReport.PassedOnRetry"/>
    public bool PassedOnRetry { get; set; }

    /// <summary>Processor time of all that ran for it; <see langword="null"/> where nothing ran, or one of them was not measured.</summary>
    public TimeSpan? ProcessorTime => _isMeasured && !_isUnknown ? _processorTime : null;

    /// <summary>How long it took of a time that it shared with others; <see langword="null"/> where it had its time for itself.</summary>
    public TimeSpan? Share { get; set; }

    /// <summary>The most memory that one of its processes held, in bytes; <see langword="null"/> where it is not known.</summary>
    public long? PeakMemory { get; private set; }

    /// <summary>Adds what a process of the hook used. Several may end at once.</summary>
    public void Add(ProcessExit exit)
    {
        lock (_lock)
        {
            PeakMemory = PeakMemory is { } most && !(exit.PeakMemory > most) ? most : exit.PeakMemory;
        }

        AddProcessorTime(exit.ProcessorTime);
    }

    /// <summary>Adds processor time; <see langword="null"/> where something ran and nobody knows for how long.</summary>
    public void AddProcessorTime(TimeSpan? time)
    {
        lock (_lock)
        {
            _isMeasured = true;
            _isUnknown |= time is null;
            _processorTime += time ?? TimeSpan.Zero;
        }
    }
}
