using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Engine.Tests.Running;

/// <summary>A whole run, with the world faked.</summary>
[TestClass]
public sealed class HookEngineTests
{
    private readonly Recorder _observer = new();
    private readonly FakeTimeProvider _clock = new();

    [TestMethod]
    public async Task Hooks_run_in_order_and_are_told()
    {
        var report = await RunAsync(Make.Plan(Make.Hook("A"), Make.Hook("B", "A")), FakeLauncher.ThatExits(0));
        report.Succeeded.ShouldBeTrue();
        _observer.Events.ShouldBe(["start A", "end A Succeeded", "start B", "end B Succeeded"]);
    }

    [TestMethod]
    public async Task A_failure_fails_the_run()
    {
        var report = await RunAsync(Make.Plan(Make.Hook("A"), Make.Hook("B", "A")), FakeLauncher.ThatExits(1));
        report.Succeeded.ShouldBeFalse();
        report.Count(HookOutcome.Skipped).ShouldBe(1);
    }

    [TestMethod]
    public async Task A_failure_of_severity_warning_does_not() =>
        (await RunAsync(Make.Plan(Make.Hook("A") with { Severity = HookSeverity.Warning }), FakeLauncher.ThatExits(1))).Succeeded.ShouldBeTrue();

    [TestMethod]
    public async Task A_hook_without_matching_files_does_not_start_and_fails_nothing()
    {
        FakeLauncher launcher = new();
        var report = await RunAsync(Make.Plan(Make.Hook("A") with { Files = ["**/*.cs"] }), launcher, new FakeFiles("a.md"));
        report.Succeeded.ShouldBeTrue();
        report.Hooks.Single().Outcome.ShouldBe(HookOutcome.NoFiles);
        launcher.All.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Files_are_listed_once_and_only_where_a_hook_takes_some()
    {
        FakeFiles files = new();
        _ = await RunAsync(Make.Plan(Make.Hook("A")), FakeLauncher.ThatExits(0), files);
        files.Asked.ShouldBeEmpty();
        _ = await RunAsync(Make.Plan(Make.Hook("A") with { Files = ["a"] }, Make.Hook("B") with { Files = ["b"] }), FakeLauncher.ThatExits(0), files);
        files.Asked.ShouldBe([new FileChoice(FileChoiceKind.All)]);
    }

    [TestMethod]
    public async Task No_file_at_all_is_a_warning_as_hooks_then_check_nothing()
    {
        _ = await RunAsync(Make.Plan(Make.Hook("A") with { Files = ["a"] }), FakeLauncher.ThatExits(0), new FakeFiles());
        _observer.Warnings.Single().Code.ShouldBe(Codes.Files);
        _observer.Warnings.Single().Message.ShouldStartWith("There are no files in ");
    }

    [TestMethod]
    public async Task A_filtered_hook_that_does_not_run_at_this_stage_is_named()
    {
        var plan = Make.Plan(Make.Hook("A"), Make.Hook("Push") with { Stages = HookStages.PrePush });
        var request = Make.Request(Path.GetTempPath()) with { Stage = HookStages.Build, Filter = ["A", "Push"] };
        var report = await RunAsync(plan, FakeLauncher.ThatExits(0), request: request);
        report.Hooks.Single().Hook.Name.ShouldBe("A");
        _observer.Warnings.Single().ShouldBe(new Problem(Codes.UnknownName, "HookFilter names Push, which does not run at this stage and in these profiles"));
    }

    [TestMethod]
    public async Task A_log_folder_that_cannot_be_written_is_one_warning_and_the_run_goes_on()
    {
        using TempFolder folder = new();
        var request = Make.Request(folder.Path) with { LogDirectory = folder.File("in-the-way") };
        var report = await RunAsync(Make.Plan(Make.Hook("A"), Make.Hook("B")), FakeLauncher.ThatExits(0), request: request);
        report.Succeeded.ShouldBeTrue();
        _observer.Warnings.Single().Code.ShouldBe(Codes.LogFolder);
        Directory.Delete(Path.GetDirectoryName(report.Hooks[0].LogPath)!, recursive: true);
    }

    [TestMethod]
    public async Task An_unknown_name_is_told_before_anything_starts()
    {
        FakeLauncher launcher = new();
        var run = RunAsync(Make.Plan(Make.Hook("A")), launcher, request: Make.Request() with { Filter = ["B"] });
        (await Should.ThrowAsync<HooksException>(run)).Problems.Single().Code.ShouldBe(Codes.UnknownName);
        launcher.All.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task An_interruption_ends_what_runs_and_is_told()
    {
        using CancellationTokenSource interrupt = new();
        FakeLauncher launcher = new();
        using TempFolder folder = new();
        var run = RunAsync(Make.Plan(Make.Hook("A"), Make.Hook("B", "A")), launcher, request: Make.Request(folder.Path), cancellation: interrupt.Token);
        var process = await launcher.NextAsync();
        process.ExitsOnTerminate = 143;
        await interrupt.CancelAsync();
        var report = await run;
        report.Interrupted.ShouldBeTrue();
        report.Succeeded.ShouldBeFalse();
        report.Hooks.Select(hook => hook.Outcome).ShouldBe([HookOutcome.Skipped, HookOutcome.Cancelled]);
        process.Signals.ShouldBe(["terminate"]);
    }

    [TestMethod]
    public async Task Times_count_from_the_start_of_the_run()
    {
        FakeLauncher launcher = new();
        using TempFolder folder = new();
        var run = RunAsync(Make.Plan(Make.Hook("A"), Make.Hook("B", "A")), launcher, request: Make.Request(folder.Path));
        var first = await launcher.NextAsync();
        _clock.Advance(TimeSpan.FromSeconds(3));
        first.Exit();
        var second = await launcher.NextAsync();
        _clock.Advance(TimeSpan.FromSeconds(4));
        second.Exit();
        var report = await run;
        report.Duration.ShouldBe(TimeSpan.FromSeconds(7));
        (report.Hooks[1].Start, report.Hooks[1].Duration).ShouldBe((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4)));
    }

    [TestMethod]
    public async Task The_log_has_the_branch_on_which_a_run_began()
    {
        using TempFolder folder = new();
        var git = Directory.CreateDirectory(folder.In(".git")).FullName;
        _ = Directory.CreateDirectory(Path.Combine(git, "objects"));
        var head = Path.Combine(git, "HEAD");
        await File.WriteAllTextAsync(head, "ref: refs/heads/before\n");
        FakeLauncher launcher = new()
        {
            OnStart = process =>
            {
                File.WriteAllText(head, "ref: refs/heads/after\n");
                process.Exit(0);
            },
        };
        var request = Make.Request(folder.Path) with { LogDirectory = folder.In("logs") };
        _ = await RunAsync(Make.Plan(Make.Hook("A")), launcher, request: request);
        new RunLogReader(request.LogDirectory).Read().OfType<LoggedRun>().Single().Branch.ShouldBe("before");
    }

    [TestMethod]
    public async Task Who_shows_a_run_can_ask_what_is_expected_of_it_as_learned_from_earlier_ones()
    {
        using TempFolder folder = new();
        var request = Make.Request(folder.Path) with { LogDirectory = folder.In("logs"), Cores = 3, MaxParallel = 5 };
        var plan = Make.Plan(Make.Hook("A"), Make.Hook("B", "A"), Make.Hook("C") with { Files = ["**/*.cs"] });
        _ = await RunAsync(plan, FakeLauncher.ThatExits(0), request: request);
        _observer.Expectation.ShouldNotBeNull()().Hooks.Single(hook => hook.Name == "A").Duration.ShouldBeNull();
        _ = await RunAsync(plan, FakeLauncher.ThatExits(0), request: request);
        var expected = _observer.Expectation.ShouldNotBeNull()();
        (expected.Cores, expected.MostAtATime).ShouldBe((3, 5));
        expected.Hooks.Single(hook => hook.Name == "A").Duration.ShouldNotBeNull();
        expected.Hooks.Single(hook => hook.Name == "B").After.ShouldBe(["A"]);
        expected.Hooks.Single(hook => hook.Name == "C").Duration.ShouldBe(TimeSpan.Zero);
    }

    private async Task<RunReport> RunAsync(
        HookPlan plan, FakeLauncher launcher, FakeFiles? files = null, RunRequest? request = null, CancellationToken cancellation = default)
    {
        using TempFolder folder = new();
        EngineServices services = new() { Launcher = launcher, Clock = _clock, Environment = FakeTool.Environment, Files = files ?? new FakeFiles() };
        return await HookEngine.RunAsync(plan, request ?? Make.Request(folder.Path), services, _observer, cancellation)
            .WaitAsync(TimeSpan.FromMinutes(10), CancellationToken.None);
    }
}
