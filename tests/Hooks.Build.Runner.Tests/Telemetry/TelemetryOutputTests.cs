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
        var settings = TelemetrySettings.Read(name => name switch { "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" => collector.Address.AbsoluteUri, _ => null }, "repository")!;
        TelemetryOutput output = new(settings, new RunRequest { RepositoryRoot = Path.GetTempPath(), LogDirectory = Path.GetTempPath() }, clock);
        clock.Advance(TimeSpan.FromMinutes(1));
        var report = Reports.Run(Reports.Hook("Lint") with { Start = TimeSpan.FromSeconds(1), Duration = TimeSpan.FromSeconds(2) }) with { Duration = TimeSpan.FromSeconds(4) };
        (await output.SendAsync(report, CancellationToken.None)).ShouldBeNull();
        ProtoTree.At(collector.Requests.Single().Body, 1, 2, 2)
            .Select(span => (ProtoTree.Text(span, 5), ProtoTree.Number(span, 7) / Second, ProtoTree.Number(span, 8) / Second))
            .ShouldBe(new (string, ulong, ulong)[] { ("RUN All", 100, 104), ("Lint", 101, 103) }, ignoreOrder: true);
    }
}
