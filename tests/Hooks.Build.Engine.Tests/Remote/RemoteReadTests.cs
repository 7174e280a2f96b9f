using System.Net;
using System.Net.Sockets;
using System.Text;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Remote;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Engine.Tests.Remote;

[TestClass]
public sealed class RemoteReadTests : RemoteTest
{
    [TestMethod]
    public async Task What_one_machine_sent_another_finds()
    {
        (await SendAsync()).ShouldBeEmpty();
        var results = Open(writes: false);
        FakeResultStore local = new();
        (await FindAsync(results, local)).ShouldSayTheSameAs(Samples.Result);
        local.Contents[Samples.Digest(Samples.Generated)].ShouldBe(Encoding.UTF8.GetBytes(Samples.Generated));
        local.Contents.Count.ShouldBe(3);
        (await results.FinishAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task What_nobody_sent_is_a_miss_without_a_word()
    {
        var results = Open();
        for (var i = 0; i < 5; i++)
        {
            (await FindAsync(results)).ShouldBeNull();
        }

        Server.Requests.Count.ShouldBe(5);
        (await results.FinishAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Connections_are_kept_and_may_be_closed()
    {
        Server.Script = request => request.Path.EndsWith(new string('0', 2), StringComparison.Ordinal) ? null : Answer.Of(404) with { Closes = true };
        var results = Open();
        for (var i = 0; i < 5; i++)
        {
            (await FindAsync(results)).ShouldBeNull();
        }

        (await results.FinishAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Many_questions_share_few_connections()
    {
        var results = Open();
        _ = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => FindAsync(results, key: Samples.Digest($"{i}"))));
        Server.Requests.Count.ShouldBe(200);
        Server.Connections.ShouldBeLessThanOrEqualTo(16);
    }

    [TestMethod]
    public async Task A_server_that_is_down_is_asked_three_times_and_told_of_once()
    {
        using TcpListener closed = new(IPAddress.Loopback, 0);
        closed.Start();
        Uri address = new($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}/");
        closed.Stop();
        var results = Open(address: address);
        for (var i = 0; i < 10; i++)
        {
            (await FindAsync(results)).ShouldBeNull();
        }

        results.Offer(Samples.Key, Samples.Result, Samples.Filled());
        var warning = await WarningAsync(results);
        warning.ShouldStartWith("cannot be reached: ");
        warning.ShouldEndWith(" (3 times); it is not asked again in this run");
    }

    [TestMethod]
    public async Task A_server_that_never_answers_costs_the_patience_and_is_given_up()
    {
        Server.Script = _ => Answer.Never;
        FakeTimeProvider time = new();
        var results = Open(time: time);
        await AskInVainAsync(results, TimeSpan.FromSeconds(0.6), time);
        var asked = Server.Requests.Count;
        (await FindAsync(results)).ShouldBeNull();
        Server.Requests.Count.ShouldBe(asked);
        (await WarningAsync(results)).ShouldBe("does not answer in time (3 times); it is not asked again in this run");
    }

    [TestMethod]
    public async Task Hooks_of_a_moment_do_not_condemn_a_server()
    {
        Server.Script = _ => Answer.Never;
        FakeTimeProvider time = new();
        var results = Open(time: time);
        await AskInVainAsync(results, TimeSpan.FromMilliseconds(1), time);
        Server.Script = _ => null;
        _ = await SendAsync();
        (await FindAsync(results)).ShouldSayTheSameAs(Samples.Result);
    }

    [TestMethod]
    public async Task Patience_is_of_the_run_s_clock()
    {
        _ = await SendAsync();
        TaskCompletionSource answer = new();
        Server.Script = request => Server.Stored.TryGetValue(request.Path, out var body) ? new Answer(200, body) { After = answer.Task } : null;
        var results = Open(time: new FakeTimeProvider());
        var waiting = results.FindAsync(Samples.Key, TimeSpan.FromMilliseconds(1), new FakeResultStore(), CancellationToken.None);
        answer.SetResult();
        (await waiting).ShouldSayTheSameAs(Samples.Result);
    }

    private static async Task AskInVainAsync(HttpResults results, TimeSpan patience, FakeTimeProvider time)
    {
        List<Task<CachedResult?>> questions = [.. Enumerable.Range(
            0, 3).Select(_ => results.FindAsync(Samples.Key, patience, new FakeResultStore(), CancellationToken.None))];
        time.Advance(patience);
        (await Task.WhenAll(questions)).ShouldAllBe(answer => answer == null);
    }

    [TestMethod]
    public async Task A_question_without_an_answer_does_not_keep_others_from_theirs()
    {
        _ = await SendAsync();
        TaskCompletionSource stalled = new();
        var first = 1;
        Server.Script = _ => Interlocked.Exchange(ref first, 0) == 1 ? Answer.Of(404) with { After = stalled.Task } : null;
        var results = Open();
        var waiting = FindAsync(results);
        while (Volatile.Read(ref first) == 1)
        {
            await Task.Yield();
        }

        (await FindAsync(results)).ShouldSayTheSameAs(Samples.Result);
        waiting.IsCompleted.ShouldBeFalse();
        stalled.SetResult();
        (await waiting).ShouldBeNull();
    }

    [TestMethod]
    public async Task A_run_that_stops_does_not_wait()
    {
        Server.Script = _ => Answer.Never;
        using CancellationTokenSource stop = new();
        var results = Open();
        var waiting = results.FindAsync(Samples.Key, Patience, new FakeResultStore(), stop.Token);
        await stop.CancelAsync();
        (await waiting).ShouldBeNull();
        (await results.FinishAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow(500, "answered 500 (InternalServerError)")]
    [DataRow(403, "answered 403 (Forbidden)")]
    [DataRow(401, "answered 401 (Unauthorized)")]
    [DataRow(429, "answered 429 (TooManyRequests)")]
    public async Task An_error_is_a_miss_and_three_are_enough(int status, string warning)
    {
        Server.Script = _ => Answer.Of(status);
        var results = Open();
        for (var i = 0; i < 10; i++)
        {
            (await FindAsync(results)).ShouldBeNull();
        }

        Server.Requests.Count.ShouldBe(3);
        (await WarningAsync(results)).ShouldBe(warning + " (3 times); it is not asked again in this run");
    }

    [TestMethod]
    public async Task Errors_that_pass_do_not_add_up()
    {
        var count = 0;
        Server.Script = _ => count++ % 2 == 0 ? Answer.Of(500) : null;
        var results = Open();
        for (var i = 0; i < 10; i++)
        {
            (await FindAsync(results)).ShouldBeNull();
        }

        Server.Requests.Count.ShouldBe(10);
        (await WarningAsync(results)).ShouldBe("answered 500 (InternalServerError) (5 times)");
    }

    [TestMethod]
    public async Task A_redirect_is_not_followed_and_credentials_stay()
    {
        using CacheServer other = new();
        Server.Script = _ => Answer.Of(302) with { Headers = $"Location: {other.Address}\r\n" };
        var results = Open(authorization: "Bearer secret");
        (await FindAsync(results)).ShouldBeNull();
        other.Requests.ShouldBeEmpty();
        Server.Requests.Single().Headers["Authorization"].ShouldBe("Bearer secret");
        (await WarningAsync(results)).ShouldBe("redirects to another place, which is not followed");
    }

    [TestMethod]
    public async Task A_login_page_is_a_miss()
    {
        Server.Script = _ => Answer.Of(200, "<!DOCTYPE html><html>Log in</html>");
        var results = Open();
        (await FindAsync(results)).ShouldBeNull();
        (await WarningAsync(results)).ShouldBe("answers with a page of a website");
    }

    [TestMethod]
    [DataRow("{\"exitCode\":0}", "it is JSON, another product's")]
    [DataRow("", "it was not written by Hooks.Build")]
    [DataRow("some text", "it is damaged")]
    public async Task What_is_no_entry_is_a_miss(string body, string reason)
    {
        Server.Stored[EntryPath] = Encoding.UTF8.GetBytes(body);
        var results = Open();
        (await FindAsync(results)).ShouldBeNull();
        (await WarningAsync(results)).ShouldBe("has an entry that is not taken: " + reason);
    }

    [TestMethod]
    public async Task The_entry_of_another_key_is_a_miss()
    {
        _ = await SendAsync();
        var other = Samples.Digest("other");
        Server.Stored["/ac/" + new RemoteAction(other).Hash] = Server.Stored[EntryPath];
        var results = Open();
        (await FindAsync(results, key: other)).ShouldBeNull();
        (await WarningAsync(results)).ShouldBe("has an entry that is not taken: it is the result of something else");
    }

    [TestMethod]
    public async Task Content_that_is_gone_makes_a_miss()
    {
        _ = await SendAsync();
        _ = Server.Stored.TryRemove("/cas/" + Samples.Digest(Samples.Tool), out _);
        var results = Open();
        (await FindAsync(results)).ShouldBeNull();
        (await WarningAsync(results)).ShouldBe("has a result whose content is gone");
    }

    [TestMethod]
    [DataRow("#!/bin/sx\n")]
    [DataRow("#!/bin/sh\n\n")]
    [DataRow("#!/bin")]
    [DataRow("")]
    public async Task Somebody_elses_content_makes_a_miss(string content)
    {
        _ = await SendAsync();
        Server.Stored["/cas/" + Samples.Digest(Samples.Tool)] = Encoding.UTF8.GetBytes(content);
        var results = Open();
        FakeResultStore local = new();
        (await FindAsync(results, local)).ShouldBeNull();
        local.Contents.ShouldNotContainKey(Samples.Digest(Samples.Tool));
        (await WarningAsync(results)).ShouldBe("has other content than it should have");
    }

    [TestMethod]
    [DataRow("/ac/")]
    [DataRow("/cas/")]
    public async Task Half_a_body_makes_a_miss(string place)
    {
        _ = await SendAsync();
        Server.Script = request => request.Path.StartsWith(place, StringComparison.Ordinal) && Server.Stored.TryGetValue(request.Path, out var body)
            ? new Answer(200, body[..(body.Length / 2)]) { Declared = body.Length, Closes = true }
            : null;
        var results = Open();
        (await FindAsync(results)).ShouldBeNull();
        (await WarningAsync(results)).ShouldStartWith("broke off");
    }

    [TestMethod]
    public async Task Content_that_says_to_be_huge_is_not_read()
    {
        _ = await SendAsync();
        Server.Script = request => request.Path.StartsWith("/cas/", StringComparison.Ordinal) ? Answer.Of(200, "x") with { Declared = 1L << 50 } : null;
        var results = Open();
        (await FindAsync(results)).ShouldBeNull();
        (await WarningAsync(results)).ShouldStartWith("has other content than it should have");
    }

    [TestMethod]
    public async Task An_entry_that_says_to_be_huge_is_not_read()
    {
        Server.Script = _ => Answer.Of(200, "x") with { Declared = 1L << 50 };
        var results = Open();
        (await FindAsync(results)).ShouldBeNull();
        (await WarningAsync(results)).ShouldBe("has an entry that is too large");
    }

    [TestMethod]
    public async Task A_result_with_huge_content_is_a_miss()
    {
        var result = Samples.Result with { Outputs = [new CachedFile("a", Samples.Digest("a"), long.MaxValue, IsExecutable: false)] };
        Server.Stored[EntryPath] = RemoteEntry.Write(Samples.Key, result);
        var results = Open();
        (await FindAsync(results)).ShouldBeNull();
        (await WarningAsync(results)).ShouldBe("has an entry that is not taken: it tells what no hook could have told");
    }

    [TestMethod]
    public async Task What_does_not_speak_http_is_a_miss()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        var accepting = listener.AcceptTcpClientAsync();
        var results = Open(address: new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"));
        var finding = FindAsync(results);
        var client = await accepting;
        await client.GetStream().WriteAsync("220 mail.example ready\r\n\r\n"u8.ToArray());
        (await finding).ShouldBeNull();
        client.Dispose();

        (await WarningAsync(results)).ShouldBe("gave no answer that is HTTP");
    }
}
