namespace Hooks.Build.Testing.Tests;

/// <summary>Hooks that are given an event of a coding agent.</summary>
[TestClass]
public sealed class AgentEventTests
{
    [TestMethod]
    public async Task A_method_sees_the_event_as_an_agent_in_the_folder_has_it()
    {
        AgentEvent edit = new()
        {
            Agent = "claude",
            Stage = HookStages.AfterTool,
            Tool = AgentTool.Edit,
            Paths = ["src/a.cs"],
            WorkingDirectory = "src",
            Result = "ok",
        };
        var result = await HookTest.RunAsync(
            (HookContext hook) => hook.Agent!.Paths[0] == hook.Files[0].FullPath
                && hook.Agent.WorkingDirectory == Path.GetDirectoryName(hook.Files[0].FullPath)
                && hook.Stage == HookStages.AfterTool
                && hook.Agent.Result == "ok",
            edit,
            ("src/a.cs", ""));
        result.Passed.ShouldBeTrue(result.ToString());
        edit.Paths.ShouldBe(["src/a.cs"]);
        (await HookTest.RunAsync((HookContext hook) => hook.Agent is null)).Passed.ShouldBeTrue();
    }

    [TestMethod]
    public async Task What_an_agent_is_told_is_the_answer()
    {
        AgentEvent push = Shell("git push");
        var denied = await HookTest.RunAsync(
            (HookContext hook) => hook.Agent!.Command.Contains("push", StringComparison.Ordinal) ? HookResult.Deny("Ask first.") : HookResult.Success, push);
        (denied.Passed, denied.Answer, denied.AnswerText, denied.Message).ShouldBe((false, HookAnswer.Deny, "Ask first.", ""));
        denied.ToString().ShouldBe("failed\nDeny: Ask first.");
        var told = await HookTest.RunAsync((HookContext _) => HookResult.AddContext("Know this."), push);
        (told.Passed, told.Answer, told.AnswerText).ShouldBe((true, HookAnswer.Context, "Know this."));
        var failed = await HookTest.RunAsync((HookContext _) => HookResult.Failure("no"), push);
        (failed.Passed, failed.Answer, failed.AnswerText, failed.Message).ShouldBe((false, HookAnswer.None, "", "no"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" \n")]
    [DataRow(null)]
    public async Task A_hook_that_denies_without_a_reason_has_denied(string? reason)
    {
        var denied = await HookTest.RunAsync((HookContext _) => HookResult.Deny(reason!), Shell("git push"));
        (denied.Passed, denied.Answer, denied.AnswerText).ShouldBe((false, HookAnswer.Deny, "this is forbidden here (the hook gives no reason)"));
        var sentOn = await HookTest.RunAsync((HookContext _) => HookResult.Continue(reason!), Shell("git push"));
        (sentOn.Passed, sentOn.Answer, sentOn.AnswerText).ShouldBe((false, HookAnswer.Continue, "something is left to do (the hook does not say what)"));
        var told = await HookTest.RunAsync((HookContext _) => HookResult.AddContext(reason!), Shell("git push"));
        (told.Passed, told.Answer, told.AnswerText).ShouldBe((true, HookAnswer.None, ""));
    }

    [TestMethod]
    public async Task What_a_hook_adds_that_reported_an_error_is_told_to_nobody_as_in_a_run()
    {
        var failed = await HookTest.RunAsync(
            (HookContext hook) =>
            {
                hook.Error("It is wrong.");
                return HookResult.AddContext("Know this.");
            },
            Shell("git push"));
        (failed.Passed, failed.Answer, failed.AnswerText, failed.Message).ShouldBe((false, HookAnswer.None, "", ""));
        failed.Findings.ShouldHaveSingleItem();
    }

    [TestMethod]
    public async Task A_hook_sees_each_property_of_the_event()
    {
        AgentEvent given = new() { Stage = HookStages.BeforeTool, Tool = AgentTool.Shell, Paths = ["src/a.cs"], Failed = true, StopActive = true };
        var texts = typeof(AgentEvent).GetProperties().Where(property => property.PropertyType == typeof(string)).ToList();
        texts.ForEach(property => property.SetValue(given, "/" + property.Name));
        AgentEvent? seen = null;
        _ = await HookTest.RunAsync((HookContext hook) => (seen = hook.Agent) is not null, given);
        foreach (var property in typeof(AgentEvent).GetProperties()
            .Where(property => property.Name is not (nameof(AgentEvent.Paths) or nameof(AgentEvent.WorkingDirectory))))
        {
            property.GetValue(given).ShouldNotBe(property.GetValue(new AgentEvent()), $"{property.Name} is not set by this test");
            property.GetValue(seen).ShouldBe(property.GetValue(given), property.Name);
        }
    }

    [TestMethod]
    public async Task Ready_made_guards_judge_the_event()
    {
        var denied = await HookTest.RunAsync(AgentHooks.NoVerifyGuard, Shell("git commit --no-verify"));
        (denied.Passed, denied.Answer).ShouldBe((false, HookAnswer.Deny));
        denied.AnswerText.ShouldContain("--no-verify");
        (await HookTest.RunAsync(AgentHooks.NoVerifyGuard, Shell("git commit -m x"), ("a", ""))).Passed.ShouldBeTrue();
        AgentEvent edit = new() { Stage = HookStages.BeforeTool, Tool = AgentTool.Edit, Paths = [".husky/pre-commit"] };
        (await HookTest.RunAsync(AgentHooks.ProtectPaths, edit)).AnswerText.ShouldContain(".husky/pre-commit is protected");
        edit.Paths = ["src/a.cs"];
        (await HookTest.RunAsync(AgentHooks.ProtectPaths, edit, ("src/a.cs", ""))).Passed.ShouldBeTrue();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The commands are those of a POSIX shell.")]
    public async Task A_command_gets_the_event_on_standard_input_and_its_command_line_as_an_argument()
    {
        var result = await HookTest.RunAsync("sh -c 'echo \"$1\"; grep -o \"\\\"stage\\\":\\\"BeforeTool\\\"\"' sh {command}", Shell("ls -l"));
        result.Passed.ShouldBeTrue(result.ToString());
        result.Output.ShouldBe("ls -l\n\"stage\":\"BeforeTool\"");
    }

    [TestMethod]
    public async Task An_event_at_which_nothing_could_happen_is_a_mistake()
    {
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync((HookContext _) => true, new AgentEvent()))).Message.ShouldContain("set its Stage");
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            "true", new AgentEvent { Stage = HookStages.PreCommit }))).Message.ShouldContain("set its Stage");
        (await Should.ThrowAsync<ArgumentException>(() => HookTest.RunAsync(
            AgentHooks.NoVerifyGuard,
            new AgentEvent { Stage = HookStages.AfterTool }))).Message.ShouldContain("does nothing at AfterTool: set the Stage of the event to BeforeTool");
    }

    private static AgentEvent Shell(string command) => new() { Stage = HookStages.BeforeTool, Tool = AgentTool.Shell, ToolName = "Bash", Command = command };
}
