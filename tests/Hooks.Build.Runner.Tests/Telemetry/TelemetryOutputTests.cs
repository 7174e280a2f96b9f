using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Remote;
using Hooks.Build.Runner.Telemetry;
using Hooks.Build.Runner.Tests.Output;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Runner.Tests.Telemetry;

[TestClass]
[DoNotParallelize]
public sealed class TelemetryOutputTests
{
    private const ulong Second = 1_000_000_000;

    [TestMethod]
    public async Task Spans_are_where_the_run_was_however_late_it_is_told()
    {
        using CacheServer collector = new() { Script = _ => Answer.Of(200) };
        FakeTimeProvider clock = new(DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(100));
        var settings = TelemetrySettings.Read(
            name => name switch { "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" => collector.Address.AbsoluteUri, _ => null }, "repository")!;
        TelemetryOutput output = new(settings, new RunRequest { RepositoryRoot = Path.GetTempPath(), LogDirectory = Path.GetTempPath() }, clock);
        clock.Advance(TimeSpan.FromMinutes(1));
        var report = Reports.Run(Reports.Hook("Lint") with
        {
            Start = TimeSpan.FromSeconds(1),
            Duration = TimeSpan.FromSeconds(2),
        }) with
        { Duration = TimeSpan.FromSeconds(4) };
        (await output.SendAsync(report, CancellationToken.None)).ShouldBeNull();
        ProtoTree.At(collector.Requests.Single().Body, 1, 2, 2)
            .Select(span => (ProtoTree.Text(span, 5), ProtoTree.Number(span, 7) / Second, ProtoTree.Number(span, 8) / Second))
            .ShouldBe(new (string, ulong, ulong)[] { ("RUN All", 100, 104), ("Lint", 101, 103) }, ignoreOrder: true);
    }

    // ExportTraceServiceResponse { partial_success = 1 { rejected_spans = 1, error_message = 2 } }, and the same of metrics.
    [TestMethod]
    [DataRow("", "")]
    [DataRow("0A00", "")]
    [DataRow("0A0612047761726E", "")]
    [DataRow("0A020803", "refused 3 of its items")]
    [DataRow("0A0808031204666C6F70", "refused 3 of its items: flop")]
    [DataRow("0A090803120561" + "1B5B6D" + "0A", "refused 3 of its items: a")]
    [DataRow("0A0B08FFFFFFFFFFFFFFFFFF01", "")]
    [DataRow("1A02080312", "")]
    [DataRow("3C68746D6C3E", "")]
    public async Task What_a_collector_refuses_of_what_it_took_is_told(string answered, string told)
    {
        using CacheServer collector = new() { Script = _ => new Answer(200, Convert.FromHexString(answered)) };
        var address = collector.Address.AbsoluteUri;
        var settings = TelemetrySettings.Read(name => name == "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT" ? address : null, "repository")!;
        RunRequest request = new() { RepositoryRoot = Path.GetTempPath(), LogDirectory = Path.GetTempPath() };
        var problem = await new TelemetryOutput(settings, request, TimeProvider.System).SendAsync(Reports.Run(Reports.Hook("Lint")), CancellationToken.None);
        var expected = told.Length == 0 ? "" : $"Telemetry of this run was not sent: {settings.Metrics!.Shown} {told}. The run is what it would have been";
        (problem?.Message ?? "").ShouldBe(expected);
    }
}
