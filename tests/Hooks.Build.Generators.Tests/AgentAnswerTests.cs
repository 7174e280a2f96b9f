using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

/// <summary>HOOK0014: what has no effect at the stages of coding agents.</summary>
[TestClass]
public sealed class AgentAnswerTests
{
    [TestMethod]
    public Task What_no_agent_takes_is_told_with_the_reason() => AnalyzerRun.VerifyMessagesAsync(
        """static class RepoHooks { [Hook(Stages = HookStages.AgentStop, Tools = [{|HOOK0014:"Shell"|}])] static bool A(HookContext hook) => true; }""",
        "Tools of hook 'A' has no effect: it runs neither at BeforeTool nor at AfterTool, and other stages are about no tool");

    [TestMethod]
    [DataRow("""[Hook(FailClosed = {|HOOK0014:true|})] const string A = "a";""")]
    [DataRow("""[Hook(Stages = HookStages.AfterTool, FailClosed = {|HOOK0014:true|})] const string A = "a";""")]
    [DataRow("""[Hook] const string A = {|HOOK0014:"a {command}"|};""")]
    [DataRow("""[Hook(Stages = {|HOOK0014:HookStages.PromptSubmit | HookStages.AfterTool|}, Files = ["**/*.cs"])] const string A = "a {files}";""")]
    [DataRow("""[Hook(Stages = {|HOOK0014:HookStages.PreCommit | HookStages.BeforeTool|})] const string A = StandardHooks.CheckJson;""")]
    [DataRow("""[Hook(Stages = {|HOOK0014:HookStages.BeforeTool|})] static HookResult A(HookContext hook) => HookResult.Continue("x");""")]
    [DataRow("""[Hook(Stages = {|HOOK0014:HookStages.SessionStart|})] static HookResult A(HookContext hook) => HookResult.Deny("x");""")]
    [DataRow("""[Hook(Stages = {|HOOK0014:HookStages.AgentStop|})] static HookResult A(HookContext hook) => HookResult.AddContext("x");""")]
    [DataRow("""[Hook(Stages = {|HOOK0014:HookStages.PreCommit | HookStages.BeforeTool|})] const string A = AgentHooks.NoVerifyGuard;""")]
    [DataRow("""[Hook(Stages = {|HOOK0014:HookStages.AfterTool|}, FailClosed = {|HOOK0014:true|})] const string A = AgentHooks.ProtectPaths;""")]
    [DataRow("""[Hook(Files = [{|HOOK0014:"**/*.cs"|}])] const string A = AgentHooks.NoVerifyGuard;""")]
    public Task What_has_no_effect_is_told(string hook) => AnalyzerRun.VerifyAsync($"static class RepoHooks {{ {hook} }}");

    [TestMethod]
    [DataRow("""[Hook(Stages = HookStages.BeforeTool, Tools = ["Shell"], FailClosed = true)] const string A = "a {command}";""")]
    [DataRow("""[Hook(Stages = HookStages.PreCommit | HookStages.AfterTool | HookStages.AgentStop, Files = ["**/*.cs"])] const string A = "a {files}";""")]
    [DataRow("""[Hook(Stages = HookStages.PreCommit | HookStages.AfterTool)] const string A = StandardHooks.CheckJson;""")]
    [DataRow("""[Hook(Stages = HookStages.PreCommit)] static HookResult A(HookContext hook) => HookResult.Deny("x");""")]
    [DataRow("""[Hook(Stages = HookStages.AgentStop)] static HookResult A(HookContext hook) => HookResult.Continue("x");""")]
    [DataRow("""[Hook] const string A = AgentHooks.NoVerifyGuard;""")]
    [DataRow("""[Hook(Stages = HookStages.AgentStop)] const string A = AgentHooks.CommitChecks + " --profile=fast --skip=B";""")]
    [DataRow("""[Hook(Files = ["migrations/**"], Exclude = ["build/notes.md"])] const string A = AgentHooks.ProtectPaths + " --project=files";""")]
    public Task What_has_one_is_not(string hook) => AnalyzerRun.VerifyAsync($"static class RepoHooks {{ {hook} }}");

    [TestMethod]
    [DataRow("sh -c 'check {command}'", false)]
    [DataRow("check --line={command}", false)]
    [DataRow("check {command}", true)]
    public Task A_command_is_an_argument_by_itself_so_that_no_shell_reads_it_as_code(string command, bool isAllowed) =>
        AnalyzerRun.VerifyAsync(
            $$"""static class RepoHooks { [Hook(Stages = HookStages.BeforeTool)] const string A = {{(isAllowed ? $"\"{command}\"" : $"{{|HOOK0005:\"{command}\"|}}")}}; }""");
}
