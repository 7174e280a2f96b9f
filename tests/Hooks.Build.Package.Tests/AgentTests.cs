using System.Text.Json;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

/// <summary>What is installed for a coding agent answers its events, with the package's own program.</summary>
[TestClass]
public sealed class AgentTests
{
    private const string Hooks = """
        [Hook] const string Guard = AgentHooks.NoVerifyGuard;
        [Hook(Stages = HookStages.BeforeTool, Tools = ["Shell"])] const string Rm = "sh -c 'case \"$1\" in *rm*) echo it removes; exit 1;; esac; cat > seen.json' _ {command}";
        [Hook(Stages = HookStages.BeforeTool, FailClosed = true)] static HookResult Code(HookContext hook) =>
            hook.Agent!.Command == "crash" ? throw new System.Exception("boom") : hook.Agent.Command == "tell" ? HookResult.AddContext("from C#") : HookResult.Success;
        [Hook(Stages = HookStages.PreCommit | HookStages.AfterTool, Files = ["**/*.txt"])] const string Todo = "sh -c '! grep -n TODO \"$@\"' sh {files}";
        """;

    private const string Settings = "{\n  // mine\n  \"model\": \"x\",\n}\n";

    [TestMethod]
    public async Task An_agent_is_answered_by_what_was_installed_and_its_file_comes_back_byte_for_byte()
    {
        var repository = await TestRepository.CreateBuiltAsync(Hooks);
        _ = await SdkRun.RunAsync(repository.Root, "git", ["init", "-q"]);
        repository.Write(".claude/settings.local.json", Settings);
        (await repository.TargetAsync(
            "InstallHooks",
            "-p:HooksAgents=claude")).ShouldExitWith(0).Output.ShouldContain(".claude/settings.local.json starts hooks at PreToolUse, PostToolUse");
        var installed = repository.Read(".claude/settings.local.json");
        installed.ShouldContain("// mine");

        // Each is tried as it stands there, and nothing of it runs or is kept.
        var logs = Directory.EnumerateFiles(repository.FullPath("build/obj"), "*.jsonl", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .ToDictionary(log => log, File.ReadAllText, StringComparer.Ordinal);
        var doctor = (await SdkRun.DotnetAsync(repository.Root, [RunnerTests.RunnerOf(repository), "doctor"])).ShouldExitWith(0).Output;
        doctor.ShouldContain("  claude: .claude/settings.local.json starts hooks at PreToolUse, PostToolUse");
        doctor.ShouldMatch(
            @"claude: \.claude/settings\.local\.json was tried: PreToolUse denies 'git commit --no-verify -m trial' \(\d+ ms\), PostToolUse answers");
        repository.Has("seen.json").ShouldBeFalse();
        Directory.EnumerateFiles(repository.FullPath("build/obj"), "*.jsonl", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .ToDictionary(log => log, File.ReadAllText, StringComparer.Ordinal)
            .ShouldBe(logs);

        (await AnswerAsync(repository, "PreToolUse", "Bash", "command", "git commit --no-verify -m x"))
            .ShouldContain("\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"Guard: git commit is told to skip hooks (--no-verify).");
        (await AnswerAsync(repository, "PreToolUse", "Bash", "command", "rm x"))
            .ShouldContain("\"permissionDecisionReason\":\"Rm: exit code 1\\n> it removes\\nlog: build/obj/");
        (await AnswerAsync(repository, "PreToolUse", "Bash", "command", "tell"))
            .ShouldBe("""{"hookSpecificOutput":{"hookEventName":"PreToolUse","additionalContext":"from C#"}}""");
        (await AnswerAsync(repository, "PreToolUse", "Bash", "command", "crash")).ShouldContain("deny");
        (await AnswerAsync(repository, "PreToolUse", "Bash", "command", "ls")).ShouldBe("{}");
        using (var seen = JsonDocument.Parse(repository.Read("seen.json")))
        {
            seen.RootElement.GetProperty("command").GetString().ShouldBe("ls");
            seen.RootElement.GetProperty("event").GetProperty("tool_name").GetString().ShouldBe("Bash");
        }

        // What fails nothing is told to the person, once.
        var log = repository.FullPath("build/obj/Debug/net10.0/hooks/agents.jsonl");
        File.Delete(log);
        _ = Directory.CreateDirectory(log);
        (await AnswerAsync(repository, "PreToolUse", "Bash", "command", "ls")).ShouldContain("\"systemMessage\":\"hooks: The run cannot be added to");
        (await AnswerAsync(repository, "PreToolUse", "Bash", "command", "ls")).ShouldBe("{}");
        Directory.Delete(log);

        repository.Write("a.txt", "TODO\n");
        (await AnswerAsync(repository, "PostToolUse", "Write", "file_path", repository.FullPath("a.txt")))
            .ShouldStartWith("{\"decision\":\"block\",\"reason\":\"Todo: exit code 1\\n> 1:TODO");
        (await AnswerAsync(repository, "PostToolUse", "Write", "file_path", "/elsewhere/a.txt")).ShouldBe("{}");
        Directory.EnumerateFiles(repository.FullPath("build/obj/Debug/net10.0/hooks/agents"), "event-*").ShouldBeEmpty();

        // Without what was built nobody can judge, and the guard fails closed.
        var built = repository.FullPath("build/obj");
        Directory.Move(built, built + "-away");
        (await AnswerAsync(repository, "PreToolUse", "Bash", "command", "git commit --no-verify")).ShouldContain("\"permissionDecision\":\"deny\"");
        Directory.Move(built + "-away", built);

        // The source changed: what was built goes on guarding, which is said once.
        repository.WriteHooks("");
        (await AnswerAsync(repository, "PreToolUse", "Bash", "command", "git commit -n")).ShouldContain("RepoHooks.cs changed");
        (await AnswerAsync(repository, "PreToolUse", "Bash", "command", "git commit -n")).ShouldNotContain("RepoHooks.cs changed");

        // What a branch brings is no build of this machine.
        _ = await SdkRun.RunAsync(repository.Root, "git", ["add", "--force", "build/obj/hooks.state"]);
        (await AnswerAsync(repository, "PreToolUse", "Bash", "command", "ls")).ShouldContain("build/obj/hooks.state came with the commits");
        (await SdkRun.DotnetAsync(
            repository.Root, [RunnerTests.RunnerOf(repository), "doctor"])).Output.ShouldContain("build/obj/hooks.state came with the commits");
        _ = await SdkRun.RunAsync(repository.Root, "git", ["rm", "-q", "--cached", "build/obj/hooks.state"]);

        (await repository.TargetAsync(
            "UninstallHooks",
            "-p:HooksAgents=claude")).ShouldExitWith(0).Output.ShouldContain(".claude/settings.local.json starts no hooks of this repository any more");
        repository.Read(".claude/settings.local.json").ShouldBe(Settings);
    }

    [TestMethod]
    public async Task What_is_no_event_runs_no_hook_and_holds_nobody_back_unless_that_was_asked_for()
    {
        var repository = await TestRepository.CreateBuiltAsync(Hooks);
        _ = await SdkRun.RunAsync(repository.Root, "git", ["init", "-q"]);
        foreach (var (text, why) in ((string, string)[])[("", "no event"), ("{\"a\":", "no whole JSON object"), ("[]", "no whole JSON object")])
        {
            repository.Write("event.json", text);
            (await RunAsync(repository, ["claude", "PreToolUse"])).ShouldExitWith(0).Output.ShouldContain(why);
            (await RunAsync(repository, ["claude", "PreToolUse", "--fail-closed"])).ShouldExitWith(2).Output.ShouldContain(why);
            (await RunAsync(repository, ["claude", "Stop", "--fail-closed"])).ShouldExitWith(0).Output.ShouldContain("{}");
        }

        repository.Write(
            "event.json",
            "{\"session_id\":\"s\",\"prompt_id\":\"p\",\"hook_event_name\":\"PreToolUse\",\"cwd\":\"/gone\",\"tool_name\":\"Bash\",\"tool_input\":{\"command\":\"git commit -n\"}}");
        (await RunAsync(
            repository,
            ["claude", "PreToolUse"])).ShouldExitWith(0).Output.ShouldContain("\"permissionDecision\":\"deny\",\"permissionDecisionReason\":\"Guard: ");
    }

    // As the agent does it: the program and the arguments that stand in its file.
    private static async Task<string> AnswerAsync(TestRepository repository, string name, string tool, string key, string value)
    {
        using var settings = JsonDocument.Parse(
            repository.Read(".claude/settings.local.json"), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        var hook = settings.RootElement.GetProperty("hooks").GetProperty(name)[0].GetProperty("hooks")[0];
        repository.Write(
            "event.json",
            $$"""{"session_id":"s","prompt_id":"p","cwd":{{JsonSerializer.Serialize(repository.Root)}},"hook_event_name":"{{name}}","tool_name":"{{tool}}","tool_input":{"{{key}}":{{JsonSerializer.Serialize(value)}} } }""");
        return (await SdkRun.RunAsync(
            "/",
            "sh",
            ["-c", "event=$1; shift; exec \"$@\" < \"$event\"", "_", repository.FullPath("event.json"), hook.GetProperty("command")
                .GetString()!, .. hook.GetProperty("args").EnumerateArray().Select(argument => argument.GetString()!)])).ShouldExitWith(0).Output;
    }

    private static Task<SdkRun> RunAsync(TestRepository repository, string[] arguments) =>
        SdkRun.RunAsync(repository.Root, "sh", ["-c", "exec \"$@\" < event.json", "_", "dotnet", RunnerTests.RunnerOf(repository), "agent", .. arguments]);
}
