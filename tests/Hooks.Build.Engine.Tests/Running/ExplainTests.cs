using System.Runtime.Versioning;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Running;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class ExplainTests : IDisposable
{
    private readonly CachingRepository _repository = new();
    private readonly PlannedHook _hook = CachingRepository.Hook();

    public ExplainTests() => _ = _repository.Files.Commit("a.cs", "b.cs");

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public async Task A_hook_that_never_ran_says_so() => (await ExplainAsync(_hook)).ShouldBe(["Check would run now: nothing is remembered of it"]);

    [TestMethod]
    public async Task A_hook_whose_inputs_are_as_they_were_would_not_run()
    {
        _ = await _repository.RunAsync(null, _hook);
        (await ExplainAsync(_hook))[0].ShouldBe("Check would not run now: all it depends on is as it was, and its result is remembered");
    }

    [TestMethod]
    public async Task What_changed_is_named_with_old_and_new()
    {
        _ = await _repository.RunAsync(null, _hook);
        _ = _repository.Files.Edit("a.cs", "new");
        _ = _repository.Files.Edit("c.cs", "more");
        File.Delete(_repository.Files.In("b.cs"));
        var lines = await ExplainAsync(_hook);
        lines[0].ShouldBe("Check would run now, because:");
        lines.ShouldContain("    a.cs changed from 488599a31fa8 to 3e5126c4e761");
        lines.ShouldContain("    c.cs is new: aa1005acb1e9");
        lines.ShouldContain(line => line.StartsWith("    b.cs is gone, which was "));
    }

    [TestMethod]
    public async Task Why_it_ran_the_last_time_is_told()
    {
        _ = await _repository.RunAsync(null, _hook);
        var other = _hook with { Hash = "another definition" };
        _ = await _repository.RunAsync(null, other);
        (await ExplainAsync(other)).ShouldContain(line => line.StartsWith("    definition changed from "));
    }

    [TestMethod]
    public async Task A_file_that_is_given_and_read_is_named_once_and_only_if_it_changed()
    {
        var hook = _hook with { Reads = ["*.cs"] };
        _ = await _repository.RunAsync(null, hook);
        _ = _repository.Files.Edit("a.cs", "new");
        (await ExplainAsync(hook))[0].ShouldBe("Check would run now: a.cs changed from 488599a31fa8 to 3e5126c4e761");
    }

    [TestMethod]
    public async Task A_run_without_a_change_says_that_there_was_no_result()
    {
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\nexit 3\n");
        _ = await _repository.RunAsync(null, _hook);
        _ = await _repository.RunAsync(null, _hook);
        (await ExplainAsync(_hook)).ShouldContain("    no result of it could be used, though nothing it depends on had changed");
    }

    [TestMethod]
    public async Task A_tool_and_a_variable_are_named()
    {
        var hook = _hook with { Environment = ["MODE"] };
        _repository.Set("MODE", "one");
        _ = await _repository.RunAsync(null, hook);
        _repository.Set("MODE", "two");
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\nexit 0\n");
        _ = await _repository.RunAsync(null, hook);
        var lines = await ExplainAsync(hook);
        lines.ShouldContain(line => line.StartsWith("    tool check changed from "));
        lines.ShouldContain(line => line.StartsWith("    variable MODE changed from "));
        string.Concat(lines).ShouldNotContain("two");
    }

    [TestMethod]
    public async Task A_hook_that_always_runs_says_why() =>
        (await ExplainAsync(_hook with { Files = [], Command = [["check"]] }))
            .ShouldBe(["Check would run now: it always does: it declares neither Files nor Reads, so nobody knows what it depends on"]);

    [TestMethod]
    public async Task A_remembered_failure_says_that_it_is_one()
    {
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\necho 'a.cs(3,4): error X1: bad'\nexit 1\n");
        _ = await _repository.RunAsync(null, _hook);
        (await ExplainAsync(_hook))[0].ShouldBe("Check would not run now: all it depends on is as it was, and it failed: that is told again");
    }

    [TestMethod]
    public async Task A_failure_that_would_be_repaired_would_run()
    {
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\necho 'a.cs(3,4): error X1: bad'\nexit 1\n");
        var hook = _hook with { Fix = [["true"]] };
        _ = await _repository.RunAsync(null, hook);
        (await ExplainAsync(hook, request => request with { Fix = FixMode.Always }))[0]
            .ShouldBe("Check would run now: it failed as things are now, and would be repaired");
    }

    [TestMethod]
    public async Task A_quick_hook_at_a_commit_would_run()
    {
        _ = await _repository.RunAsync(null, _hook);
        _ = _repository.Files.Stage("a.cs").Edit("a.cs", "new").Stage("a.cs");
        (await ExplainAsync(_hook, request => request with { Stage = HookStages.PreCommit }))[0]
            .ShouldBe("Check would run now: at stage PreCommit a hook is looked up only if it took 50 ms or more the last time");
    }

    [TestMethod]
    [DataRow(HookStages.BeforeTool, "before a tool of its Tools (Edit) writes a file that matches its Files (**/*.cs); nothing is remembered there, and an agent is held back where it cannot run (FailClosed)")]
    [DataRow(HookStages.AfterTool, "after a tool of its Tools (Edit) has written a file that matches its Files (**/*.cs); nothing is remembered there")]
    [DataRow(HookStages.AgentStop, "when an agent ends its turn, where something that matches its Files (**/*.cs) differs from the last commit; nothing is remembered there")]
    public async Task Of_a_stage_of_agents_it_is_said_what_it_waits_for(HookStages stage, string when)
    {
        var hook = _hook with { Stages = stage, Tools = ["Edit"], FailClosed = true };
        (await ExplainAsync(hook, request => request with { Stage = stage })).ShouldBe([$"Check runs at stage {stage}: {when}"]);
    }

    [TestMethod]
    public async Task Where_no_file_matches_it_is_said_which_were_meant()
    {
        _ = _repository.Files.Edit("x.txt", "new");
        (await ExplainAsync(_hook with { Files = ["*.no"] }))[0].ShouldBe("Check would not run now: no file matches its Files (*.no)");
        (await ExplainAsync(_hook, request => request with { Stage = HookStages.PreCommit }))[0]
            .ShouldBe("Check would not run now: nothing that is staged matches its Files (**/*.cs)");
        (await ExplainAsync(_hook, request => request with { Files = new FileChoice(FileChoiceKind.Changed) }))[0]
            .ShouldBe("Check would not run now: nothing that differs from the last commit matches its Files (**/*.cs)");
    }

    [TestMethod]
    public async Task Explaining_writes_nothing()
    {
        _ = await ExplainAsync(_hook);
        Directory.Exists(_repository.Outside.In("logs")).ShouldBeFalse();
        Directory.Exists(_repository.Cache).ShouldBeFalse();
    }

    private async Task<IReadOnlyList<string>> ExplainAsync(PlannedHook hook, Func<RunRequest, RunRequest>? change = null)
    {
        var launcher = SystemLauncher.Create();
        using var disposable = launcher as IDisposable;
        var services = EngineServices.Create(null, launcher) with { Environment = _repository.Environment };
        return await HookExplainer.ExplainAsync(Make.Plan(hook), (change ?? (request => request))(_repository.Request), services, CancellationToken.None);
    }
}
