using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Engine.Tests.Remote;

[TestClass]
public sealed class RemoteWriteTests : RemoteTest
{
    [TestMethod]
    public async Task Content_goes_first_and_the_entry_last()
    {
        _ = await SendAsync();
        var sent = Puts();
        sent.Count.ShouldBe(5);
        sent.SkipLast(1).ShouldAllBe(path => path.StartsWith("/cas/"));
        sent[^1].ShouldBe(EntryPath);
        Server.Requests.ShouldAllBe(request => !request.Headers.ContainsKey("Expect") && !request.Headers.ContainsKey("Transfer-Encoding"));
    }

    [TestMethod]
    public async Task The_action_is_content_under_the_hash_of_its_entry()
    {
        _ = await SendAsync();
        Server.Stored.ShouldContainKey(EntryPath.Replace("/ac/", "/cas/"));
    }

    [TestMethod]
    public async Task Who_may_only_read_sends_nothing()
    {
        var results = Open(writes: false);
        results.Offer(Samples.Key, Samples.Result, Samples.Filled());
        (await results.FinishAsync(CancellationToken.None)).ShouldBeEmpty();
        Server.Requests.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Failures_are_not_sent()
    {
        (await SendAsync(Samples.Result with { Outcome = HookOutcome.Failed, ExitCode = 1 })).ShouldBeEmpty();
        (await SendAsync(Samples.Result with { ExitCode = 1 })).ShouldBeEmpty();
        Server.Requests.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task What_is_there_is_not_sent_again()
    {
        _ = await SendAsync();
        Server.Requests.Clear();
        _ = await SendAsync();
        Server.Requests.Single().Method.ShouldBe("HEAD");
    }

    [TestMethod]
    public async Task A_server_that_does_not_know_HEAD_is_sent_everything()
    {
        Server.Script = request => request.Method == "HEAD" ? Answer.Of(405) : null;
        (await SendAsync()).ShouldBeEmpty();
        (await FindAsync(Open())).ShouldSayTheSameAs(Samples.Result);
    }

    [TestMethod]
    [DataRow("gone")]
    [DataRow("content")]
    [DataRow("entry")]
    public async Task What_was_found_to_be_no_good_is_replaced(string damage)
    {
        _ = await SendAsync();
        var content = "/cas/" + Samples.Digest(Samples.Tool);
        switch (damage)
        {
            case "gone":
                _ = Server.Stored.TryRemove(content, out _);
                break;
            case "content":
                Server.Stored[content] = "#!/bin/sx\n"u8.ToArray();
                break;
            default:
                Server.Stored[EntryPath][20] ^= 1;
                break;
        }

        Server.Script = Overwrite;
        var results = Open();
        (await FindAsync(results)).ShouldBeNull();
        results.Offer(Samples.Key, Samples.Result, Samples.Filled());
        _ = await results.FinishAsync(CancellationToken.None);
        (await FindAsync(Open())).ShouldSayTheSameAs(Samples.Result);
    }

    [TestMethod]
    public async Task Content_that_the_local_store_has_wrong_is_not_sent()
    {
        var local = Samples.Filled();
        local.Contents[Samples.Digest(Samples.Tool)] = "#!/bin/sx\n"u8.ToArray();
        var results = Open();
        results.Offer(Samples.Key, Samples.Result, local);
        (await results.FinishAsync(CancellationToken.None)).ShouldBeEmpty();
        Server.Stored.ShouldNotContainKey(EntryPath);
        Server.Stored.ShouldNotContainKey("/cas/" + Samples.Digest(Samples.Tool));
    }

    [TestMethod]
    public async Task Content_that_was_not_taken_keeps_the_entry_from_being_sent()
    {
        Server.Script = request => request.Path == "/cas/" + Samples.Digest(Samples.Tool) && request.Method == "PUT" ? Answer.Of(500) : null;
        var problems = await SendAsync();
        problems.ShouldHaveSingleItem().Message.ShouldEndWith("answered 500 (InternalServerError) to a write");
        Server.Stored.ShouldNotContainKey(EntryPath);
    }

    [TestMethod]
    [DataRow(401)]
    [DataRow(403)]
    [DataRow(405)]
    public async Task Who_may_not_write_stops_at_once(int status)
    {
        Server.Script = request => request.Method == "PUT" ? Answer.Of(status) : null;
        var results = Open();
        results.Offer(Samples.Key, Samples.Result, Samples.Filled());
        while (Puts().Count == 0)
        {
            await Task.Yield();
        }

        var warning = await WarningAsync(results);
        warning.ShouldStartWith($"answered {status} (");
        warning.ShouldEndWith(" to a write; nothing more is sent to it in this run");
        Puts().Count.ShouldBe(1);
    }

    [TestMethod]
    public async Task Content_that_is_too_large_for_the_server_does_not_stop_the_others()
    {
        Server.Script = request => request.Method == "PUT" && request.Body.Length > 1000 ? Answer.Of(413) : null;
        var results = Open();
        var local = Samples.Filled();
        var large = new string('x', 2000);
        local.Contents[Samples.Digest(large)] = Encoding.UTF8.GetBytes(large);
        results.Offer(Samples.Digest("large"), Samples.Result with { Outputs = [Samples.File("large", large)] }, local);
        results.Offer(Samples.Key, Samples.Result, local);
        (await WarningAsync(results)).ShouldBe("does not take content of every size: it answered 413");
        (await FindAsync(Open())).ShouldSayTheSameAs(Samples.Result);
    }

    [TestMethod]
    public async Task A_server_that_never_takes_anything_does_not_hold_the_run()
    {
        Server.Script = _ => Answer.Never;
        FakeTimeProvider time = new();
        var results = Open(grace: TimeSpan.FromMilliseconds(50), time: time);
        results.Offer(Samples.Key, Samples.Result, Samples.Filled());
        var warning = WarningAsync(results);
        warning.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromMilliseconds(50));
        (await warning).ShouldBe("is slow: 1 result was not sent before the run ended");
    }

    [TestMethod]
    public async Task A_write_without_an_answer_is_given_up_by_the_run_s_clock()
    {
        Server.Script = _ => Answer.Never;
        FakeTimeProvider time = new();
        var results = Open(time: time);
        results.Offer(Samples.Key, Samples.Result, Samples.Filled());
        while (Server.Requests.IsEmpty)
        {
            await Task.Yield();
        }

        time.Advance(TimeSpan.FromSeconds(3));
        (await WarningAsync(results)).ShouldBe("does not answer writes in time");
    }

    [TestMethod]
    public async Task After_three_errors_nothing_more_is_sent()
    {
        Server.Script = request => request.Method == "PUT" ? Answer.Of(500) : null;
        var results = Open();
        for (var i = 0; i < 50; i++)
        {
            results.Offer(Samples.Digest($"{i}"), Samples.Result, Samples.Filled());
        }

        // What is on its way when the third fails may fail, too.
        (await WarningAsync(results)).ShouldMatch(@"to a write \(([3-9]|1[01]) times\); nothing more is sent to it in this run$");
        Puts().Count.ShouldBeLessThanOrEqualTo(3 + 8);
    }

    [TestMethod]
    public async Task A_name_that_not_every_system_can_write_is_not_shared()
    {
        (await SendAsync(Samples.Result with { Outputs = [Samples.File(@"a\b", "")] })).ShouldBeEmpty();
        Server.Requests.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task The_same_result_from_many_runs_at_once_is_stored_once_and_well()
    {
        var problems = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync()));
        problems.ShouldAllBe(each => each.Count == 0);
        (await FindAsync(Open())).ShouldSayTheSameAs(Samples.Result);
    }

    private List<string> Puts() => [.. Server.Requests.Where(request => request.Method == "PUT").Select(request => request.Path)];

    private Answer? Overwrite(Request request)
    {
        if (request.Method != "PUT")
        {
            return null;
        }

        Server.Stored[request.Path] = request.Body;
        return Answer.Of(204);
    }
}
