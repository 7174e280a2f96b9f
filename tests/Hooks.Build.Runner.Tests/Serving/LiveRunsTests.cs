using System.Text;
using System.Text.Json;
using Hooks.Build.Runner.Serving;

namespace Hooks.Build.Runner.Tests.Serving;

[TestClass]
public sealed class LiveRunsTests
{
    [TestMethod]
    public void A_browser_that_does_not_read_gets_a_fresh_state_in_the_place_of_what_it_missed()
    {
        LiveRuns live = new("{\"count\":1}"u8.ToArray());
        var (slow, quick) = (live.Join(), live.Join());
        Kind(live.Next(slow)).ShouldBe("state");
        Kind(live.Next(quick)).ShouldBe("state");
        var run = live.Begin();
        var line = Encoding.ASCII.GetBytes($$"""{"kind":"hook","reason":"{{new string('x', 1 << 20)}}"}""");
        for (var i = 0; i < 100; i++)
        {
            live.TryTell(run, line).ShouldBeTrue();
            Kind(live.Next(quick)).ShouldBe("event");
        }

        live.End(run);
        live.Show("{\"count\":2}"u8.ToArray());
        using var state = JsonDocument.Parse(live.Next(slow)!);
        (state.RootElement.GetProperty("kind")
            .GetString(), state.RootElement.GetProperty("data")
                .GetProperty("count")
                .GetInt32(), state.RootElement.GetProperty("runs").GetArrayLength()).ShouldBe(("state", 2, 0));
        live.Next(slow).ShouldBeNull();
        (Kind(live.Next(quick)), Kind(live.Next(quick)), live.Next(quick)).ShouldBe(("over", "data", null));
    }

    [TestMethod]
    public void One_message_that_is_larger_than_the_queue_is_sent_to_who_has_read_all_before()
    {
        LiveRuns live = new("{}"u8.ToArray());
        var browser = live.Join();
        _ = live.Next(browser);
        live.Show(Encoding.ASCII.GetBytes($"\"{new string('x', 8 << 20)}\""));
        Kind(live.Next(browser)).ShouldBe("data");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("1")]
    [DataRow("{")]
    [DataRow("{} {}")]
    [DataRow("{}]")]
    public void What_is_no_object_is_told_to_nobody(string line)
    {
        LiveRuns live = new("{}"u8.ToArray());
        var browser = live.Join();
        _ = live.Next(browser);
        live.TryTell(live.Begin(), Encoding.ASCII.GetBytes(line)).ShouldBeFalse();
        live.Next(browser).ShouldBeNull();
    }

    [TestMethod]
    public void Who_comes_late_gets_the_newest_output_and_all_else()
    {
        LiveRuns live = new("{}"u8.ToArray());
        var run = live.Begin();
        for (var i = 0; i < 10_000; i++)
        {
            live.TryTell(run, Encoding.ASCII.GetBytes($$"""{"version":1,"kind":"output","name":"A","text":"{{i}} {{new string('x', 1000)}}"}"""))
                .ShouldBeTrue();
            if (i % 100 == 0)
            {
                live.TryTell(run, Encoding.ASCII.GetBytes($$"""{"version":1,"kind":"start","name":"output","text":"{{i}}"}""")).ShouldBeTrue();
            }
        }

        using var state = JsonDocument.Parse(live.Next(live.Join())!);
        var events = state.RootElement.GetProperty("runs")[0].GetProperty("events").EnumerateArray().Select(one => one.GetProperty("event")).ToList();
        var outputs = events.Where(one => one.GetProperty("kind").GetString() == "output")
            .Select(one => one.GetProperty("text").GetString()![..5].Trim())
            .ToList();
        events.Count(one => one.GetProperty("kind").GetString() == "start").ShouldBe(100);
        outputs.Count.ShouldBeInRange(50, 64);
        outputs.ShouldBe(Enumerable.Range(10_000 - outputs.Count, outputs.Count)
            .Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static string Kind(byte[]? message)
    {
        using var document = JsonDocument.Parse(message!);
        return document.RootElement.GetProperty("kind").GetString()!;
    }
}
