using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Telemetry;

/// <summary>Tells a collector of a run when it has ended.</summary>
/// <param name="settings">Where it goes.</param>
/// <param name="request">What is run.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class TelemetryOutput(TelemetrySettings settings, RunRequest request, TimeProvider clock)
{
    private readonly DateTimeOffset _started = clock.GetUtcNow();

    // What runs may check out another.
    private readonly string? _branch = CurrentBranch.Of(request.RepositoryRoot);

    /// <summary>Looks whether somebody wants to be told of a run that begins now.</summary>
    /// <returns><see langword="null"/> where nobody does.</returns>
    public static TelemetryOutput? Of(RunRequest request, TimeProvider clock) =>
        TelemetrySettings.Read(Environment.GetEnvironmentVariable, Path.GetFileName(request.RepositoryRoot)) is { } settings
            ? new TelemetryOutput(settings, request, clock)
            : null;

    /// <summary>Tells of a run that took place.</summary>
    /// <param name="report">What came of it.</param>
    /// <param name="cancellation">Whoever waits wants to go.</param>
    /// <returns>What people are told; <see langword="null"/> where all is well.</returns>
    public async Task<Problem?> SendAsync(RunReport report, CancellationToken cancellation) => report.Hooks.Count == 0 && !report.Interrupted ? null
        : await SendAsync(telemetry => telemetry.Tell(report, _started), _started + report.Duration, cancellation);

    /// <summary>Tells of a run that did not take place.</summary>
    /// <inheritdoc cref="SendAsync(RunReport, CancellationToken)" />
    public Task<Problem?> SendRefusalAsync(IReadOnlyList<Problem> problems, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return SendAsync(telemetry => telemetry.TellRefused(problems, _started, now), now, cancellation);
    }

    private async Task<Problem?> SendAsync(Action<RunTelemetry> tell, DateTimeOffset ended, CancellationToken cancellation)
    {
        using TelemetryRecord record = new(settings.Traces is not null, settings.Metrics is not null);
        tell(new RunTelemetry(request, _branch, settings.Parent));
        List<(TelemetryTarget, byte[])> requests = [];
        if (settings.Traces is { } traces && record.Spans.Count > 0)
        {
            requests.Add((traces, OtlpTraces.Written(settings.Resource, record.Spans)));
        }

        if (settings.Metrics is { } metrics && record.Measurements.Count > 0)
        {
            requests.Add((metrics, OtlpMetrics.Written(settings.Resource, record.Measurements, _started, ended, settings.IsCumulative)));
        }

        string[] unsent = [.. settings.Wrong, .. await OtlpExport.SendAsync(requests, settings.Limit, cancellation)];
        var what = unsent.Length == 0 ? "" : $"Telemetry of this run was not sent: {string.Join("; ", unsent)}. ";
        var passedOver = settings.PassedOver.Count == 0 ? "" : $"Passed over for telemetry: {string.Join("; ", settings.PassedOver)}. ";
        return what.Length + passedOver.Length == 0 ? null : new Problem(Codes.Events, $"{what}{passedOver}The run is what it would have been");
    }
}
