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
    private readonly List<IChildProcess> _running = [];
    private long? _began;

    /// <summary>The files it changed, by path from the root.</summary>
    public List<string> Changed { get; } = [];

    /// <summary>What the user should know that does not fail it.</summary>
    public List<Problem> Warnings { get; } = [];

    /// <inheritdoc cref="HookReport.PassedOnRetry"/>
    public bool PassedOnRetry { get; set; }

    /// <summary>Its <c>Fix</c> runs, or ran and has not come to a good end.</summary>
    public bool IsUnrepaired { get; set; }

    /// <summary>Processor time of all that ran for it; <see langword="null"/> where nothing ran, or one of them was not measured.</summary>
    public TimeSpan? ProcessorTime => _isMeasured && !_isUnknown ? _processorTime : null;

    /// <summary>How long it took of a time that it shared with others; <see langword="null"/> where it had its time for itself.</summary>
    public TimeSpan? Share { get; set; }

    /// <summary>The most memory that one of its processes held, in bytes; <see langword="null"/> where it is not known.</summary>
    public long? PeakMemory { get; private set; }

    /// <summary>A process of the hook has started.</summary>
    /// <param name="process">The process.</param>
    /// <param name="now">When, by the clock's timestamp.</param>
    public void Began(IChildProcess process, long now)
    {
        lock (_lock)
        {
            _began ??= now;
            _running.Add(process);
        }
    }

    /// <summary>
    /// How long ago its first process started, and the processor time that all of them have used or waited for since; <see langword="null"/> where none did, or
    /// one is not measured.
    /// </summary>
    /// <param name="clock">Says what time it is.</param>
    /// <param name="least">Where it has run no longer nothing is asked of the system, and 0 is told as what it wanted.</param>
    public (TimeSpan Ran, TimeSpan Wanted)? UseUntilNow(TimeProvider clock, TimeSpan least)
    {
        lock (_lock)
        {
            if (_began is not { } began || _isUnknown)
            {
                return null;
            }

            if (clock.GetElapsedTime(began) is var soFar && soFar < least)
            {
                return (soFar, TimeSpan.Zero);
            }

            var wanted = _processorTime;
            foreach (var process in _running)
            {
                if (process.Wanted is not { } own)
                {
                    return null;
                }

                wanted += own;
            }

            return (clock.GetElapsedTime(began), wanted);
        }
    }

    /// <summary>Adds what a process of the hook used that has ended.</summary>
    public void Ended(IChildProcess process, ProcessExit exit)
    {
        lock (_lock)
        {
            _ = _running.Remove(process);
        }

        Add(exit);
    }

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
