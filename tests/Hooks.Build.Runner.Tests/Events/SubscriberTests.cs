using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Hooks.Build.Runner.Tests.Mcp;
using Hooks.Build.Runner.Tests.Serving;

namespace Hooks.Build.Runner.Tests.Events;

/// <summary>The real program, and others that listen to its runs.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "The hooks and the listener of these tests are scripts of a shell.")]
public sealed class SubscriberTests
{
    private const string Flood = """[Hook(Stages = HookStages.Manual)] const string Flood = "sh -c 'yes 0123456789 | head -c 110000000'";""";

    [TestMethod]
    public void A_script_that_listens_sees_every_event_of_a_run_in_order()
    {
        using var repository = McpRepository.Create();
        repository.Declare("""
            [Hook(Stages = HookStages.Manual)] const string A = "sh -c 'echo one; echo \"a.txt(1,2): error A1: bad\"; echo two; exit 1'";
            [Hook(Stages = HookStages.Manual, DependsOn = [nameof(A)])] const string B = "true";
            [Hook(Stages = HookStages.Manual, After = [nameof(A)])] const string C = "sh -c 'printf three'";
            """);
        Subscribe(repository, "Manual").ShouldBe(1);
        var events = File.ReadAllLines(repository.PathOf("seen.jsonl")).Select(Parse).ToList();

        // What is written in several pieces may come as one.
        events.Where(one => Kind(one) is not ("release" or "output")).Select(Words).ShouldBe(
            ["begin", "ready A", "start A", "finding A bad", "hook A Failed", "hook B Skipped", "ready C", "start C", "hook C Succeeded", "run", "end"]);
        Between("start A", "finding A bad").ShouldStartWith("one|a.txt(1,2): error A1: bad");
        Between("start A", "hook A Failed").ShouldBe("one|a.txt(1,2): error A1: bad|two");
        Between("start C", "hook C Succeeded").ShouldBe("three");
        events[^1].GetProperty("events").GetInt32().ShouldBe(events.Count - 1);

        string Between(string first, string last) =>
            string.Join(
                '|',
                events.SkipWhile(one => Words(one) != first)
                    .TakeWhile(one => Words(one) != last)
                    .Where(one => Kind(one) == "output")
                    .Select(one => Words(one).Split(' ', 3)[2]));
    }

    [TestMethod]
    public void The_example_of_the_documentation_prints_what_hooks_write()
    {
        if (!File.Exists("/usr/bin/jq"))
        {
            Assert.Inconclusive("There is no jq.");
        }

        using var repository = McpRepository.Create();
        repository.Declare("""[Hook(Stages = HookStages.Manual)] const string A = "sh -c 'echo one; echo two'";""");
        var example = File.ReadAllLines(Documentation.Repository.PathOf("docs/runner.md"))
            .Single(line => line.Contains(">(jq ", StringComparison.Ordinal))
            .Replace("hooks run", "hooks run Manual", StringComparison.Ordinal);
        ProcessStartInfo start = new(
            "bash", ["-c", $$"""hooks() { dotnet exec "$program" "$@" >/dev/null; }; program=$0; {{example}}; wait $!""", McpProgram.Assembly])
        {
            WorkingDirectory = repository.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        _ = start.Environment.Remove("HOOKS");
        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd().ShouldBe("A: one\nA: two\n");
    }

    [TestMethod]
    public void A_repair_is_told_before_the_hook_ends()
    {
        using var repository = McpRepository.Create();
        repository.Write("a.fix", "bad\n");
        UiProgram.Run(repository.Root, "run", "Manual", "--profile", "fix", "--fix", "--events", "events.jsonl").ExitCode.ShouldBe(0);
        File.ReadAllLines(repository.PathOf("events.jsonl"))
            .Select(Parse)
            .Select(Words)
            .Where(words => words.Contains("Fixable", StringComparison.Ordinal) && !words.StartsWith("output", StringComparison.Ordinal))
            .ShouldBe(["ready Fixable", "start Fixable", "repaired Fixable a.fix Same", "hook Fixable Succeeded"]);
    }

    [TestMethod]
    public void What_a_hook_floods_is_told_in_part_and_counted_to_the_last_byte()
    {
        using var repository = McpRepository.Create();
        repository.Declare(Flood);
        UiProgram.Run(repository.Root, "run", "Manual", "--events", "events.jsonl").ExitCode.ShouldBe(0);
        var outputs = File.ReadAllLines(repository.PathOf("events.jsonl")).Select(Parse).Where(one => Kind(one) == "output").ToList();
        outputs.Sum(one => one.GetProperty("leftOut").GetInt64() + (one.GetProperty("text").GetString() is { Length: > 0 } text ? text.Length + 1 : 0))
            .ShouldBe(110_000_000);
        new FileInfo(repository.PathOf("events.jsonl")).Length.ShouldBeLessThan(10 << 20);
    }

    [TestMethod]
    public void A_flood_to_one_that_never_reads_fails_nothing_and_is_told()
    {
        using var repository = McpRepository.Create();
        repository.Declare(Flood);
        using Socket deaf = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        deaf.Bind(new UnixDomainSocketEndPoint(repository.PathOf("socket")));
        deaf.Listen();
        var (code, output) = UiProgram.Run(repository.Root, "run", "Manual", "--events", "unix:socket", "--events", "events.jsonl");
        code.ShouldBe(0, output);
        output.ShouldContain("of this run did not reach unix:socket: it reads too slowly, or not at all");
        Words(Parse(File.ReadAllLines(repository.PathOf("events.jsonl"))[^1])).ShouldBe("end");
    }

    [TestMethod]
    public void Lines_for_programs_have_it_too()
    {
        using var repository = McpRepository.Create();
        repository.Declare("""[Hook(Stages = HookStages.Manual)] const string A = "echo one";""");
        var (code, output) = UiProgram.Run(repository.Root, "run", "Manual", "--format", "jsonl");
        code.ShouldBe(0, output);
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(Parse)
            .Select(Words)
            .Where(words => !words.StartsWith("release", StringComparison.Ordinal))
            .ShouldBe(["begin", "ready A", "start A", "output A one", "hook A Succeeded", "run"]);
    }

    // As docs/runner.md has it.
    private static int Subscribe(McpRepository repository, string stage)
    {
        const string Script =
            """dotnet exec "$0" run "$1" --events fd:3 3> >(while read -r line; do printf '%s\n' "$line"; done >seen.jsonl) >&2; code=$?; wait $!; exit $code""";
        ProcessStartInfo start = new("bash", ["-c", Script, McpProgram.Assembly, stage])
        {
            WorkingDirectory = repository.Root,
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        _ = start.Environment.Remove("HOOKS");
        using var process = Process.Start(start)!;
        _ = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }

    private static JsonElement Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }

    private static string Kind(JsonElement one) => one.GetProperty("kind").GetString()!;

    private static string Words(JsonElement one) =>
        string.Join(' ', new[] { "kind", "name", "outcome", "text", "file", "workingCopy", "message" }
            .Where(name => name != "file" || Kind(one) == "repaired")
                .Where(name => one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                .Select(name => one.GetProperty(name).GetString()!.Replace('\n', '|')));
}
