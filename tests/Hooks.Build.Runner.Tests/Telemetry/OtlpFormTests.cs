using System.Diagnostics;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Remote;
using Hooks.Build.Runner.Telemetry;
using Hooks.Build.Runner.Tests.Exports;
using Hooks.Build.Runner.Tests.Output;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Hooks.Build.Runner.Tests.Telemetry;

/// <summary>The form of OTLP, held to what OpenTelemetry's own library writes of the same spans and instruments.</summary>
[TestClass]
[DoNotParallelize]
public sealed class OtlpFormTests
{
    private const int DroppedEvents = 12;

    // trace_id ... of a span; flags (16) may be left out, as the counts of what was dropped where that is nothing.
    private static readonly HashSet<string> NestedInSpan = new(StringComparer.Ordinal) { "9", "9.2", "11", "11.3", "11.3.2", "13", "15" };
    private static readonly HashSet<string> LeftOfSpan = new(StringComparer.Ordinal) { "16", "12", "13.6" };

    private static readonly DateTimeOffset Started = new(2026, 4, 30, 12, 0, 0, TimeSpan.Zero);

    [TestMethod]
    public void Spans_are_written_as_opentelemetrys_own_library_writes_them()
    {
        using CacheServer server = new() { Script = _ => Answer.Of(200) };
        using var library = Sdk.CreateTracerProviderBuilder()
            .AddSource(TelemetrySource.Name)
            .AddOtlpExporter(options => Set(options, server, "v1/traces"))
            .Build();
        using TelemetryRecord record = new(spans: true, metrics: false);
        Tell(Report());
        library.ForceFlush().ShouldBeTrue();
        var theirs = Spans(server.Requests.Single(request => request.Path == "/v1/traces").Body);
        theirs.Count.ShouldBe(4);
        Spans(OtlpTraces.Written([], record.Spans)).ShouldBe(theirs, ignoreOrder: true);
    }

    [TestMethod]
    public void Metrics_are_written_as_opentelemetrys_own_library_writes_them()
    {
        using CacheServer server = new() { Script = _ => Answer.Of(200) };
        using (var library = Sdk.CreateMeterProviderBuilder().AddMeter(TelemetrySource.Name)
            .AddView(instrument => instrument.GetType().GetGenericTypeDefinition() == typeof(System.Diagnostics.Metrics.Histogram<>)
                ? new ExplicitBucketHistogramConfiguration { Boundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300] }
                : null)
            .AddOtlpExporter((options, reader) =>
            {
                Set(options, server, "v1/metrics");
                reader.TemporalityPreference = MetricReaderTemporalityPreference.Delta;
            }).Build())
        using (TelemetryRecord record = new(spans: false, metrics: true))
        {
            Tell(Report());
            library.ForceFlush().ShouldBeTrue();
            var theirs = Metrics(server.Requests.First(request => request.Path == "/v1/metrics").Body);
            theirs.Count.ShouldBe(6);
            Metrics(OtlpMetrics.Written([], record.Measurements, Started, Started, isCumulative: false)).ShouldBe(theirs, ignoreOrder: true);
        }
    }

    [TestMethod]
    public void What_the_caller_does_not_record_is_not_recorded_either()
    {
        using TelemetryRecord record = new(spans: true, metrics: false);
        ActivityContext.TryParse("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", null, isRemote: true, out var parent).ShouldBeTrue();
        Tell(Report(), parent);
        record.Spans.ShouldBeEmpty();
    }

    [TestMethod]
    public void A_thousand_hooks_with_as_many_findings_each_make_a_request_that_collectors_take()
    {
        using TelemetryRecord record = new(spans: true, metrics: true);
        HookReport[] hooks = [.. Enumerable.Range(0, 1000)
            .Select(index => Reports.Hook($"Hook{index}", HookOutcome.Failed) with { Findings = [.. Enumerable.Repeat(Reports.Error(), 1000)] })];
        Tell(Reports.Run(hooks));
        record.Spans.Count.ShouldBe(1001);
        record.Spans.Sum(span => span.Events.Count()).ShouldBe(2000);
        record.Spans.ShouldAllBe(span => span.Events.Count() <= RunTelemetry.MostEvents);
        var request = OtlpTraces.Written([], record.Spans);
        request.Length.ShouldBeLessThan(4 << 20);
        ProtoTree.Number(ProtoTree.At(request, 1, 2, 2).First(), DroppedEvents).ShouldBe(872UL);
    }

    [TestMethod]
    public void Whatever_hooks_are_called_and_find_makes_a_document()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            using TelemetryRecord record = new(spans: true, metrics: true);
            var run = Runs.Any(new Random(seed));
            new RunTelemetry(run.Request, Runs.Hostile, default).Tell(run.Report, Started);
            Spans(OtlpTraces.Written([new("vcs.repository.name", Runs.Hostile)], record.Spans)).Count.ShouldBe(run.Report.Hooks.Count + 1, $"seed {seed}");
            _ = Metrics(OtlpMetrics.Written([], record.Measurements, Started, Started, isCumulative: true));
        }
    }

    private static RunReport Report() => Reports.Run(
        Reports.Hook("Lint", HookOutcome.Failed, "exit code 3") with
        {
            ExitCode = 3,
            Start = TimeSpan.FromMilliseconds(20),
            Queued = TimeSpan.FromMilliseconds(5),
            Findings = [Reports.Error("a secret"), Reports.Error("another")],
            FileCount = 7,
        },
        Reports.Hook("Test") with { Source = ResultSource.Local },
        Reports.Hook("Docs", HookOutcome.Skipped) with { Hook = new PlannedHook { Index = 2, Name = "Docs", DependsOn = ["Lint", "Unknown"] } });

    private static void Tell(RunReport report, ActivityContext parent = default) =>
        new RunTelemetry(new RunRequest { RepositoryRoot = "/repository", LogDirectory = "/repository/logs", Stage = HookStages.PreCommit }, "main", parent)
            .Tell(report, Started);

    private static void Set(OtlpExporterOptions options, CacheServer server, string path)
    {
        options.Endpoint = new Uri(server.Address, path);
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
    }

    private static List<string> Spans(byte[] request) => [.. ProtoTree.At(request, 1, 2, 2).Select(span => ProtoTree.Write(span, NestedInSpan, LeftOfSpan))];

    // Times are of the library's own clock, and its exemplars and flags are its own.
    private static List<string> Metrics(byte[] request) => [.. ProtoTree.At(request, 1, 2, 2).Select(metric => ProtoTree.Write(
        metric,
        new HashSet<string>(StringComparer.Ordinal) { "7", "7.1", "7.1.7", "7.1.7.2", "9", "9.1", "9.1.9", "9.1.9.2" },
        new HashSet<string>(StringComparer.Ordinal) { "7.1.2", "7.1.3", "7.1.8", "9.1.2", "9.1.3", "9.1.10" }))];
}
