using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Native;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Scheduling;

namespace Hooks.Build.Engine.Tests.History;

[TestClass]
public sealed class RunLogReaderTests
{
    [TestMethod]
    public void No_log_has_no_records()
    {
        new RunLogReader("/no/such/folder").Read().ShouldBeEmpty();
        using RunLogBench bench = new();
        bench.Read().Records.ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("{\"schema\":2,\"kind\":\"hook\",\"anything\":[]}")]
    [DataRow("{\"schema\":1,\"kind\":\"wave\"}")]
    public void What_a_newer_version_wrote_is_left_out_and_counted(string line)
    {
        using RunLogBench bench = new();
        File.WriteAllText(bench.Path, line + "\n");
        bench.Append(RunLogBench.Report(Make.Hook("A"), 1));
        var (records, damaged, newer) = bench.Read();
        (records.Count, damaged, newer).ShouldBe((2, 0, 1));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("null")]
    [DataRow("[1]")]
    [DataRow("{}")]
    [DataRow("{\"schema\":\"1\"}")]
    [DataRow("{\"schema\":0,\"kind\":\"hook\"}")]
    [DataRow("{\"schema\":1,\"kind\":\"hook\"}")]
    [DataRow("{\"schema\":1,\"kind\":\"hook\",\"run\":\"1\",\"time\":\"yesterday\",\"hook\":\"A\"}")]
    [DataRow("\0\0\0\0")]
    [DataRow("\u00ff\u00fe garbage")]
    public void What_is_no_record_is_left_out(string line)
    {
        using RunLogBench bench = new();
        File.WriteAllText(bench.Path, line + "\n");
        bench.Append(RunLogBench.Report(Make.Hook("A"), 1));
        var (records, damaged, _) = bench.Read();
        (records.Count, damaged).ShouldBe((2, line.Length == 0 ? 0 : 1));
    }

    [TestMethod]
    public void Values_out_of_range_damage_their_record_alone()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(Make.Hook("A"), 1));
        File.WriteAllText(bench.Path, bench.Text.Replace("\"startMs\":0", "\"startMs\":1e300", StringComparison.Ordinal));
        var (records, damaged, _) = bench.Read();
        (records.Count, damaged).ShouldBe((1, 1));
    }

    [TestMethod]
    public void A_record_that_follows_a_torn_one_on_its_line_is_found()
    {
        using RunLogBench bench = new();
        bench.Append(RunLogBench.Report(Make.Hook("A"), 1));
        File.WriteAllText(bench.Path, bench.Text[..100] + bench.Text);
        var (records, damaged, _) = bench.Read();
        (records.Count, damaged).ShouldBe((2, 1));
    }

    [TestMethod]
    public void A_line_longer_than_any_record_is_one_that_is_damaged_or_few()
    {
        using RunLogBench bench = new();
        File.WriteAllText(bench.Path, new string('x', 3_000_000) + "\n");
        bench.Append(RunLogBench.Report(Make.Hook("A"), 1));
        var (records, damaged, _) = bench.Read();
        records.Count.ShouldBe(2);
        damaged.ShouldBeInRange(1, 3);
    }

    [TestMethod]
    public void Whatever_is_changed_in_the_file_nothing_is_thrown_and_no_other_record_is_made_up() =>
        Dice.ForEachSeed(
            seed =>
            {
                Dice dice = new(seed);
                using RunLogBench bench = new();
                bench.Append(Enumerable.Range(0, 5).Select(i => RunLogBench.Report(Make.Hook($"H{i}") with { Index = i }, 1)));
                var bytes = File.ReadAllBytes(bench.Path).ToList();
                for (var i = dice.Below(4); i >= 0; i--)
                {
                    var at = dice.Below(bytes.Count);
                    var length = Math.Min(dice.Below(300), bytes.Count - at);
                    if (dice.OneIn(2))
                    {
                        bytes.RemoveRange(at, length);
                    }
                    else
                    {
                        bytes.InsertRange(at, Enumerable.Range(0, length).Select(_ => (byte)dice.Below(256)).ToList());
                    }
                }

                File.WriteAllBytes(bench.Path, [.. bytes]);
                var (records, damaged, newer) = bench.Read();
                records.Count.ShouldBeLessThanOrEqualTo(6);
                (records.Count + damaged + newer).ShouldBeGreaterThanOrEqualTo(0);
                _ = Forecasts.Learn(Make.Plan(Make.Hook("H0")).Hooks, [null], HookStages.Build, bench.Folder, Platform.Name);
            },
            times: 100);
}
