using System.Text;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Tests.Doors;
using Hooks.Build.Runner.Trials;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>What is installed and starts nothing is told, and where that is set.</summary>
[TestClass]
public sealed class AgentDiagnosisTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [TestMethod]
    [DataRow("claude", ".claude/settings.local.json", "\"disableAllHooks\": true", "disableAllHooks is true in .claude/settings.local.json")]
    [DataRow("claude", ".claude/settings.json", "\"disableAllHooks\": true", "disableAllHooks is true in .claude/settings.json")]
    [DataRow("claude", "home/.claude/settings.json", "\"disableAllHooks\": true", "disableAllHooks is true in home/.claude/settings.json")]
    [DataRow("gemini", ".gemini/settings.json", "\"hooksConfig\": { \"enabled\": false }", "hooksConfig.enabled is false in .gemini/settings.json")]
    [DataRow("gemini", "home/.gemini/settings.json", "\"hooksConfig\": { \"disabled\": [\"hooks-build\"] }", "hooksConfig.disabled is a list with 'hooks-build' in home/.gemini/settings.json")]
    [DataRow("copilot", ".github/hooks/hooks-build.json", "\"disableAllHooks\": true", "disableAllHooks is true in .github/hooks/hooks-build.json")]
    [DataRow("copilot", ".github/copilot/settings.json", "\"disableAllHooks\": true", "disableAllHooks is true in .github/copilot/settings.json")]
    [DataRow("codex", "home/.codex/config.toml", "[features] # mine\nhooks = false # off\n", "features.hooks is false in home/.codex/config.toml")]
    [DataRow("codex", ".codex/config.toml", "features = { web_search = true, hooks = false }\n", "features.hooks is false in .codex/config.toml")]
    [DataRow("codex", ".codex/config.toml", "model = 'x'\nfeatures = { codex_hooks = false, other = true }\n", "features.codex_hooks is false in .codex/config.toml")]
    public void A_switch_by_which_an_agent_starts_nothing_is_told_with_its_file(string agent, string file, string text, string said)
    {
        Install(agent);
        Problems(agent).ShouldBeEmpty();
        Add(file, text);
        Problems(agent).ShouldBe([$"{agent}: starts no hooks at all, since {said}"]);
    }

    [TestMethod]
    [DataRow("claude", ".claude/settings.local.json", "\"disableAllHooks\": false", "home/.claude/settings.json", "\"disableAllHooks\": true")]
    [DataRow("claude", ".claude/settings.json", "\"disableAllHooks\": \"yes\"", "home/.claude/settings.json", "\"permissions\": { \"disableAllHooks\": true }")]
    [DataRow("codex", ".codex/config.toml", "[features]\nhooks = true\n", "home/.codex/config.toml", "[features]\nhooks = false\n")]
    [DataRow("codex", ".codex/config.toml", "[tui]\nhooks = false\n", "home/.codex/config.toml", "# hooks = false\n[features]\n")]
    [DataRow("gemini", ".gemini/settings.json", "\"hooksConfig\": { \"disabled\": [\"other\"] }", "home/.gemini/settings.json", "\"hooksConfig\": 1")]
    public void What_switches_nothing_off_is_no_fault(string agent, string file, string text, string other, string ofOther)
    {
        Install(agent);
        Add(file, text);
        Add(other, ofOther);
        Problems(agent).ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("codex", "PreToolUse", "PreTooluse", "; did you mean PreToolUse?")]
    [DataRow("claude", "Stop", "Stopp", "; did you mean Stop?")]
    [DataRow("cursor", "stop", "Nothing", "")]
    public void An_event_that_there_is_not_is_told_as_it_is_written(string agent, string name, string written, string meant)
    {
        Install(agent);
        var file = AgentConfiguration.FilesOf(agent, _folder.Path)[0];
        File.WriteAllText(file, File.ReadAllText(file).Replace($"\"{name}\": [", $"\"{written}\": [", StringComparison.Ordinal));
        var shown = Path.GetRelativePath(_folder.Path, file);
        Problems(agent)[0].ShouldBe($"{agent}: {shown} is to start hooks at '{written}', and there is no such event{meant} (hooks install --agent {agent})");
        AgentDiagnosis.Of(agent, _folder.Path, declared: null, [], Variables)
            .ShouldContain(line => line.Line.StartsWith($"{agent}: {shown} starts hooks at ", StringComparison.Ordinal)
                && !line.Line.Contains(written, StringComparison.Ordinal));
        Install(agent);
        Problems(agent).ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("claude", "{\n        \"hooks\"", "{ \"matcher\": \"Write\", \"hooks\"", "\"matcher\": \"Write\"")]
    [DataRow("codex", "{\n        \"hooks\"", "{ \"matcher\": \"Edit|Write\", \"hooks\"", "\"matcher\": \"Edit|Write\"")]
    [DataRow("gemini", "{\n        \"hooks\"", "{ \"matcher\": \"write_file\", \"hooks\"", "\"matcher\": \"write_file\"")]
    [DataRow("cursor", "{ \"command\"", "{ \"matcher\": \"Write\", \"command\"", "\"matcher\": \"Write\"")]
    [DataRow("claude", "\"type\": \"command\"", "\"type\": \"prompt\"", "\"type\": \"prompt\"")]
    [DataRow("claude", "\"type\": \"command\"", "\"type\": \"command\", \"async\": true", "\"async\": true")]
    [DataRow("claude", "\"type\": \"command\"", "\"type\": \"command\", \"if\": \"Bash(ls *)\"", "\"if\": \"Bash(ls *)\"")]
    public void What_keeps_an_agent_from_starting_an_entry_at_each_event_is_told(string agent, string written, string changed, string said)
    {
        Install(agent, HookStages.BeforeTool);
        var file = AgentConfiguration.FilesOf(agent, _folder.Path)[0];
        var text = File.ReadAllText(file);
        text.ShouldContain(written);
        File.WriteAllText(file, text.Replace(written, changed, StringComparison.Ordinal));
        Problems(agent).ShouldContain(line => line.Contains($" has {said} at ", StringComparison.Ordinal)
            && line.EndsWith($"hooks install --agent {agent}", StringComparison.Ordinal));
        Install(agent, HookStages.BeforeTool);
        Problems(agent).ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("\"matcher\": \"\"")]
    [DataRow("\"matcher\": \"*\"")]
    [DataRow("\"matcher\": \".*\"")]
    [DataRow("\"description\": \"ours\"")]
    public void What_lets_it_start_at_each_event_is_no_fault(string property)
    {
        Install("claude", HookStages.BeforeTool);
        var file = AgentConfiguration.FilesOf("claude", _folder.Path)[0];
        File.WriteAllText(file, File.ReadAllText(file).Replace("{\n        \"hooks\"", $"{{ {property}, \"hooks\"", StringComparison.Ordinal));
        Problems("claude").ShouldBeEmpty();
    }

    [TestMethod]
    public void An_entry_under_such_an_event_alone_is_taken_out_too()
    {
        Install("codex", HookStages.BeforeTool);
        var file = AgentConfiguration.FilesOf("codex", _folder.Path)[0];
        File.WriteAllText(file, File.ReadAllText(file).Replace("PreToolUse\": [", "Pretooluse\": [", StringComparison.Ordinal));
        Installer.Uninstall(file, "codex").ShouldNotBeNull();
        File.ReadAllText(file).ShouldNotContain("hooks.csproj", Case.Insensitive);
    }

    [TestMethod]
    [DataRow("\uFEFF{}", "begins with a byte order mark")]
    [DataRow("// mine\n{}", "has comments or trailing commas in it")]
    [DataRow("{ \"description\": \"x\", }", "has comments or trailing commas in it")]
    [DataRow("{ \"$schema\": \"x\" }", "has '$schema' in it")]
    public void What_Codex_does_not_read_is_told(string text, string said)
    {
        Add(".codex/hooks.json", text, isWhole: true);
        Install("codex");
        Problems("codex").ShouldHaveSingleItem().ShouldStartWith("codex: .codex/hooks.json " + said);
    }

    [TestMethod]
    public void What_a_terminal_wishes_is_named_and_does_not_hold_for_a_trial()
    {
        Dictionary<string, string> environment = new(StringComparer.Ordinal)
        {
            ["HOOKS"] = "0",
            ["HOOKS_SKIP"] = "Guard",
            ["HOOKS_CACHE"] = "0",
            ["HooksRunning"] = "1",
        };
        Wishes.Of(environment).ShouldBe(
        [
            "HOOKS=0 is set here: git and agents that are started from here run no hooks; what follows was tried without it",
            "HooksRunning=1 is set here, as within a hook: git, agents and builds that are started from here run no hooks; what follows was tried without it",
            "HOOKS_SKIP=Guard is set here: git and agents that are started from here leave out these hooks; what follows was tried without it",
        ]);
        new Trial(environment, TimeSpan.Zero, CancellationToken.None).Environment.Keys.ShouldBe(["HOOKS_CACHE", Trial.Variable], ignoreOrder: true);
        Wishes.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["HOOKS"] = "1", ["HOOKS_SKIP"] = " ", ["HooksRunning"] = Trial.Mark })
            .ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private Dictionary<string, string> Variables =>
        new(StringComparer.Ordinal) { [OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME"] = Path.Combine(_folder.Path, "home") };

    private AgentInstaller Installer => new(_folder.Path, Path.Combine(_folder.Path, ".git"));

    private List<string> Problems(string agent) =>
        [.. AgentDiagnosis.Of(agent, _folder.Path, declared: null, [], Variables).Where(line => line.IsProblem).Select(line => line.Line)];

    private void Install(string agent, HookStages stages = HookStages.BeforeTool | HookStages.AgentStop)
    {
        Add("build/Hooks.csproj", "", isWhole: true);
        AgentEntry entry = new(agent, [Environment.ProcessPath!], FailsClosed: true, ["build/Hooks.csproj", "state"]);
        _ = Installer.Install(AgentConfiguration.FilesOf(agent, _folder.Path)[0], entry, stages);
    }

    // Into an object that is there.
    private void Add(string name, string text, bool isWhole = false)
    {
        var file = Path.Combine(_folder.Path, name);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var now = File.Exists(file) ? File.ReadAllText(file) : "";
        File.WriteAllText(
            file,
            isWhole || name.EndsWith(".toml", StringComparison.Ordinal) ? text : now.Length == 0 ? "{" + text + "}" : "{" + text + "," + now[1..],
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
