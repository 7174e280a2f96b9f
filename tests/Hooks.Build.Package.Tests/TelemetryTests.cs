using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>Builds whose environment names a collector of OpenTelemetry.</summary>
[TestClass]
public sealed class TelemetryTests
{
    [TestMethod]
    public async Task A_collector_that_is_not_there_is_told_once_and_fails_no_build_that_takes_warnings_for_errors()
    {
        var repository = await TestRepository.CreateBuiltAsync("[Hook] const string Fine = \"true\";");
        var run = (await repository.WithOwnDotnet()
            .DotnetAsync(["build", TestRepository.Project, "--no-restore", "-warnaserror"], ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")))
                .ShouldExitWith(0);
        run.Lines.Count(line => line.Contains("Telemetry of this run was not sent: http://127.0.0.1:1 cannot be reached", StringComparison.Ordinal))
            .ShouldBe(1, run.Output);
        run.Summaries[0].ShouldContain("1 passed", customMessage: "before anybody is waited for");
    }
}
