using System.Net.WebSockets;
using System.Text.Json;
using Hooks.Build.Runner.Tests.Mcp;

namespace Hooks.Build.Runner.Tests.Serving;

/// <summary>The real program, looked at over its sockets while real runs go on.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Runs are heard of on Linux.")]
public sealed class UiTests
{
    private static readonly string[] Loud = ["run", "Manual", "--profile", "loud", "--profile", "many"];

    [TestMethod]
    public async Task A_browser_and_a_subscriber_see_every_event_of_a_run_in_the_same_order()
    {
        using var repository = McpRepository.Create();
        using UiProgram program = new(repository.Root);
        using var browser = await program.OpenAsync();
        var state = await UiProgram.NextAsync(browser);
        (state.GetProperty("kind").GetString(), state.GetProperty("runs").GetArrayLength()).ShouldBe(("state", 0));
        var (code, output) = UiProgram.Run(repository.Root, [.. Loud, "--events", "events.jsonl"]);
        code.ShouldBe(1, output);
        var messages = await UiProgram.UntilAsync(browser, "over");
        var seen = EventsOf(messages);
        WithoutTime(seen).ShouldBe(WithoutTime(File.ReadAllLines(repository.PathOf("events.jsonl"))));
        seen.Select(Kind)
            .Where(kind => kind is not ("output" or "finding" or "release"))
            .ShouldBe(["begin", "ready", "ready", "start", "start", "hook", "hook", "profile", "profile", "run", "end"], ignoreOrder: true);
        seen.Count(line => Kind(line) == "finding").ShouldBe(150);
        seen.Count(line => Kind(line) == "output").ShouldBeGreaterThan(1);
        (Kind(seen[0]), Kind(seen[^1])).ShouldBe(("begin", "end"));

        // What came of it is there before it is taken away.
        messages.Last(message => message.GetProperty("kind").GetString() == "data").GetProperty("data").GetProperty("failures").GetArrayLength().ShouldBe(2);
        UiProgram.Run(repository.Root, [.. Loud]).Output.ShouldNotContain("HOOK9029");
    }

    [TestMethod]
    public async Task A_browser_and_a_subscriber_are_told_why_a_run_is_refused_after_it_has_begun()
    {
        using var repository = McpRepository.Create();
        using UiProgram program = new(repository.Root);
        using var browser = await program.OpenAsync();

        // As by a commit with an index of its own, of which this run is told nothing.
        repository.Write(".git/index.lock", "");
        var (code, output) = UiProgram.Run(repository.Root, "run", "PreCommit", "--events", "events.jsonl");
        code.ShouldBe(2, output);
        var seen = EventsOf(await UiProgram.UntilAsync(browser, "over"));
        WithoutTime(seen).ShouldBe(WithoutTime(File.ReadAllLines(repository.PathOf("events.jsonl"))));
        seen.Select(Kind).ShouldBe(["begin", "problem", "end"]);
        seen[1].ShouldContain("HOOK9010");
        seen[1].ShouldContain("\"tell\":\"error\"");
        seen[2].ShouldContain("\"succeeded\":false");
    }

    [TestMethod]
    public async Task A_browser_and_a_subscriber_are_told_why_a_run_does_not_even_begin()
    {
        using var repository = McpRepository.Create();
        using UiProgram program = new(repository.Root);
        using var browser = await program.OpenAsync();
        var (code, output) = UiProgram.Run(repository.Root, "run", "PreCommit", "--hook", "Lnt", "--events", "events.jsonl");
        code.ShouldBe(2, output);
        var seen = EventsOf(await UiProgram.UntilAsync(browser, "over"));
        WithoutTime(seen).ShouldBe(WithoutTime(File.ReadAllLines(repository.PathOf("events.jsonl"))));
        seen.Select(Kind).ShouldBe(["problem", "end"]);
        seen[0].ShouldContain("HOOK9003");
    }

    [TestMethod]
    public async Task Who_comes_while_a_run_goes_on_is_told_what_it_has_told_until_then()
    {
        using var repository = McpRepository.Create();
        using UiProgram program = new(repository.Root);
        using var first = await program.OpenAsync();
        using var run = UiProgram.Start(repository.Root, ["run", "Manual", "--profile", "slow"]);
        List<JsonElement> told = [];
        do
        {
            told.Add(await UiProgram.NextAsync(first));
        }
        while (told[^1].GetProperty("kind").GetString() != "event" || told[^1].GetProperty("event").GetProperty("kind").GetString() != "start");

        using var second = await program.OpenAsync();
        var runs = (await UiProgram.NextAsync(second)).GetProperty("runs");
        runs[0].GetProperty("events").EnumerateArray().Select(one => one.GetProperty("event").GetRawText())
            .ShouldBe(EventsOf(told));

        // Of a run that is killed nothing more comes.
        run.Kill();
        (await UiProgram.UntilAsync(second, "over"))[^1].GetProperty("run").GetInt32().ShouldBe(runs[0].GetProperty("run").GetInt32());
    }

    [TestMethod]
    public void A_run_to_which_nobody_listens_any_more_tidies_up_and_is_as_it_was()
    {
        using var repository = McpRepository.Create();
        using (UiProgram program = new(repository.Root))
        {
            program.Signal("KILL");
            program.WaitForExit().ShouldBe(137);
        }

        Sockets(repository).ShouldHaveSingleItem();
        UiProgram.Run(repository.Root, "run", "Build").ExitCode.ShouldBe(0);
        Directory.Exists(Listeners(repository)).ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_server_that_is_stopped_holds_no_run_up_and_goes_on_later()
    {
        using var repository = McpRepository.Create();
        using UiProgram program = new(repository.Root);
        using var browser = await program.OpenAsync();
        _ = await UiProgram.NextAsync(browser);
        program.Signal("STOP");

        // More runs than wait to be heard.
        for (var run = 0; run < 12; run++)
        {
            UiProgram.Run(repository.Root, "run", "Build").ExitCode.ShouldBe(0);
        }

        program.Signal("CONT");
        (await UiProgram.UntilAsync(browser, "over")).Count(message => message.GetProperty("kind").GetString() == "event").ShouldBeGreaterThan(0);
    }

    [TestMethod]
    [DataRow("INT")]
    [DataRow("TERM")]
    public async Task A_signal_ends_it_though_a_browser_looks_and_leaves_nothing_behind(string signal)
    {
        using var repository = McpRepository.Create();
        using UiProgram program = new(repository.Root);
        using UiProgram other = new(repository.Root);
        using var browser = await program.OpenAsync();
        Sockets(repository).Length.ShouldBe(2);
        program.Signal(signal);
        program.WaitForExit().ShouldBe(130);
        Sockets(repository).ShouldHaveSingleItem();
        other.Signal(signal);
        other.WaitForExit().ShouldBe(130);
        Directory.Exists(Listeners(repository)).ShouldBeFalse();
    }

    [TestMethod]
    public void A_socket_that_was_swept_away_is_there_again()
    {
        using var repository = McpRepository.Create();
        using UiProgram program = new(repository.Root);
        Directory.Delete(Listeners(repository), recursive: true);
        SpinWait.SpinUntil(() => Directory.Exists(Listeners(repository)) && Sockets(repository).Length == 1, TimeSpan.FromSeconds(60))
            .ShouldBeTrue("the page does not listen to runs after a minute");
    }

    [TestMethod]
    public void What_was_put_in_the_place_of_the_folder_is_neither_used_nor_emptied()
    {
        using var repository = McpRepository.Create();
        var elsewhere = Directory.CreateDirectory(repository.PathOf("elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "kept.socket"), "");
        File.CreateSymbolicLink(Listeners(repository), elsewhere);
        using UiProgram program = new(repository.Root);
        UiProgram.Run(repository.Root, "run", "Build").ExitCode.ShouldBe(0);
        Directory.GetFiles(elsewhere).ShouldHaveSingleItem();
    }

    [TestMethod]
    public void A_port_that_is_in_use_or_none_is_told()
    {
        using var repository = McpRepository.Create();
        using UiProgram program = new(repository.Root);
        var port = program.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var (code, output) = UiProgram.Run(repository.Root, "ui", "--port", port);
        code.ShouldBe(2);
        output.ShouldContain($"--port {port} is in use: another program listens there");
        UiProgram.Run(repository.Root, "ui", "--port", "70000").Output.ShouldContain("allowed: a whole number from 1 to 65535");
    }

    [TestMethod]
    public async Task Only_who_knows_the_token_and_comes_by_the_right_name_reads_and_nobody_does_anything()
    {
        using var repository = McpRepository.Create();
        using UiProgram program = new(repository.Root);
        var page = await program.SayAsync(program.Request());
        page.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        page.ShouldContain("frame-ancestors 'none'");
        page.ShouldContain($"connect-src ws://{program.Address.Authority}/live ");
        page.ShouldContain("new WebSocket(");
        var head = await program.SayAsync(program.Request("HEAD"));
        head.ShouldBe(page[..head.Length]);
        head.ShouldEndWith("\r\n\r\n");
        foreach (var (request, status) in new[]
        {
            (program.Request(path: "/"), 403), (program.Request(path: "/?token=00000000000000000000000000000000"), 403), (program.Request(path: "/live"), 403),
            (program.Request(host: "attacker.example:"
                + program.Address.Port), 403), (program.Request(host: "127.0.0.1"), 403), ("GET / HTTP/1.1\r\n\r\n", 403),
            (program.Request(
                more: "Origin: http://attacker.example\r\n"), 403), (program.Request(more: "Origin: null\r\n"), 403), (program.Request(
                    more: $"Origin: https://{program.Address.Authority}\r\n"), 403),
            (program.Request(more: $"Origin: http://{program.Address.Authority}\r\n"), 200),
            (program.Request("POST"), 405), (program.Request("DELETE"), 405), (program.Request("OPTIONS"), 405),
            (program.Request(path: "/other" + program.Address.Query), 404), (program.Request(path: "/live" + program.Address.Query), 426),
            ("hello\r\n\r\n", 400), ("\u0016\u0003\u0001\0\r\n\r\n", 400), (program.Request(more: "Host: attacker.example\r\n"), 400), (program.Request()
                + "GET / HTTP/1.1\r\n", 400),
            (program.Request(more: "X: " + new string('x', 65536) + "\r\n"), 431),
        })
        {
            (await program.SayAsync(request)).ShouldStartWith($"HTTP/1.1 {status} ", customMessage: request[..Math.Min(200, request.Length)]);
        }
    }

    [TestMethod]
    public async Task Browsers_that_do_not_read_or_write_what_is_no_frame_or_only_half_a_request_are_in_nobodys_way()
    {
        using var repository = McpRepository.Create();
        using UiProgram program = new(repository.Root);
        List<IDisposable> others = [];
        for (var i = 0; i < 10; i++)
        {
            var half = await program.ConnectAsync();
            await half.GetStream().WriteAsync("GET / HTTP/1.1\r\nHos"u8.ToArray());
            others.Add(half);
            var deaf = await program.ConnectAsync();
            await deaf.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(
                program.Request(
                    path: "/live" + program.Address.Query,
                    more: "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")));
            others.Add(deaf);
        }

        using var garbage = await program.ConnectAsync();
        var stream = garbage.GetStream();
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            program.Request(
                path: "/live" + program.Address.Query,
                more: "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")));
        using StreamReader reader = new(stream);
        (await reader.ReadLineAsync()).ShouldBe("HTTP/1.1 101 Switching Protocols");
        (await reader.ReadLineAsync(), await reader.ReadLineAsync(), await reader.ReadLineAsync()).Item3.ShouldBe(
            "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        await stream.WriteAsync("\u00ff\u00ff\u00ff\u00ff this is no frame"u8.ToArray());
        try
        {
            _ = await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            // Ended one way or the other.
        }

        using var browser = await program.OpenAsync();
        _ = await UiProgram.NextAsync(browser);
        using (var leaving = await program.OpenAsync())
        {
            // Gone without a word.
            leaving.Abort();
        }

        UiProgram.Run(repository.Root, [.. Loud]).ExitCode.ShouldBe(1);
        Kind((await UiProgram.UntilAsync(browser, "over"))
            .First(message => message.GetProperty("kind").GetString() == "event")
            .GetProperty("event")
            .GetRawText()).ShouldBe("begin");
        await browser.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ContinueWith(_ => { }, TaskScheduler.Default);
        others.ForEach(other => other.Dispose());
    }

    [TestMethod]
    public async Task What_comes_to_the_socket_of_runs_and_is_no_event_is_passed_over()
    {
        using var repository = McpRepository.Create();
        using UiProgram program = new(repository.Root);
        using var browser = await program.OpenAsync();
        _ = await UiProgram.NextAsync(browser);
        foreach (var bytes in (byte[][])[
            "not json\n"u8.ToArray(),
            [0xff, 0xfe, (byte)'\n'],
            "[1]\n"u8.ToArray(),
            "{\"a\":1}}\n"u8.ToArray(),
            [.. Enumerable.Repeat((byte)'{', 1 << 20)],
            []])
        {
            using System.Net.Sockets.Socket socket = new(
                System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
            await socket.ConnectAsync(new System.Net.Sockets.UnixDomainSocketEndPoint(Sockets(repository)[0]));
            _ = await socket.SendAsync(bytes);
        }

        UiProgram.Run(repository.Root, "run", "Build").ExitCode.ShouldBe(0);
        List<JsonElement> messages = [];
        do
        {
            messages.Add(await UiProgram.NextAsync(browser));
        }
        while (messages[^1].GetProperty("kind").GetString() != "event");
        messages[^1].GetProperty("event").GetProperty("kind").GetString().ShouldBe("begin");
    }

    private static string Listeners(McpRepository repository) => repository.PathOf(".git/hooks-listeners");

    private static string[] Sockets(McpRepository repository) => Directory.GetFiles(Listeners(repository));

    private static List<string> EventsOf(IEnumerable<JsonElement> messages) =>
        [.. messages.Where(message => message.GetProperty("kind").GetString() == "event").Select(message => message.GetProperty("event").GetRawText())];

    private static string Kind(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("kind").GetString()!;
    }

    // Each listener is told the moment by its own clock.
    private static List<string> WithoutTime(IEnumerable<string> lines) =>
        [.. lines.Select(line => System.Text.RegularExpressions.Regex.Replace(
            line, "\"time\":\"[^\"]*\"", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(10)))];
}
