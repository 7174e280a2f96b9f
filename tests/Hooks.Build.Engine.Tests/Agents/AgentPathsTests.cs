using Hooks.Build.Engine.Agents;

namespace Hooks.Build.Engine.Tests.Agents;

/// <summary>What a path names counts, not how it is written.</summary>
[TestClass]
public sealed class AgentPathsTests : IDisposable
{
    private readonly string _root = Directory.CreateDirectory(Path.Combine(Directory.CreateTempSubdirectory("hooks-paths-").FullName, "repo")).FullName;

    [TestMethod]
    public void Files_that_exist_or_do_not_are_named_from_the_root()
    {
        _ = Directory.CreateDirectory(In("src"));
        File.WriteAllText(In("src/a.cs"), "");
        Within(In("src/a.cs"), In("new/folder/b.cs"), In("src/../c.cs"), In("src//d.cs"), In("a\nb.cs"))
            .ShouldBe(["a\nb.cs", "c.cs", "new/folder/b.cs", "src/a.cs", "src/d.cs"]);
    }

    [TestMethod]
    public void What_lies_outside_is_left_out_also_where_a_link_leads_there()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Links need a privilege there.");
        }

        File.CreateSymbolicLink(In("out"), "/tmp");
        File.CreateSymbolicLink(In("nowhere"), "/does/not/exist");
        File.CreateSymbolicLink(In("loop"), In("loop"));
        Within("/etc/passwd", In("../x"), _root + "x/y", In("out/y"), In("out/new/y"), In("nowhere"), _root, In("a\0b")).ShouldBeEmpty();
        _ = Within(In("loop"), In("loop/x"));
    }

    [TestMethod]
    public void What_a_link_leads_to_inside_is_named_by_its_own_name()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Links need a privilege there.");
        }

        _ = Directory.CreateDirectory(In("real"));
        File.CreateSymbolicLink(In("link"), "real");
        File.CreateSymbolicLink(In("to-new"), "real/new.cs");
        Within(In("link/a.cs"), In("to-new")).ShouldBe(["real/a.cs", "real/new.cs"]);
        var elsewhere = Path.Combine(Path.GetDirectoryName(_root)!, "elsewhere");
        File.CreateSymbolicLink(elsewhere, _root);
        Within(Path.Combine(elsewhere, "b.cs")).ShouldBe(["b.cs"]);
        AgentPaths.Within(elsewhere, [In("c.cs")]).ShouldBe(["c.cs"]);
    }

    [TestMethod]
    public void A_path_that_goes_up_behind_a_link_names_what_its_text_says_and_what_the_system_finds()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Links need a privilege there.");
        }

        _ = Directory.CreateDirectory(In("a/b"));
        File.CreateSymbolicLink(In("link"), "a/b");
        AgentPaths.Full("link/../new/c.cs", _root).ShouldBe([In("new/c.cs"), In("a/new/c.cs")]);
        AgentPaths.Full(In("link/../c.cs"), "/").ShouldBe([In("c.cs"), In("a/c.cs")]);
        AgentPaths.Full("a/b/../c.cs", _root).ShouldBe([In("a/c.cs")]);
        AgentPaths.Full("none/../c.cs", _root).ShouldBe([In("c.cs")]);
        AgentPaths.Full("a/..b/c.cs", _root).ShouldBe([In("a/..b/c.cs")]);
        AgentPaths.Full("..", In("a")).ShouldBe([_root]);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_root)!, recursive: true);

    private string In(string path) => _root + "/" + path;

    private IReadOnlyList<string> Within(params string[] paths) => AgentPaths.Within(_root, paths);
}
