using System.Globalization;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Scheduling;
using Hooks.Build.Engine.Tests.Staging;

namespace Hooks.Build.Engine.Tests.Running;

/// <summary>What who follows a run is told between starts and ends.</summary>
[TestClass]
public sealed class FollowedRunTests
{
    [TestMethod]
    public async Task Each_hook_is_ready_then_starts_then_writes_then_ends()
    {
        FakeLauncher launcher = new()
        {
            OnStart = process =>
            {
                process.Write("a.cs(1,2): warning W1: careful\n");
                process.Exit();
            },
        };
        (await RunAsync(
            RunInterests.All,
            launcher,
            Make.Hook("A"),
            Make.Hook("B", "A"))).Events.Where(what => !what.StartsWith("cores", StringComparison.Ordinal)).ShouldBe(
        [
            "ready A", "start A", "output A a.cs(1,2): warning W1: careful", "finding A careful", "end A Succeeded",
            "ready B", "start B", "output B a.cs(1,2): warning W1: careful", "finding B careful", "end B Succeeded",
        ]);
    }

    [TestMethod]
    public async Task What_waits_for_a_hook_that_failed_is_never_ready() =>
        (await RunAsync(RunInterests.Progress, FakeLauncher.ThatExits(1), Make.Hook("A"), Make.Hook("B", "A"))).Events.ShouldBe([
            "ready A", "start A", "end A Failed", "end B Skipped"]);

    [TestMethod]
    public async Task Who_wants_to_know_of_starts_and_ends_is_told_nothing_else() =>
        (await RunAsync(RunInterests.None, FakeLauncher.ThatExits(0), Make.Hook("A"), Make.Hook("B", "A"))).Details.ShouldBeEmpty();

    [TestMethod]
    public async Task Cores_that_nobody_takes_back_are_told_and_change_nothing()
    {
        var hooks = new[] { Make.Hook("A") with { Cores = 4 }, Make.Hook("B", "A") with { Cores = 1 } };
        (await RunAsync(RunInterests.Cores, FakeLauncher.ThatExits(0), hooks)).Details.ShouldBe([new CoresDetail(3, 5), new CoresDetail(4, 1)]);
    }

    [TestMethod]
    public void Whatever_runs_beside_what_each_hook_is_told_of_in_order() =>
        Dice.ForEachSeed(
            seed =>
            {
                Dice dice = new(seed);
                var count = 1 + dice.Below(8);
                var hooks = Enumerable.Range(0, count)
                    .Select(index => Make.Hook(Name(index), [.. Enumerable.Range(0, index).Where(_ => dice.OneIn(3)).Select(Name)])).ToArray();
                int[] lines = [.. Enumerable.Range(0, 16).Select(_ => dice.Below(5))];
                int[] codes = [.. Enumerable.Range(0, 16).Select(_ => dice.OneIn(4) ? 1 : 0)];

                // They write on threads of their own, at the same time.
                FakeLauncher launcher = new()
                {
                    OnStart = process => _ = Task.Run(() =>
                    {
                        for (var line = 0; line < lines[process.Id]; line++)
                        {
                            process.Write($"x.cs({line + 1},1): error E1: {line}\n");
                        }

                        process.Exit(codes[process.Id]);
                    }),
                };
                var events = RunAsync(RunInterests.All, launcher, hooks).GetAwaiter().GetResult().Events;
                foreach (var name in hooks.Select(hook => hook.Name))
                {
                    string[] own = [.. events.Where(what => what.Split(' ')[1] == name)];
                    if (own.Contains($"start {name}"))
                    {
                        var found = own.Count(what => what.StartsWith("finding", StringComparison.Ordinal));
                        own.ShouldBe([
                            $"ready {name}",
                            $"start {name}",
                            .. Enumerable.Range(0, found)
                                .SelectMany(line => new[] { $"output {name} x.cs({line + 1},1): error E1: {line}", $"finding {name} {line}" }),
                            own[^1]]);
                    }

                    own[^1].ShouldStartWith("end ");
                }
            },
            times: 60);

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The hooks of this test are scripts of a shell.")]
    public async Task A_repaired_file_is_told_with_what_became_of_its_working_copy()
    {
        using CommitBench bench = new() { Observer = new Recorder { Interests = RunInterests.Progress } };
        _ = bench.Staged("a.txt", "one \ntwo\nthree\n").Staged("b.txt", "one \n").OnDisk("b.txt", "other\n");
        (await bench.RunAsync(CommitBench.Blanks)).Succeeded.ShouldBeTrue();
        bench.Observer.Events.Where(what => what.StartsWith("repaired", StringComparison.Ordinal))
            .ShouldBe(["repaired Blanks a.txt Same", "repaired Blanks b.txt Conflict"]);
        bench.Observer.Events[^1].ShouldStartWith("end Blanks");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The hooks of this test are scripts of a shell.")]
    public async Task What_is_repaired_in_the_working_tree_is_told_and_what_is_only_found_is_not()
    {
        using CommitBench bench = new() { Observer = new Recorder { Interests = RunInterests.Progress } };
        bench.Request = bench.Request with { Stage = HookStages.Build, Fix = FixMode.Always };
        _ = bench.Committed("a.txt", "one \n").Committed("b.txt", "two\n");
        _ = await bench.RunAsync(CommitBench.Blanks, Make.Check("Ends", "hooks:end-of-file-fixer"));
        bench.Observer.Events.Where(what => what.StartsWith("repaired", StringComparison.Ordinal)).ShouldBe(["repaired Blanks a.txt Same"]);
    }

    private static string Name(int index) => "H" + index.ToString(CultureInfo.InvariantCulture);

    private static async Task<Recorder> RunAsync(RunInterests interests, FakeLauncher launcher, params PlannedHook[] hooks)
    {
        using TempFolder folder = new();
        Recorder recorder = new() { Interests = interests };
        EngineServices services = new() { Launcher = launcher, Clock = TimeProvider.System, Environment = FakeTool.Environment, Files = new FakeFiles() };
        _ = await HookEngine.RunAsync(Make.Plan(hooks), Make.Request(folder.Path), services, recorder, CancellationToken.None)
            .WaitAsync(TimeSpan.FromMinutes(10));
        return recorder;
    }
}
