using System.Diagnostics;
using System.Diagnostics.Metrics;
using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Telemetry;

/// <summary>What of .NET tells of runs, under the names of OpenTelemetry's conventions. It is made where somebody listens, and never else.</summary>
internal static class TelemetrySource
{
    /// <summary>The name of both.</summary>
    public const string Name = "Hooks.Build";

    /// <summary>A span for each run, and below it one for each hook.</summary>
    public static ActivitySource Activities { get; } = new(Name, BuildInformation.Version);

    /// <summary>The instruments.</summary>
    public static Meter Meter { get; } = new(Name, BuildInformation.Version);

    /// <summary>How long runs take.</summary>
    public static Histogram<double> RunDuration { get; } = Meter.CreateHistogram<double>("cicd.pipeline.run.duration", "s", "Duration of a run of hooks");

    /// <summary>Failed hooks.</summary>
    public static Counter<long> RunErrors { get; } = Meter.CreateCounter<long>("cicd.pipeline.run.errors", "{error}", "Hooks that failed");

    /// <summary>How long hooks take.</summary>
    public static Histogram<double> HookDuration { get; } = Meter.CreateHistogram<double>("hooks.hook.duration", "s", "Duration of a hook that ran");

    /// <summary>How long hooks wait.</summary>
    public static Histogram<double> HookQueued { get; } = Meter.CreateHistogram<double>(
        "hooks.hook.queued", "s", "Time that a hook waited for cores, locks or its profile's turn");

    /// <summary>Hooks that ended.</summary>
    public static Counter<long> Hooks { get; } = Meter.CreateCounter<long>(
        "hooks.hook.count", "{hook}", "Hooks that ended, by outcome and by where the result comes from");

    /// <summary>What was found.</summary>
    public static Counter<long> Findings { get; } = Meter.CreateCounter<long>("hooks.findings", "{finding}", "Findings of hooks, by level");
}
