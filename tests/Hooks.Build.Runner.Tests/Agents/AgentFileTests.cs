using System.Text;
using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>Files that are empty, broken, in the way or elsewhere, and what git is told of them.</summary>
[TestClass]
public sealed class AgentFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public AgentFileTests()
    {
        _ = Directory.CreateDirectory(In(".git/objects"));
        File.WriteAllText(In(".git/HEAD"), "");
    }

    public static IEnumerable<object[]> Blanks =>
        from agent in AgentNames.Installable from text in new[] { "", " \n\n", "\uFEFF", "\uFEFF\r\n" } select new object[] { agent, text };

    [TestMethod]
    [DynamicData(nameof(Blanks))]
    public void An_empty_file_is_an_object_without_anything_and_is_empty_again_afterwards(string agent, string text)
    {
        var file = Write(agent, text);
        Installer.Check(file, Entry(agent), HookStages.BeforeTool);
        Installer.HasOthers(file, Entry(agent)).ShouldBeFalse();
        _ = Installer.Install(file, Entry(agent), HookStages.BeforeTool);
        Installer.Install(file, Entry(agent), HookStages.BeforeTool).ShouldEndWith("already");
        AgentConfiguration.StagesIn(File.ReadAllBytes(file), agent).ShouldBe(HookStages.BeforeTool);
        _ = Installer.Uninstall(file, agent);
        File.ReadAllBytes(file).ShouldBe(Encoding.UTF8.GetBytes(text));
    }

    [TestMethod]
    [DataRow("{\n  \"a\": tru,\n}", "what stands in line 2, column 11 is no JSON")]
    [DataRow("{\n  \"ä\": 'x'\n}", "what stands in line 2, column 8 is no JSON")]
    [DataRow("\uFEFF{]", "what stands in line 1, column 2 is no JSON")]
    [DataRow("{\n  \"a\": 1\n", "it ends in line 3, column 1, where more has to come")]
    [DataRow("{} {}", "what stands in line 1, column 4 is no JSON")]
    [DataRow("[]", "the file is no object")]
    [DataRow("{\"hooks\":[]}", "hooks is no object")]
    [DataRow("{\"hooks\":{\"PreToolUse\":{}}}", "hooks.PreToolUse is no list")]
    public void What_cannot_be_understood_is_told_with_its_place_as_editors_count_and_is_left(string text, string said)
    {
        var file = Write("claude", text);
        Should.Throw<HooksException>(() => Installer.Check(
            file,
            Entry("claude"),
            HookStages.BeforeTool)).Problems[0].Message.ShouldBe(
                $".claude/settings.local.json cannot be understood, and was left as it is: {said}. Mend it, then try again");
        Should.Throw<HooksException>(() => Installer.Install(file, Entry("claude"), HookStages.BeforeTool)).Message.ShouldContain(said);
        File.ReadAllBytes(file).ShouldBe(Encoding.UTF8.GetBytes(text));
        Directory.GetFiles(In(".git")).ShouldHaveSingleItem();
    }

    [TestMethod]
    public void What_stands_in_the_way_is_named()
    {
        File.WriteAllText(In(".claude"), "");
        Refusal("claude").ShouldContain($"{In(".claude")} is no folder, where one has to be: move it away");
        _ = Directory.CreateDirectory(In(".codex/hooks.json"));
        Refusal("codex").ShouldContain("it is a folder, where a file has to be: move it away");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links need a right there.")]
    [DataRow(true)]
    [DataRow(false)]
    public void A_link_that_leads_out_of_the_working_tree_is_not_followed_to_install(bool isThere)
    {
        using TemporaryFolder home = new();
        var real = Path.Combine(home.Path, "settings.json");
        var file = Link(real);
        if (isThere)
        {
            File.WriteAllText(real, "{}");
        }

        Refusal("claude").ShouldContain($"it is a link to {real}, outside of this working tree");
        File.Exists(real).ShouldBe(isThere);

        // What an earlier version has put there is taken out, and it is said where.
        _ = Installer.Install(file, Entry("claude"), HookStages.BeforeTool);
        Installer.Uninstall(file, "claude").ShouldNotBeNull();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Links need a right there.")]
    public void A_link_within_the_working_tree_is()
    {
        File.WriteAllText(In("mine.json"), "{}");
        var file = Link("../mine.json");
        Installer.Check(file, Entry("claude"), HookStages.BeforeTool);
        _ = Installer.Install(file, Entry("claude"), HookStages.BeforeTool);
        File.ReadAllText(In("mine.json")).ShouldContain("hooks.state");
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("*.x\n")]
    [DataRow("*.x")]
    public void What_git_was_told_is_taken_back_to_the_byte_in_whatever_order(string? before)
    {
        string[] paths = ["a", "b", "c"];
        foreach (var order in (int[][])[[0, 1, 2], [2, 1, 0], [1, 2, 0], [1, 0, 2], [0, 2, 1], [2, 0, 1]])
        {
            var text = paths.Aggregate(before, ExcludeLines.Add);
            text!.Split('\n').Where(line => line.StartsWith('/')).ShouldBe(["/a", "/b", "/c"]);
            order.Aggregate((string?)text, (now, at) => ExcludeLines.Remove(now!, paths[at])).ShouldBe(before, string.Join(' ', order));
        }
    }

    [TestMethod]
    [DataRow("*.x", "*.x\nlater\n")]
    [DataRow(null, "later\n")]
    public void What_others_have_added_since_stays(string? before, string after) =>
        ExcludeLines.Remove(ExcludeLines.Add(before, "a") + "later\n", "a").ShouldBe(after);

    public void Dispose() => _folder.Dispose();

    private AgentInstaller Installer => new(_folder.Path, In(".git"));

    private static AgentEntry Entry(string agent) => new(agent, ["/p/hooks"], FailsClosed: true, ["build/Hooks.csproj", "build/obj/hooks.state"]);

    private string In(string name) => Path.Combine(_folder.Path, name);

    private string Refusal(string agent) =>
        Should.Throw<HooksException>(() => Installer.Check(AgentConfiguration.FilesOf(agent, _folder.Path)[0], Entry(agent), HookStages.BeforeTool)).Message;

    private string Link(string target)
    {
        var file = AgentConfiguration.FilesOf("claude", _folder.Path)[0];
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        _ = File.CreateSymbolicLink(file, target);
        return file;
    }

    private string Write(string agent, string text)
    {
        var file = AgentConfiguration.FilesOf(agent, _folder.Path)[0];
        _ = Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, Encoding.UTF8.GetBytes(text));
        return file;
    }
}
