using Hooks.Build.Checks.Agents;
using Hooks.Build.Engine.Guarding;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Guarding;

[TestClass]
public sealed class NoVerifyTests
{
    [TestMethod]
    public async Task Who_judges_events_is_not_left_out_for_the_files_that_an_event_names()
    {
        using GuardedRepository repository = new(Make.Guard("Guard", "agent:no-verify-guard") with { Project = Make.Project("src") });
        AgentEvent outside = new()
        {
            Stage = HookStages.BeforeTool,
            Tool = AgentTool.Shell,
            Command = "git commit --no-verify # *** Begin Patch",
            Paths = [Path.Combine(repository.Root, "README.md")],
        };
        (await repository.AnswerAsync(outside)).ShouldContain("--no-verify");
        repository.Hooks = [repository.Hooks[0] with { Files = ["**/*.cs"] }];
        (await repository.AnswerAsync(outside)).ShouldContain("--no-verify");
    }

    [TestMethod]
    [DataRow(".git/hooks", "rm pre-commit", true)]
    [DataRow(".git", "rm -rf hooks", true)]
    [DataRow(".git", "cd hooks && rm pre-commit", true)]
    [DataRow(".git/info", "echo x > ../hooks/pre-commit", true)]
    [DataRow("way", "rm pre-commit", true)]
    [DataRow(".git/hooks", "ls", false)]
    [DataRow(".git/hooks", "cd ../.. && rm -rf hooks", false)]
    [DataRow(".git/hooks", "rm /tmp/x", false)]
    [DataRow("src", "rm -rf hooks", false)]
    public async Task A_line_that_begins_in_gits_folder_is_one_in_that_folder(string folder, string line, bool isDenied)
    {
        using GuardedRepository repository = new(Make.Guard("Guard", "agent:no-verify-guard"));
        _ = repository.Files.Shell("mkdir -p .git/hooks .git/info src; ln -s .git/hooks way");
        ((await repository.ShellAsync(line, folder)).Length > 0).ShouldBe(isDenied);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "There bash may be the name of PowerShell.")]
    [DataRow("claude", "PowerShell", "", true)]
    [DataRow("copilot", "powershell", "", true)]
    [DataRow("claude", "Bash", "", false)]
    [DataRow("codex", "Bash", "/usr/bin/zsh", false)]
    public async Task The_name_of_the_tool_says_which_shell_reads(string agent, string tool, string shell, bool isDenied)
    {
        using GuardedRepository repository = new(Make.Guard("Guard", "agent:no-verify-guard"));
        repository.Environment["SHELL"] = shell;
        AgentEvent read = new()
        {
            Agent = agent,
            Stage = HookStages.BeforeTool,
            Tool = AgentTool.Shell,
            ToolName = tool,
            Command = "git commit -m \"`nb`\"c\" --no-verify -m \"`nd`\"e\"",
        };
        (await repository.AnswerAsync(read)).Contains("--no-verify", StringComparison.Ordinal).ShouldBe(isDenied);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "There bash may be the name of PowerShell.")]
    [DataRow("claude", "Bash", "", ShellKind.Posix)]
    [DataRow("copilot", "bash", "", ShellKind.Posix)]
    [DataRow("gemini", "run_shell_command", "", ShellKind.Posix)]
    [DataRow("codex", "Bash", "/bin/bash", ShellKind.Posix)]
    [DataRow("codex", "Bash", "/usr/bin/pwsh", ShellKind.Unknown)]
    [DataRow("codex", "Bash", "", ShellKind.Unknown)]
    [DataRow("cursor", "Shell", "/bin/bash", ShellKind.Unknown)]
    [DataRow("vscode", "run_in_terminal", "/bin/bash", ShellKind.Unknown)]
    [DataRow("claude", "mcp__x__Bash", "", ShellKind.Unknown)]
    [DataRow("cursor", "PowerShell", "", ShellKind.PowerShell)]
    public void A_shell_is_known_where_its_agent_has_no_other_of_that_name(string agent, string tool, string shell, ShellKind kind) =>
        EventShell.Of(new AgentEvent { Agent = agent, ToolName = tool }, new Dictionary<string, string>(StringComparer.Ordinal) { ["SHELL"] = shell })
            .ShouldBe(kind);
}
