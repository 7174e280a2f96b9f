using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Telemetry;

/// <summary>Tells a collector of a run when it has ended.</summary>
/// <param name="settings">Where it goes.</param>
/// <param name="request">What is run.</param>
/// <param name="warn">Is told once where it did not arrive.</param>
internal sealed class TelemetryOutput(TelemetrySettings settings, RunRequest request, Action<Problem> warn) : RunOutput
{
    private readonly DateTimeOffset _started = TimeProvider.System.GetUtcNow();

    // What runs may check out another.
    private readonly string? _branch = CurrentBranch.Of(request.RepositoryRoot);

    /// <summary>Looks whether somebody wants to be told.</summary>
    /// <returns><see langword="null"/> where nobody does.</returns>
    public static TelemetryOutput? Of(RunRequest request, Action<Problem> warn) =>
        TelemetrySettings.Read(Environment.GetEnvironmentVariable, Path.GetFileName(request.RepositoryRoot)) is { } settings ? new TelemetryOutput(settings, request, warn) : null;

    public override void Warned(Problem problem)
    {
    }

    public override void End(RunReport report)
    {
        if (report.Hooks.Count > 0 || report.Interrupted)
        {
            Tell((telemetry, now) => telemetry.Tell(report, now));
        }
    }

    public override void Refuse(IReadOnlyList<Problem> problems) => Tell((telemetry, now) => telemetry.TellRefused(problems, _started, now));

    private void Tell(Action<RunTelemetry, DateTimeOffset> tell)
    {
        var now = TimeProvider.System.GetUtcNow();
        using TelemetryRecord record = new(settings.Traces is not null, settings.Metrics is not null);
        tell(new RunTelemetry(request, _branch, settings.Parent), now);
        List<(TelemetryTarget, OtlpWriter)> requests = [];
        if (settings.Traces is { } traces && record.Spans.Count > 0)
        {
            var body = OtlpWriter.Create(traces.AsJson);
            OtlpTraces.Write(body, settings.Resource, record.Spans);
            requests.Add((traces, body));
        }

        if (settings.Metrics is { } metrics && record.Measurements.Count > 0)
        {
            var body = OtlpWriter.Create(metrics.AsJson);
            OtlpMetrics.Write(body, settings.Resource, record.Measurements, _started, now, settings.IsCumulative);
            requests.Add((metrics, body));
        }

        string[] wrong = [.. settings.Wrong, .. OtlpExport.Send(requests, settings.Limit)];
        if (wrong.Length > 0)
        {
            warn(new Problem(Codes.Events, $"Telemetry of this run was not sent: {string.Join("; ", wrong)}. The run is what it would have been"));
        }
    }
}
