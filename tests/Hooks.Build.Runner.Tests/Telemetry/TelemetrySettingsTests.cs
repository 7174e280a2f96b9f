using Hooks.Build.Runner.Telemetry;

namespace Hooks.Build.Runner.Tests.Telemetry;

[TestClass]
public sealed class TelemetrySettingsTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    [TestMethod]
    [DataRow("")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT= ")]
    [DataRow("OTEL_SERVICE_NAME=x OTEL_RESOURCE_ATTRIBUTES=a=b TRACEPARENT=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://a OTEL_SDK_DISABLED=True")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://a OTEL_TRACES_EXPORTER=none OTEL_METRICS_EXPORTER=None")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://a OTEL_TRACES_EXPORTER=console OTEL_METRICS_EXPORTER=prometheus")]
    public void Nothing_is_sent_where_nobody_asks_for_it(string variables) => Read(variables).ShouldBeNull();

    [TestMethod]
    public void Of_an_address_for_all_each_signal_has_its_place()
    {
        var settings = Read($"{Endpoint}=http://collector:4318/prefix/")!;
        settings.Traces!.Address.AbsoluteUri.ShouldBe("http://collector:4318/prefix/v1/traces");
        settings.Metrics!.Address.AbsoluteUri.ShouldBe("http://collector:4318/prefix/v1/metrics");
        settings.Wrong.ShouldBeEmpty();
    }

    [TestMethod]
    public void An_address_of_one_signal_is_taken_as_it_is_and_switches_that_signal_on()
    {
        var settings = Read("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=https://collector/here?key=1")!;
        settings.Traces!.Address.AbsoluteUri.ShouldBe("https://collector/here?key=1");
        settings.Traces.Shown.ShouldBe("https://collector");
        settings.Metrics.ShouldBeNull();
    }

    [TestMethod]
    public void An_exporter_that_is_named_goes_to_this_machine_where_no_address_is_given()
    {
        var settings = Read("OTEL_METRICS_EXPORTER=otlp,prometheus")!;
        settings.Metrics!.Address.AbsoluteUri.ShouldBe("http://localhost:4318/v1/metrics");
        settings.Traces.ShouldBeNull();
    }

    [TestMethod]
    public void Headers_protocol_and_attributes_are_read_as_opentelemetry_writes_them()
    {
        var settings = Read(
            $"{Endpoint}=http://a OTEL_EXPORTER_OTLP_HEADERS=api-key=a%3Db%2Cc,x=1 OTEL_EXPORTER_OTLP_METRICS_PROTOCOL=HTTP/protobuf OTEL_RESOURCE_ATTRIBUTES=service.name=no,team=a%20b OTEL_SERVICE_NAME=gate")!;
        settings.Traces!.Headers.ShouldBe([("api-key", "a=b,c"), ("x", "1")]);
        settings.Metrics.ShouldNotBeNull();
        settings.Resource.ShouldContain(new KeyValuePair<string, object?>("service.name", "gate"));
        settings.Resource.ShouldContain(new KeyValuePair<string, object?>("team", "a b"));
        settings.Resource.ShouldContain(new KeyValuePair<string, object?>("vcs.repository.name", "repository"));
    }

    [TestMethod]
    public void A_run_waits_two_seconds_or_as_long_as_is_said_and_never_longer_than_ten()
    {
        Read($"{Endpoint}=http://a")!.Limit.ShouldBe(TimeSpan.FromSeconds(2));
        Read($"{Endpoint}=http://a OTEL_EXPORTER_OTLP_TIMEOUT=300")!.Limit.ShouldBe(TimeSpan.FromMilliseconds(300));
        Read($"{Endpoint}=http://a OTEL_EXPORTER_OTLP_TIMEOUT=60000")!.Limit.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [TestMethod]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=nonsense", "OTEL_EXPORTER_OTLP_ENDPOINT is no address")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=file:///etc/passwd", "OTEL_EXPORTER_OTLP_ENDPOINT is no address")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://", "OTEL_EXPORTER_OTLP_ENDPOINT is no address")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://secret@", "OTEL_EXPORTER_OTLP_ENDPOINT is no address")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://a OTEL_EXPORTER_OTLP_PROTOCOL=grpc", "OTEL_EXPORTER_OTLP_PROTOCOL names a protocol")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://a OTEL_EXPORTER_OTLP_METRICS_PROTOCOL=http/json", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL names a protocol")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://a OTEL_EXPORTER_OTLP_HEADERS=secret", "OTEL_EXPORTER_OTLP_HEADERS is no list")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://a OTEL_EXPORTER_OTLP_HEADERS=a=secret%0D%0Ab:c", "OTEL_EXPORTER_OTLP_HEADERS is no list")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://a OTEL_EXPORTER_OTLP_HEADERS=Content-Length=secret", "OTEL_EXPORTER_OTLP_HEADERS is no list")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://a OTEL_EXPORTER_OTLP_TIMEOUT=soon", "OTEL_EXPORTER_OTLP_TIMEOUT is no number")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://a OTEL_EXPORTER_OTLP_TIMEOUT=0", "OTEL_EXPORTER_OTLP_TIMEOUT is no number")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://a OTEL_RESOURCE_ATTRIBUTES=secret", "OTEL_RESOURCE_ATTRIBUTES is no list")]
    public void What_is_wrong_is_told_once_by_its_name_and_without_its_value(string variables, string told)
    {
        var settings = Read(variables)!;
        var wrong = settings.Wrong.Concat(settings.PassedOver).ShouldHaveSingleItem();
        wrong.ShouldStartWith(told);
        wrong.ShouldNotContain("secret");
    }

    [TestMethod]
    public void Blanks_around_a_number_are_passed_over()
    {
        var settings = TelemetrySettings.Read(name => name == Endpoint ? "http://a" : name == "OTEL_EXPORTER_OTLP_TIMEOUT" ? " 500 " : null, "repository")!;
        settings.Limit.ShouldBe(TimeSpan.FromMilliseconds(500));
        settings.PassedOver.ShouldBeEmpty();
    }

    [TestMethod]
    public void A_parent_that_is_none_is_passed_over()
    {
        Read($"{Endpoint}=http://a TRACEPARENT=00-zz")!.Parent.ShouldBe(default);
        Read($"{Endpoint}=http://a TRACEPARENT=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")!.Parent.SpanId.ToHexString()
            .ShouldBe("b7ad6b7169203331");
    }

    private static TelemetrySettings? Read(string variables)
    {
        // Blanks are between variables; one within a value has nothing before it that is a name.
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return TelemetrySettings.Read(values.GetValueOrDefault, "repository");
    }
}
