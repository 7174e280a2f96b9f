using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Exports;
using Hooks.Build.Runner.Tests.Doors;

namespace Hooks.Build.Runner.Tests.Exports;

[TestClass]
public sealed class ExportFileTests
{
    [TestMethod]
    [DataRow("sarif")]
    [DataRow("sarif=")]
    [DataRow("Sarif=x")]
    [DataRow("text=x")]
    [DataRow("sarif=/")]
    [DataRow("sarif=folder/")]
    public void What_is_no_format_and_file_is_refused_before_anything_runs(string text) =>
        Should.Throw<HooksException>(() => ExportFile.Read(text, "/")).Problems[0].Code.ShouldBe(Codes.InvalidSetting);

    [TestMethod]
    public void A_place_that_cannot_be_written_is_refused_before_anything_runs()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "file"), "");
        Should.Throw<HooksException>(() => ExportFile.Read("sarif=file/out.sarif", folder.Path).Require()).Problems[0].Code.ShouldBe(Codes.InvalidSetting);
    }

    [TestMethod]
    public void The_folder_is_made_and_nothing_else_is_left_in_it()
    {
        using TemporaryFolder folder = new();
        var file = ExportFile.Read("sarif=out/a=b.sarif", folder.Path);
        file.Require();
        file.Write("one"u8.ToArray()).ShouldBeNull();
        file.Write("two"u8.ToArray()).ShouldBeNull();
        Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories)
            .Select(path => (Path.GetFileName(path), File.ReadAllText(path)))
            .ShouldBe([("a=b.sarif", "two")]);
    }

    [TestMethod]
    public void A_link_stays_a_link()
    {
        using TemporaryFolder folder = new();
        var target = Path.Combine(folder.Path, "target");
        var link = Path.Combine(folder.Path, "link");
        File.CreateSymbolicLink(link, target);
        ExportFile.Read("sarif=link", folder.Path).Write("one"u8.ToArray()).ShouldBeNull();
        File.ReadAllText(target).ShouldBe("one");
        new FileInfo(link).LinkTarget.ShouldBe(target);
    }

    [TestMethod]
    public void What_cannot_be_written_any_more_is_told()
    {
        using TemporaryFolder folder = new();
        ExportFile.Read("sarif=gone/out.sarif", folder.Path).Write("one"u8.ToArray())!.Code.ShouldBe(Codes.Export);
    }
}
