using System.Text.Json;
using Hooks.Build.Engine.Model;
using static Hooks.Build.Runner.Tests.Exports.Runs;
using static Hooks.Build.Runner.Tests.Output.Reports;

namespace Hooks.Build.Runner.Tests.Exports;

[TestClass]
public sealed class RunTraceTests
{
    [TestMethod]
    public void Hooks_that_ran_beside_each_other_are_in_lanes_of_their_own() =>
        Lanes(Of(At(0, "A", 0, 10), At(1, "B", 2, 5), At(2, "C", 6, 9))).ShouldBe(["lane 1: A 0+10", "lane 2: B 2+3, C 6+3"], ignoreOrder: true);

    [TestMethod]
    public void The_critical_path_is_the_chain_that_the_end_waited_for_with_what_it_waited_itself() =>
        CriticalPath(Of(At(0, "A", 0, 4), At(1, "Slow", 0, 8), At(2, "Last", 10, 20, "A", "Slow") with { Queued = TimeSpan.FromMilliseconds(2) }))
            .ShouldBe("Slow 0+8, Last waits for cores, locks or its profile's turn 8+2, Last 10+10");

    [TestMethod]
    public void The_critical_path_goes_on_through_a_hook_that_did_not_run() =>
        CriticalPath(Of(At(0, "A", 0, 4), At(1, "Idle", 4, 4, "A") with { Outcome = HookOutcome.NoFiles }, At(2, "Last", 4, 20, "Idle")))
            .ShouldBe("A 0+4, Last 4+16");

    [TestMethod]
    public void In_any_run_no_two_hooks_of_a_lane_overlap()
    {
        Random random = new(11);
        for (var i = 0; i < 300; i++)
        {
            foreach (var lane in Slices(Read("trace", Any(random))).GroupBy(slice => slice.GetProperty("tid").GetInt32()).Where(lane => lane.Key > 1))
            {
                var ordered = lane.Select(slice => (From: slice.GetProperty("ts").GetDouble(), For: slice.GetProperty("dur").GetDouble())).ToList();
                ordered.Zip(ordered.Skip(1)).ShouldAllBe(pair => pair.First.From + pair.First.For <= pair.Second.From + 0.001);
            }
        }
    }

    private static HookReport At(int index, string name, int from, int to, params string[] after) => Hook(name) with
    {
        Hook = new PlannedHook { Index = index, Name = name, DependsOn = after },
        Start = TimeSpan.FromMilliseconds(from),
        Duration = TimeSpan.FromMilliseconds(to - from),
    };

    private static IEnumerable<JsonElement> Slices(JsonElement trace) =>
        trace.GetProperty("traceEvents").EnumerateArray().Where(one => one.GetProperty("ph").GetString() == "X");

    private static string CriticalPath(Runner.Exports.ExportedRun run) =>
        Lane(Slices(Read("trace", run)).Where(slice => slice.GetProperty("tid").GetInt32() == 1));

    private static IEnumerable<string> Lanes(Runner.Exports.ExportedRun run)
    {
        var trace = Read("trace", run);
        var names = trace.GetProperty("traceEvents")
            .EnumerateArray()
            .Where(one => one.GetProperty("name").GetString() == "thread_name")
            .ToDictionary(one => one.GetProperty("tid").GetInt32(), one => one.GetProperty("args").GetProperty("name").GetString());
        return Slices(trace)
            .GroupBy(slice => slice.GetProperty("tid").GetInt32())
            .Where(lane => names[lane.Key] != "critical path")
            .Select(lane => $"{names[lane.Key]}: {Lane(lane)}");
    }

    private static string Lane(IEnumerable<JsonElement> slices) =>
        string.Join(
            ", ",
            slices.Select(slice =>
                $"{slice.GetProperty("name").GetString()} {slice.GetProperty("ts").GetDouble() / 1000}+{slice.GetProperty("dur").GetDouble() / 1000}"));
}
