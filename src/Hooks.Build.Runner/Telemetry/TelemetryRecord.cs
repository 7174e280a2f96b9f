using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Hooks.Build.Runner.Telemetry;

/// <summary>Keeps what is told of runs while it listens: the spans that ended, and what instruments measured.</summary>
internal sealed class TelemetryRecord : IDisposable
{
    private readonly ActivityListener? _spans;
    private readonly MeterListener? _meters;
    private readonly List<Activity> _ended = [];
    private readonly List<Measured> _measured = [];

    /// <summary>Begins to listen.</summary>
    /// <param name="spans">To spans.</param>
    /// <param name="metrics">To instruments.</param>
    public TelemetryRecord(bool spans, bool metrics)
    {
        if (spans)
        {
            _spans = new ActivityListener
            {
                ShouldListenTo = source => source.Name == TelemetrySource.Name,

                // Whose caller keeps no trace has none either.
                Sample = static (ref ActivityCreationOptions<ActivityContext> options) =>
                    options.Parent.TraceId == default || (options.Parent.TraceFlags & ActivityTraceFlags.Recorded) != 0
                        ? ActivitySamplingResult.AllDataAndRecorded
                        : ActivitySamplingResult.None,
                ActivityStopped = _ended.Add,
            };
            ActivitySource.AddActivityListener(_spans);
        }

        if (metrics)
        {
            _meters = new MeterListener
            {
                InstrumentPublished = static (instrument, listener) =>
                {
                    if (instrument.Meter.Name == TelemetrySource.Name)
                    {
                        listener.EnableMeasurementEvents(instrument);
                    }
                },
            };
            _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _measured.Add(new Measured(instrument, value, tags.ToArray())));
            _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measured.Add(new Measured(instrument, value, tags.ToArray())));
            _meters.Start();
        }
    }

    /// <summary>The spans that ended.</summary>
    public IReadOnlyList<Activity> Spans => _ended;

    /// <summary>What was measured.</summary>
    public IReadOnlyList<Measured> Measurements => _measured;

    public void Dispose()
    {
        _spans?.Dispose();
        _meters?.Dispose();
    }
}

/// <summary>What an instrument measured once.</summary>
/// <param name="Instrument">The instrument.</param>
/// <param name="Value">The value.</param>
/// <param name="Tags">Of what.</param>
internal sealed record Measured(Instrument Instrument, double Value, IReadOnlyList<KeyValuePair<string, object?>> Tags);
