using System.Runtime.Versioning;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Processes;

[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Windows finds programs by their extension.")]
[UnsupportedOSPlatform("windows")]
public sealed class ToolPathTests
{
    [TestMethod]
    public void The_first_folder_of_the_path_wins()
    {
        using TempFolder folder = new();
        var first = folder.Script("one/tool", "");
        _ = folder.Script("two/tool", "");
        Find("tool", folder.Path, $"{folder.In("none")}:{folder.In("one")}:{folder.In("two")}").ShouldBe(first);
    }

    [TestMethod]
    public void A_file_that_may_not_be_executed_is_passed_over()
    {
        using TempFolder folder = new();
        _ = folder.File("one/tool");
        var second = folder.Script("two/tool", "");
        Find("tool", folder.Path, $"{folder.In("one")}:{folder.In("two")}").ShouldBe(second);
    }

    [TestMethod]
    [DataRow("ln -s nowhere one/tool")]
    [DataRow("ln -s tool one/tool")]
    [DataRow("mkdir one/tool")]
    [DataRow("mkfifo one/tool; chmod +x one/tool")]
    [DataRow("touch one/tool")]
    [DataRow("rmdir one; touch one")]
    [DataRow("rmdir one; ln -s nowhere one")]
    public void What_is_no_program_is_passed_over(string make)
    {
        using TempFolder folder = new();
        _ = folder.Shell("mkdir one two; " + make);
        var second = folder.Script("two/tool", "");
        Find("tool", folder.Path, $"{folder.In("one")}:{folder.In("two")}").ShouldBe(second);
        Find("tool", folder.Path, folder.In("one")).ShouldBeNull();
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "Mounts a file system.")]
    public void Where_nothing_may_be_executed_that_is_told_and_not_a_mode()
    {
        using TempFolder folder = new();
        using var mounted = SmallDisk.Mount(folder.In("noexec"), "size=1m,noexec");
        var tool = folder.Script("noexec/tool", "");
        ToolPath.TryFind(
            "tool",
            folder.Path,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = folder.In("noexec") },
            out _,
            out var searched).ShouldBeFalse();
        searched.ShouldBe($"{folder.In("noexec")} ({tool} lies in a file system in which nothing may be executed: mounted with noexec)");
    }

    [TestMethod]
    public void A_link_to_a_program_is_one()
    {
        using TempFolder folder = new();
        _ = folder.Script("two/tool", "");
        _ = folder.Shell("mkdir one; ln -s ../two/tool one/tool");
        Find("tool", folder.Path, folder.In("one")).ShouldBe(folder.In("one/tool"));
    }

    [TestMethod]
    public void A_link_that_leads_nowhere_is_told_where_nothing_else_is_found()
    {
        using TempFolder folder = new();
        _ = folder.Shell("ln -s nowhere tool");
        ToolPath.TryFind("tool", "/", new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = folder.Path }, out _, out var searched)
            .ShouldBeFalse();
        searched.ShouldBe($"{folder.Path} ({folder.In("tool")} is a link that leads nowhere)");
    }

    [TestMethod]
    public void A_file_that_is_only_not_executable_is_told_so()
    {
        using TempFolder folder = new();
        _ = folder.File("check.sh");
        ToolPath.TryFind("./check.sh", folder.Path, FakeTool.Environment, out _, out var searched).ShouldBeFalse();
        searched.ShouldBe($"{folder.Path} ({folder.In("check.sh")} may not be executed: chmod +x)");
    }

    [TestMethod]
    public void A_folder_of_the_name_is_no_tool()
    {
        using TempFolder folder = new();
        _ = Directory.CreateDirectory(folder.In("one/tool"));
        Find("tool", folder.Path, folder.In("one")).ShouldBeNull();
    }

    [TestMethod]
    public void A_path_starts_at_the_working_directory_and_not_on_the_path()
    {
        using TempFolder folder = new();
        var tool = folder.Script("bin/tool", "");
        Find("bin/tool", folder.Path, "/usr/bin").ShouldBe(tool);
        Find("bin/tool", folder.In("bin"), folder.Path).ShouldBeNull();
    }

    [TestMethod]
    public void An_absolute_path_is_taken_as_it_is()
    {
        using TempFolder folder = new();
        var tool = folder.Script("tool", "");
        Find(tool, "/", "").ShouldBe(tool);
    }

    [TestMethod]
    public void A_name_without_a_separator_is_not_taken_from_the_working_directory()
    {
        using TempFolder folder = new();
        _ = folder.Script("tool", "");
        Find("tool", folder.Path, ":/usr/bin:").ShouldBeNull();
    }

    [TestMethod]
    public void A_name_with_a_nul_is_not_found() => Find("to\0ol", "/", "/usr/bin").ShouldBeNull();

    [TestMethod]
    [DataRow("tool", "", "tool.COM tool.EXE tool.BAT tool.CMD")]
    [DataRow("tool", ".EXE;.PY", "tool.EXE tool.PY")]
    [DataRow("python3.12", ".EXE;.CMD", "python3.12 python3.12.EXE python3.12.CMD")]
    [DataRow("npx.cmd", ".EXE;;.CMD", "npx.cmd npx.cmd.EXE npx.cmd.CMD")]
    [DataRow("./v1.2/tool", ".EXE", "./v1.2/tool.EXE")]
    public void On_Windows_a_name_is_tried_with_each_extension(string name, string extensions, string names) =>
        ToolPath.NamesOnWindows(name, extensions).ShouldBe(names.Split(' '));

    private static string? Find(string name, string workingDirectory, string path) =>
        ToolPath.TryFind(name, workingDirectory, new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = path }, out var found, out _)
            ? found
            : null;
}
