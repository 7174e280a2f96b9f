using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Hooks.Build.Engine.Tests.Remote;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Telemetry;

/// <summary>The real program, and a collector on loopback.</summary>
[TestClass]
public sealed class TelemetryProgramTests : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Fields of a span, of its events and of a resource.
    private const int ParentSpan = 4;
    private const int Name = 5;
    private const int Started = 7;
    private const int Ended = 8;
    private const int AttributesOfSpan = 9;
    private const int Events = 11;
    private const int Links = 13;
    private const int AttributesOfEvent = 3;

    private readonly McpRepository _repository = McpRepository.Create();
    private readonly CacheServer _collector = new() { Script = _ => Answer.Of(200) };

    public void Dispose()
    {
        _repository.Dispose();
        _collector.Dispose();
    }

    private string Address => $"{Endpoint}={_collector.Address}";

    [TestMethod]
    public void A_run_is_one_trace_with_a_span_for_each_hook_below_the_callers_own()
    {
        _repository.Write("a.txt", "TODO the secret text\n");
        _repository.Write("b.md", "text\n");
        Run(
            [Address, "TRACEPARENT=00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "OTEL_EXPORTER_OTLP_HEADERS=api-key=k%20y"],
            "run",
            "pre-commit",
            "--all-files").ExitCode.ShouldBe(ExitCodes.Failed);
        var request = _collector.Requests.Single(request => request.Path == "/v1/traces");
        request.Method.ShouldBe("POST");
        request.Headers["api-key"].ShouldBe("k y");
        request.Headers["content-type"].ShouldBe("application/x-protobuf");
        var spans = Spans(request);
        spans.Select(span => ProtoTree.Text(span, Name)).ShouldBe(["RUN PreCommit", "Lint", "Docs"], ignoreOrder: true);
        spans.ShouldAllBe(span => ProtoTree.Id(span, 1) == "0af7651916cd43dd8448eb211c80319c");
        var (run, lint, docs) = (Span("RUN PreCommit"), Span("Lint"), Span("Docs"));
        ProtoTree.Id(run, ParentSpan).ShouldBe("b7ad6b7169203331");
        ProtoTree.Id(lint, ParentSpan).ShouldBe(ProtoTree.Id(run, 2));
        ProtoTree.Id(docs, Links, 2).ShouldBe(ProtoTree.Id(lint, 2));
        Attribute(run, "cicd.pipeline.name").ShouldBe("PreCommit");
        Attribute(run, "cicd.pipeline.result").ShouldBe("failure");
        Attribute(run, "error.type").ShouldBe("Failed");
        Attribute(lint, "cicd.pipeline.task.run.result").ShouldBe("failure");
        Attribute(lint, "process.exit.code").ShouldBe("1");
        Attribute(lint, "hooks.remembered").ShouldBe("False");
        Attribute(docs, "cicd.pipeline.task.run.result").ShouldBe("skip");
        ProtoTree.Number(lint, 15, 3).ShouldBe(2UL);
        var found = ProtoTree.At(lint, Events).First();
        ProtoTree.Text(found, 2).ShouldBe("finding");
        ProtoTree.Attribute(found, AttributesOfEvent, "hooks.finding.code").ShouldBe("TODO1");
        ProtoTree.Attribute(found, AttributesOfEvent, "code.file.path").ShouldBe("a.txt");

        // Within the run, and none ends before it has begun.
        spans.ShouldAllBe(span => ProtoTree.Number(span, Started) >= ProtoTree.Number(run, Started)
            && ProtoTree.Number(span, Ended) <= ProtoTree.Number(run, Ended)
            && ProtoTree.Number(span, Started) <= ProtoTree.Number(span, Ended));

        byte[] Span(string name) => spans.Single(span => ProtoTree.Text(span, Name) == name);
    }

    [TestMethod]
    public void Metrics_count_the_run_its_hooks_and_what_they_found()
    {
        _repository.Write("a.txt", "TODO\n");
        Run([Address], "run", "pre-commit", "--all-files").ExitCode.ShouldBe(ExitCodes.Failed);
        var request = _collector.Requests.Single(request => request.Path == "/v1/metrics").Body;
        ProtoTree.Attribute(ProtoTree.At(request, 1, 1).Single(), 1, "service.name").ShouldBe("hooks");
        var metrics = ProtoTree.At(request, 1, 2, 2).ToDictionary(metric => ProtoTree.Text(metric, 1), StringComparer.Ordinal);
        metrics.Keys.ShouldBe(
            ["cicd.pipeline.run.duration", "cicd.pipeline.run.errors", "hooks.hook.count", "hooks.hook.duration", "hooks.hook.queued", "hooks.findings"],
            ignoreOrder: true);
        ProtoTree.Number(metrics["cicd.pipeline.run.duration"], 9, 1, 4).ShouldBe(1UL);
        ProtoTree.Number(metrics["cicd.pipeline.run.errors"], 7, 1, 6).ShouldBe(1UL);
        ProtoTree.Number(metrics["hooks.hook.count"], 7, 2).ShouldBe(1UL);
    }

    [TestMethod]
    public void What_hooks_print_and_what_files_hold_does_not_leave_the_machine()
    {
        _repository.Write("a.txt", "TODO the-secret\n");
        _repository.Write("loud.out", "the-secret\n");
        Run([Address, "API_TOKEN=the-secret"], "run", "pre-commit", "--all-files");
        Run([Address], "run", "manual", "--profile", "loud");
        _collector.Requests.Count.ShouldBe(4);
        foreach (var body in _collector.Requests.Select(request => Encoding.UTF8.GetString(request.Body)))
        {
            body.ShouldNotContain("the-secret");
            body.ShouldNotContain("there is a TODO");
            body.ShouldNotContain("to stderr");
            body.ShouldNotContain(_repository.Root);

            // As a text of its own: protobuf has the length before it.
            body.ShouldNotContain($"{(char)Environment.MachineName.Length}{Environment.MachineName}");
        }
    }

    [TestMethod]
    public void A_run_that_is_refused_is_told_with_its_code()
    {
        Run([Address], "run", "pre-commit", "--all-files", "--hook", "Nobody").ExitCode.ShouldBe(ExitCodes.WrongUse);
        var span = Spans(_collector.Requests.Single(request => request.Path == "/v1/traces")).ShouldHaveSingleItem();
        Attribute(span, "cicd.pipeline.result").ShouldBe("error");
        Attribute(span, "error.type").ShouldBe("HOOK9003");
    }

    [TestMethod]
    [DataRow(500)]
    [DataRow(302)]
    [DataRow(401)]
    public void A_collector_that_does_not_take_it_is_told_in_one_line_and_the_run_is_what_it_was(int status)
    {
        _collector.Script = _ => Answer.Of(status, "<html>") with { Headers = "Location: http://127.0.0.1:1/\r\n" };
        MustTell([Address], $"{_collector.Address.GetLeftPart(UriPartial.Authority)} ");
    }

    [TestMethod]
    public void A_collector_that_breaks_off_within_its_answer_is_told_in_one_line()
    {
        _collector.Script = _ => new Answer(200, []) { Closes = true, Headers = "Half" };
        MustTell([Address], $"{_collector.Address.GetLeftPart(UriPartial.Authority)} ");
    }

    [TestMethod]
    public void A_collector_that_never_answers_does_not_keep_the_run_from_its_end()
    {
        _collector.Script = _ => Answer.Never;
        MustTell([Address, "OTEL_EXPORTER_OTLP_TIMEOUT=100"], "has not answered in 0.1 s");
    }

    [TestMethod]
    public void A_collector_that_is_not_there_is_told_in_one_line()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        MustTell([$"{Endpoint}=http://127.0.0.1:{port}"], "cannot be reached");
    }

    [TestMethod]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=nonsense", "OTEL_EXPORTER_OTLP_ENDPOINT is no address")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:1", "cannot be reached")]
    [DataRow("OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4317 OTEL_EXPORTER_OTLP_PROTOCOL=grpc", "allowed: http/protobuf)")]
    public void An_address_that_is_none_is_told_in_one_line(string variables, string told) => MustTell(variables.Split(' '), told);

    [TestMethod]
    public void Without_the_variables_nobody_is_asked()
    {
        Run(["OTEL_SERVICE_NAME=x"], "run", "pre-commit", "--all-files").Output.ShouldNotContain("elemetry");
        _collector.Connections.ShouldBe(0);
    }

    [TestMethod]
    public void What_is_passed_over_is_told_and_the_trace_arrives()
    {
        var output = Run([Address, "OTEL_EXPORTER_OTLP_TIMEOUT=soon"], "run", "pre-commit", "--all-files").Output;
        output.ShouldContain("Passed over for telemetry: OTEL_EXPORTER_OTLP_TIMEOUT");
        output.ShouldNotContain("not sent");
        _collector.Requests.Count.ShouldBe(2);
    }

    [TestMethod]
    public void What_came_of_the_run_is_there_before_the_collector_has_answered()
    {
        TaskCompletionSource answer = new();
        _collector.Script = _ => Answer.Of(200) with { After = answer.Task };
        _repository.Write("a.txt", "TODO\n");
        using var process = Start([Address, "OTEL_EXPORTER_OTLP_TIMEOUT=10000"], "run", "pre-commit", "--all-files");
        var told = ReadTo(process, "hooks: 1 failed");
        told.ShouldContain("HOOK1001");
        process.HasExited.ShouldBeFalse();
        answer.SetResult();
        process.StandardOutput.ReadToEnd().ShouldNotContain("HOOK9029");
        process.WaitForExit();
        process.ExitCode.ShouldBe(ExitCodes.Failed);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "There are no such signals.")]
    public void A_signal_ends_the_wait_for_a_collector()
    {
        _collector.Script = _ => Answer.Never;
        using var process = Start([Address, "OTEL_EXPORTER_OTLP_TIMEOUT=10000"], "run", "pre-commit", "--all-files");
        _ = ReadTo(process, "hooks: ");
        Terminate(process);
        process.StandardOutput.ReadToEnd().ShouldContain("had not answered when a signal came");
        process.WaitForExit();
        process.ExitCode.ShouldBe(ExitCodes.Interrupted);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "There are no such signals.")]
    public void What_was_cut_off_is_named_before_the_collector_is_told()
    {
        _collector.Script = _ => Answer.Never;
        using var process = Start([Address, "OTEL_EXPORTER_OTLP_TIMEOUT=10000"], "run", "manual", "--profile", "slow");
        SpinWait.SpinUntil(() => _repository.Has("started"), TimeSpan.FromSeconds(60)).ShouldBeTrue("the hook has not started in a minute");
        Terminate(process);
        var told = process.StandardOutput.ReadToEnd();
        told.ShouldContain("had not answered when a signal came");
        told.IndexOf("interrupted", StringComparison.Ordinal).ShouldBeInRange(0, told.IndexOf("HOOK9029", StringComparison.Ordinal));
        process.WaitForExit();
    }

    private static void Terminate(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static string ReadTo(Process process, string beginning)
    {
        StringBuilder text = new();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            _ = text.AppendLine(line);
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return text.ToString();
            }
        }

        throw new EndOfStreamException($"No line begins with {beginning}: {text}");
    }

    private void MustTell(string[] variables, string told)
    {
        var (code, output) = Run(variables, "run", "pre-commit", "--all-files");
        code.ShouldBe(ExitCodes.Passed, output);
        output.Split('\n').Where(line => line.Contains("HOOK9029", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain(told);
        _repository.Write("a.txt", "TODO\n");
        Run(variables, "run", "pre-commit", "--all-files").ExitCode.ShouldBe(ExitCodes.Failed);
    }

    private static byte[][] Spans(Request request) => [.. ProtoTree.At(request.Body, 1, 2, 2)];

    private static string? Attribute(byte[] span, string name) => ProtoTree.Attribute(span, AttributesOfSpan, name);

    private (int ExitCode, string Output) Run(IEnumerable<string> variables, params string[] arguments)
    {
        using var process = Start(variables, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    private Process Start(IEnumerable<string> variables, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", ["exec", McpProgram.Assembly, .. arguments])
        {
            WorkingDirectory = _repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _ = start.Environment.Remove("HOOKS");
        foreach (var variable in variables.Select(variable => variable.Split('=', 2)))
        {
            start.Environment[variable[0]] = variable[1];
        }

        return Process.Start(start)!;
    }
}
