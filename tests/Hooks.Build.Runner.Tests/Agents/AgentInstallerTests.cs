using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>What is in agents' files stays as it is written, and what is installed goes without a trace.</summary>
// A process that another test starts has this one's open files until it is the other program, so that they are open for writing in another.
[TestClass]
[DoNotParallelize]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class AgentInstallerTests : IDisposable
{
    private const HookStages Stages = HookStages.BeforeTool | HookStages.AfterTool;
    private readonly string _root = Directory.CreateTempSubdirectory("hooks-agents-").FullName;

    private static readonly Dictionary<string, string> NoPath = [];

    private static readonly string[] Found =
    [
        "{}", "{ }", "{\n}\n", "{\n}", "", "\uFEFF{\n  \"a\": 1\n}\n", "{\"a\":1}", "{\"a\":1,}", "{\r\n  \"a\": 1\r\n}\r\n",
        "{\n    // why\n    \"model\": \"x\", // which\n    /* all */\n    \"permissions\": { \"allow\": [ \"Bash(ls:*)\" ] } // last\n}\n",
        "{\n\t\"hooks\": {\n\t\t\"PreToolUse\": [\n\t\t\t{ \"matcher\": \"Bash\", \"hooks\": [ { \"type\": \"command\", \"command\": \"./mine.sh\" } ] }, // keep\n\t\t],\n\t},\n\t\"z\": [1,2]\n}",
        "{\"hooks\":{}}", "{\n  \"hooks\": {\n  }\n}\n", "{\"hooks\":{\"PreToolUse\":[]},\"b\":null}",
        "{\"hooks\":{\"preToolUse\":[{\"command\":\"x\"}]},\"version\":1}",
        "{\n  \"hooks\": { \"PreToolUse\": [ { \"hooks\": [ { \"type\": \"command\", \"command\": \"a, b // no comment\" } ] } ] } // one line\n}\n",
        "// first\n{\n  \"a\": \"}\" /* { */ , // , \n  \"b\": [ /* nothing */ ]\n}\n// last\n", "{\n  \"hooks\": {\n    \"Stop\": [\n      1\n    ]\n  }\n}\n",
        "{\n  \"statusLine\": { \"type\": \"command\", \"command\": \"~/.claude/agent claude hooks.sh\" }\n}\n",
    ];

    // As they were found in public repositories, in our own words: all in one line, lists in one line beside others, tabs, CRLF without an end, settings of
    // editors.
    private static readonly string[] Saved =
    [
        "{\"hooks\":{\"PreToolUse\":[{\"matcher\":\"Bash\",\"hooks\":[{\"type\":\"command\",\"command\":\"./a\"}]}]}}",
        "{ \"servers\": { \"a\": { \"url\": \"https://example.org/\" } }, \"inputs\": [] }\n", "{\"a\":1,}", "{\"a\":[1,2,],}\n",
        "{\n  \"version\": 1,\n  \"hooks\": {\n    \"preToolUse\": [{ \"command\": \"node a.mjs\", \"matcher\": \"Shell\" }],\n    \"postToolUse\": [{ \"command\": \"node b.mjs\" }]\n  }\n}\n",
        "{\n  \"hooks\": {\n    \"PreToolUse\": [{\n      \"hooks\": [{ \"type\": \"command\", \"command\": \"./a\" }]\n    }],\n    \"AfterTool\": [{ \"hooks\": [] }, { \"hooks\": [{ \"command\": \"./b\" }] }]\n  }\n}",
        "{\n\t\"version\": 1,\n\t\"hooks\": {\n\t\t\"postToolUse\": [\n\t\t\t{ \"type\": \"command\", \"bash\": \"./a\", \"timeoutSec\": 10 }\n\t\t]\n\t}\n}\n",
        "{\r\n    \"a.enable\": true,\r\n    \"b\": { \"/^x$/\": { \"c\": true }, \"d\": true }\r\n}",
        "{\n  // all of it\n  \"a\": [\"x\", \"y\"], // two\n  \"b\": \"https://example.org/*\" /* one */,\n  \"hooks\": { \"Notification\": [{ \"hooks\": [{ \"command\": \"./a\" }] }], \"Other\": {} }\n}\n",
        "\uFEFF{\r\n  \"permissions\": {\r\n    \"allow\": [ \"Bash(ls:*)\" ]\r\n  }\r\n}\r\n",
    ];

    public static IEnumerable<object[]> SavedCases => from agent in AgentNames.Installable from text in Saved select new object[] { agent, text };

    [TestMethod]
    [DynamicData(nameof(SavedCases))]
    public void A_file_that_was_saved_since_is_after_uninstalling_what_it_was_too(string agent, string text)
    {
        var file = Write(agent, text);
        _ = Installer.Install(file, Entry(agent), Stages);
        File.AppendAllText(file, "\n");
        Installer.Uninstall(file, agent).ShouldNotBeNull();
        File.ReadAllBytes(file).ShouldBe(Encoding.UTF8.GetBytes(text + "\n"));
    }

    public static IEnumerable<object[]> Cases =>
        from agent in AgentNames.Installable from text in Found.Concat(Saved).Where(text => text.Length > 0) select new object[] { agent, text };

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void A_file_is_after_uninstalling_what_it_was_byte_for_byte(string agent, string text)
    {
        var file = Write(agent, text);
        _ = Installer.Install(file, Entry(agent), Stages);
        AgentConfiguration.StagesIn(File.ReadAllBytes(file), agent).ShouldBe(Stages);
        Installer.Install(file, Entry(agent), Stages).ShouldEndWith("already");
        Installer.Uninstall(file, agent).ShouldNotBeNull();
        File.ReadAllText(file).ShouldBe(text.TrimStart('\uFEFF'));
        File.ReadAllBytes(file).ShouldBe(Encoding.UTF8.GetBytes(text));
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void What_else_is_in_a_file_is_the_same_while_it_is_installed(string agent, string text)
    {
        var file = Write(agent, text);
        _ = Installer.Install(file, Entry(agent), Stages);
        var after = File.ReadAllText(file);
        var left = Tokens(after).GetEnumerator();
        foreach (var token in Tokens(text))
        {
            while (left.MoveNext() && left.Current != token)
            {
            }

            left.Current.ShouldBe(token);
        }

        Comments(after).ShouldBe(Comments(text));
        Names(after)
            .Except(Names(text), StringComparer.Ordinal)
            .Except(
                ["hooks", "type", "command", "args", "timeout", "timeoutSec", "name", "failClosed", AgentStageNames.NameOf(
                    agent, HookStages.BeforeTool), AgentStageNames.NameOf(agent, HookStages.AfterTool)],
                StringComparer.Ordinal)
            .ShouldBeEmpty();
        Names(text).Except(Names(after), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Of_a_file_that_was_edited_since_only_ours_is_taken_out(string agent, string text)
    {
        var file = Write(agent, text);
        _ = Installer.Install(file, Entry(agent), Stages);
        File.WriteAllText(file, File.ReadAllText(file) + "\n");
        Installer.Uninstall(file, agent).ShouldNotBeNull();
        var left = File.ReadAllBytes(file);
        AgentConfiguration.StagesIn(left, agent).ShouldBe(HookStages.None);
        Comments(Encoding.UTF8.GetString(left)).ShouldBe(Comments(text));
        string[] empty = ["hooks", .. AgentStages.In(Stages).Select(stage => AgentStageNames.NameOf(agent, stage))];
        Names(text).Except(Names(Encoding.UTF8.GetString(left)), StringComparer.Ordinal).Except(empty, StringComparer.Ordinal).ShouldBeEmpty();
    }

    // Ours is written %, with what an agent writes around it.
    [TestMethod]
    [DataRow("{\"hooks\":{\"PreToolUse\":[{\"hooks\":[%,{\"command\":\"./mine\"}]}]}}", "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"command\":\"./mine\"}]}]}}")]
    [DataRow("{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"command\":\"./mine\"}, %]}]}}", "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[{\"command\":\"./mine\"}]}]}}")]
    [DataRow("{\"hooks\":{\"PreToolUse\":[{\"hooks\":[\n// note\n%, {\"command\":\"./mine\"}]}]}}", "{\"hooks\":{\"PreToolUse\":[{\"hooks\":[\n// note\n{\"command\":\"./mine\"}]}]}}")]
    [DataRow("{\"hooks\":{\"PreToolUse\":[\n  // note\n  {\"hooks\":[%]}, {\"command\":\"./mine\"}\n]}}", "{\"hooks\":{\"PreToolUse\":[\n  // note\n  {\"command\":\"./mine\"}\n]}}")]
    [DataRow("{\"hooks\":{\"PreToolUse\":[{\"command\":\"./mine\"}, // note\n%]}}", "{\"hooks\":{\"PreToolUse\":[{\"command\":\"./mine\"} // note\n]}}")]
    [DataRow("{\"hooks\":{\"PreToolUse\":[{\"command\":\"./mine\"} // note\r, %]}}", "{\"hooks\":{\"PreToolUse\":[{\"command\":\"./mine\"} // note\r]}}")]
    [DataRow("{\"hooks\":{\"PreToolUse\":[{\"matcher\":\"x\",\"hooks\":[%]}]}, // note\n\"a\":1}", "{ // note\n\"a\":1}")]
    [DataRow("{\"a\":1, // note\n\"hooks\":{\"PreToolUse\":[%]}}", "{\"a\":1 // note\n}")]
    [DataRow("{\"hooks\":{\"PreToolUse\":[%, // note\n{\"command\":\"./mine\"}]}}", "{\"hooks\":{\"PreToolUse\":[ // note\n{\"command\":\"./mine\"}]}}")]
    public void Of_what_others_wrote_around_ours_all_stays(string written, string expected)
    {
        const string Ours = """{"type":"command","command":"/p/hooks","args":["agent","claude","PreToolUse"]}""";
        var file = Write("claude", written.Replace("%", Ours, StringComparison.Ordinal));
        AgentConfiguration.StagesIn(File.ReadAllBytes(file), "claude").ShouldBe(HookStages.BeforeTool);
        Installer.Uninstall(file, "claude").ShouldNotBeNull();
        File.ReadAllText(file).ShouldBe(expected);
    }

    // Whatever stands between values: blanks, comments, one comma more.
    [TestMethod]
    public void Taking_ours_out_and_putting_it_in_leaves_all_else_in_generated_files()
    {
        Random random = new(14);
        string[] gaps = ["", " ", "\n", "\r\n  ", " // a, ]\n", "/* } */", "\n\t// b\r\n", "\r", "/* c\n */ "];
        string[] hooks = [
            """{"command":"./mine"}""",
            """{"type":"command","command":"/p/hooks","args":["agent","claude","PreToolUse"]}""",
            """{"command":"/p/hooks agent claude Stop x y"}""",
            "1",
            """{"a":[]}"""];
        for (var i = 0; i < 3000; i++)
        {
            var text = "{" + Joined([
                .. Enumerable.Range(0, random.Next(3)).Select(at => $"\"k{at}\":{at}"),
                "\"hooks\":{" + Joined([.. new[] { "PreToolUse", "Stop" }.Select(name => $"\"{name}\":[{Joined([.. Some(Element)])}]")]) + "}"]) + "}";
            var file = Write("claude", text);
            var before = File.ReadAllBytes(file);
            _ = Installer.Install(file, Entry("claude"), Stages);
            OtherValues.AreSame(before, File.ReadAllBytes(file), "claude").ShouldBeTrue(text);
            File.AppendAllText(file, "\n");
            Installer.Uninstall(file, "claude").ShouldNotBeNull(text);
            OtherValues.AreSame(before, File.ReadAllBytes(file), "claude").ShouldBeTrue(text);
            AgentConfiguration.StagesIn(File.ReadAllBytes(file), "claude").ShouldBe(HookStages.None, text);
        }

        string Gap() => gaps[random.Next(gaps.Length)];
        string Joined(IReadOnlyList<string> parts) =>
            Gap() + string.Join(",", parts.Select(part => Gap() + part + Gap())) + (parts.Count > 0 && random.Next(4) == 0 ? "," + Gap() : "");
        IEnumerable<string> Some(Func<string> make) => Enumerable.Range(0, random.Next(4)).Select(_ => make());
        string Hook() => hooks[random.Next(hooks.Length)];
        string Element() => random.Next(2) == 0 ? Hook() : "{\"matcher\":\"m\",\"hooks\":[" + Joined([.. Some(Hook)]) + "]}";
    }

    [TestMethod]
    public void What_was_not_there_is_gone_with_its_folders()
    {
        foreach (var agent in AgentNames.Installable)
        {
            var file = AgentConfiguration.FilesOf(agent, _root)[0];
            _ = Installer.Install(file, Entry(agent), Stages);
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            Installer.Uninstall(file, agent).ShouldNotBeNull();
            File.Exists(file).ShouldBeFalse();
            Directory.Exists(Path.GetDirectoryName(file)).ShouldBeFalse();
        }
    }

    [TestMethod]
    public void Each_agent_has_its_own_shape_and_units()
    {
        Installed("claude")
            .ShouldContain(
                """{ "type": "command", "command": "/p/hooks", "args": ["agent", "claude", "PreToolUse", "--fail-closed", "build/Hooks.csproj", "build/obj/hooks.state"], "timeout": 60 }""");
        Installed("claude").ShouldContain("""["agent", "claude", "PostToolUse", "build/Hooks.csproj", "build/obj/hooks.state"], "timeout": 300 }""");
        Installed("codex")
            .ShouldContain(
                """{ "type": "command", "command": "/p/hooks agent codex PreToolUse --fail-closed build/Hooks.csproj build/obj/hooks.state", "timeout": 60 }""");
        Installed("copilot")
            .ShouldStartWith(
                "{\n  \"version\": 1,\n  \"hooks\": {\n    \"PreToolUse\": [\n      { \"type\": \"command\", \"command\": \"/p/hooks agent copilot PreToolUse");
        Installed("copilot").ShouldContain("\"timeoutSec\": 60 }");
        Installed("cursor").ShouldContain("\"timeout\": 60, \"failClosed\": true }");
        Installed("gemini").ShouldContain("\"timeout\": 60000 }");
    }

    [TestMethod]
    [DataRow("{\"hooks\":[]}")]
    [DataRow("{\"hooks\":{\"PreToolUse\":{}}}")]
    [DataRow("[1]")]
    [DataRow("{\"a\":")]
    [DataRow("no json")]
    public void A_file_that_cannot_be_understood_is_left_as_it_is(string text)
    {
        var file = Write("claude", text);
        Should.Throw<HooksException>(() => Installer.Install(file, Entry("claude"), Stages)).Message.ShouldContain("was left as it is");
        File.ReadAllText(file).ShouldBe(text);
    }

    [TestMethod]
    public void A_file_that_is_read_only_is_left_as_it_is()
    {
        var file = Write("claude", "{}");
        File.SetAttributes(file, FileAttributes.ReadOnly);
        Should.Throw<HooksException>(() => Installer.Install(file, Entry("claude"), Stages)).Message.ShouldContain("it is read-only");
        File.SetAttributes(file, FileAttributes.Normal);
        File.ReadAllText(file).ShouldBe("{}");
    }

    [TestMethod]
    public void Installing_again_with_other_stages_leaves_one_entry_for_each()
    {
        var file = Write("claude", Found[9]);
        _ = Installer.Install(file, Entry("claude"), Stages);
        _ = Installer.Install(file, Entry("claude") with { FailsClosed = false }, HookStages.AgentStop);
        AgentConfiguration.StagesIn(File.ReadAllBytes(file), "claude").ShouldBe(HookStages.AgentStop);
        _ = Installer.Uninstall(file, "claude");
        File.ReadAllText(file).ShouldBe(Found[9]);
    }

    [TestMethod]
    public void An_agent_that_comes_through_anothers_file_is_answered_by_its_own_entry_alone()
    {
        InstallHere("cursor", Here("cursor"));
        IsAnsweredElsewhere("claude", AgentEvents.CursorShell).ShouldBeTrue();
        IsAnsweredElsewhere("cursor", AgentEvents.CursorShell).ShouldBeFalse();
        IsAnsweredElsewhere("claude", AgentEvents.VsCodeShell).ShouldBeFalse();
        InstallHere("copilot", Here("copilot"));
        IsAnsweredElsewhere("claude", AgentEvents.VsCodeShell).ShouldBeTrue();
        IsAnsweredElsewhere("copilot", AgentEvents.VsCodeShell).ShouldBeFalse();
        IsAnsweredElsewhere("claude", AgentEvents.CopilotCamel).ShouldBeTrue();
    }

    // Each way in which an entry of its own may be less than the one that called.
    [TestMethod]
    [DataRow("a", false, "a", false, true)]
    [DataRow("a", false, "a", true, true, DisplayName = "it forbids more")]
    [DataRow("a", true, "a", true, true)]
    [DataRow("a", true, "a", false, false, DisplayName = "it lets go on where hooks cannot run")]
    [DataRow("a", false, "b", false, false, DisplayName = "another project")]
    [DataRow("a b", false, "a", false, false, DisplayName = "one of two projects")]
    [DataRow("a", false, "b a", false, true, DisplayName = "it and another project")]
    [DataRow("a", false, "a:old", false, false, DisplayName = "what was built elsewhere")]
    [DataRow("", false, "", false, true, DisplayName = "what is found")]
    [DataRow("", false, "a", false, false, DisplayName = "a project, and what is found")]
    [DataRow("a", false, "", false, false, DisplayName = "what is found, and a project")]
    [DataRow("gone", false, "gone", false, false, DisplayName = "a project that is not there")]
    public void An_event_is_left_to_an_agents_own_entry_only_where_that_starts_all_that_this_one_does(
        string called, bool callClosed, string own, bool ownClosed, bool isLeft)
    {
        foreach (var project in (string[])["a", "b"])
        {
            _ = Directory.CreateDirectory(Path.Combine(_root, project));
            File.WriteAllText(Path.Combine(_root, project, "Hooks.csproj"), "");
        }

        _ = Installer.Install(
            AgentConfiguration.FilesOf("cursor", _root)[0], new AgentEntry("cursor", [Environment.ProcessPath!], ownClosed, Paths(own)), Stages);
        DoubleFiring.IsAnsweredElsewhere(
            ReplyTests.Read("claude", AgentEvents.CursorShell), new AgentCall("claude", "PreToolUse", callClosed, Paths(called)), _root).ShouldBe(isLeft);

        static List<string> Paths(string projects) =>
            [.. projects.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(project => new[] { project.Split(':')[0] + "/Hooks.csproj", project.Replace(':', '/') + "/state" })];
    }

    [TestMethod]
    public void An_event_is_not_left_to_an_entry_whose_program_is_not_there()
    {
        InstallHere("cursor", Here("cursor") with { Program = [Path.Combine(_root, "gone")] });
        IsAnsweredElsewhere("claude", AgentEvents.CursorShell).ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("{ \"command\": ", "{ \"matcher\": \"Write\", \"command\": ", DisplayName = "for some tools alone")]
    [DataRow("\"command\": \"", "\"command\": \"echo ", DisplayName = "another program")]
    [DataRow("\", \"timeout\"", " | cat\", \"timeout\"", DisplayName = "what more is done")]
    public void An_event_is_not_left_to_an_entry_that_may_not_answer_it(string written, string changed)
    {
        InstallHere("cursor", Here("cursor"));
        IsAnsweredElsewhere("claude", AgentEvents.CursorShell).ShouldBeTrue();
        var file = AgentConfiguration.FilesOf("cursor", _root)[0];
        File.WriteAllText(file, File.ReadAllText(file).Replace(written, changed, StringComparison.Ordinal));
        IsAnsweredElsewhere("claude", AgentEvents.CursorShell).ShouldBeFalse();
    }

    [TestMethod]
    public void An_agent_whose_own_entry_does_not_answer_this_event_or_that_only_may_be_another_is_answered()
    {
        InstallHere("copilot", Here("copilot"), HookStages.AfterTool);
        IsAnsweredElsewhere("claude", AgentEvents.CopilotCamel).ShouldBeFalse("it has an entry of another stage");
        InstallHere("copilot", Here("copilot"));
        IsAnsweredElsewhere("claude", AgentEvents.ClaudeShell, ("COPILOT_CLI", "1")).ShouldBeFalse("Claude Code was started in Copilot's shell");
        IsAnsweredElsewhere("claude", AgentEvents.CopilotShell, ("COPILOT_CLI", "1")).ShouldBeFalse("the event does not show it");
        IsAnsweredElsewhere("gemini", AgentEvents.CopilotCamel).ShouldBeFalse("it does not read that file");
    }

    [TestMethod]
    public void A_hook_that_fails_closed_is_called_so_that_it_does_without_a_build_too()
    {
        PlannedHook guard = new() { Index = 0, Name = "Guard", Stages = HookStages.BeforeTool | HookStages.AfterTool, FailClosed = true };
        var closed = AgentInstallation.FailsClosedAt([guard, new PlannedHook { Index = 1, Name = "Talk", Stages = HookStages.PromptSubmit }]);
        closed.ShouldBe(HookStages.BeforeTool);
        foreach (var agent in AgentNames.Installable)
        {
            var entry = Entry(agent) with { FailsClosed = false, FailsClosedAt = closed };
            entry.Of(HookStages.BeforeTool).ShouldContain("--fail-closed");
            entry.Of(HookStages.PromptSubmit).ShouldNotContain("--fail-closed");
            entry.Of(HookStages.AfterTool).ShouldNotContain("--fail-closed");
            (agent == "cursor").ShouldBe(entry.Of(HookStages.BeforeTool).Contains("\"failClosed\": true", StringComparison.Ordinal));
        }
    }

    [TestMethod]
    public void It_is_told_what_is_installed_and_what_keeps_it_from_running()
    {
        AgentDiagnosis.Of("codex", _root, Stages, [], NoPath).ShouldBe([("codex: nothing is installed", false)]);
        _ = Installer.Install(AgentConfiguration.FilesOf("codex", _root)[0], Entry("codex"), HookStages.BeforeTool);
        AgentDiagnosis.Of("codex", _root, Stages, [], NoPath).ShouldBe(
        [
            ("codex: .codex/hooks.json starts /p/hooks, which is not there or may not be executed: install again", true),
            ("codex: .codex/hooks.json starts the hooks of build/Hooks.csproj, which is not there: hooks uninstall --agent codex --project build/Hooks.csproj", true),
            ("codex: .codex/hooks.json starts hooks at PreToolUse", false),
            ("codex: trust the project, then approve the new hooks in /hooks; until then it passes them over", false),
            ("codex: hooks run at AfterTool too, and nothing starts them there: hooks install --agent codex", true),
        ]);
        _ = Write("claude", "{");
        AgentDiagnosis.Of("claude", _root, declared: null, [], NoPath).First().Line.ShouldStartWith("claude: .claude/settings.json cannot be understood");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private bool IsAnsweredElsewhere(string installed, string json, params (string Name, string Value)[] environment) =>
        DoubleFiring.IsAnsweredElsewhere(
            ReplyTests.Read(installed, json, environment), new AgentCall(installed, "", FailsClosed: true, Entry(installed).Paths), _root);

    // With a program and a project that are there.
    private static AgentEntry Here(string agent) => Entry(agent) with { Program = [Environment.ProcessPath!] };

    private void InstallHere(string agent, AgentEntry entry, HookStages stages = Stages)
    {
        _ = Directory.CreateDirectory(Path.Combine(_root, "build"));
        File.WriteAllText(Path.Combine(_root, "build", "Hooks.csproj"), "");
        _ = Installer.Install(AgentConfiguration.FilesOf(agent, _root)[0], entry, stages);
    }

    private AgentInstaller Installer => new(_root, Path.Combine(_root, ".git"));

    private static AgentEntry Entry(string agent) => new(agent, ["/p/hooks"], FailsClosed: true, ["build/Hooks.csproj", "build/obj/hooks.state"]);

    private string Installed(string agent)
    {
        var file = AgentConfiguration.FilesOf(agent, _root)[0];
        _ = Installer.Install(file, Entry(agent), Stages);
        return File.ReadAllText(file);
    }

    private string Write(string agent, string text)
    {
        var file = AgentConfiguration.FilesOf(agent, _root)[^1];
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, Encoding.UTF8.GetBytes(text));
        return file;
    }

    private static List<string> Comments(string text)
    {
        List<string> comments = [];
        Utf8JsonReader reader = new(
            Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')),
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Comment)
            {
                comments.Add(reader.GetComment().Trim());
            }
        }

        return comments;
    }

    // With their order and their way of writing.
    private static List<string> Tokens(string text)
    {
        List<string> tokens = [];
        Utf8JsonReader reader = new(
            Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')),
            new JsonReaderOptions { CommentHandling = JsonCommentHandling.Allow, AllowTrailingCommas = true });
        while (reader.Read())
        {
            tokens.Add(reader.TokenType + Encoding.UTF8.GetString(reader.ValueSpan));
        }

        return tokens;
    }

    private static List<string> Names(string text)
    {
        List<string> names = [];
        Utf8JsonReader reader = new(
            Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF')), new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                names.Add(reader.GetString()!);
            }
        }

        return names;
    }
}
