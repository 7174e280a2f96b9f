namespace Hooks.Build.Checks.Tests.Text;

[TestClass]
public sealed class NameAndModeTests
{
    [TestMethod]
    public void An_executable_names_its_interpreter()
    {
        var check = Checking.Make("check-executables-have-shebangs");

        check.Find("#!/bin/sh\n", isExecutable: true).ShouldBeEmpty();
        check.Find("\uFEFF#!/bin/sh\n", isExecutable: true).ShouldHaveSingleItem().Line.ShouldBe(1);
    }

    [TestMethod]
    public void A_script_is_executable()
    {
        var check = Checking.Make("check-shebang-scripts-are-executable");

        check.Find("#!/bin/sh\n", isExecutable: true).ShouldBeEmpty();
        check.Find("# !/bin/sh\n").ShouldBeEmpty();
        check.Find("#!/bin/sh\n").ShouldHaveSingleItem().Message.ShouldContain("git add --chmod=+x");
    }

    [TestMethod]
    public void A_link_that_leads_nowhere_is_found()
    {
        using var folder = new TemporaryFolder();
        folder.Write("target", "");
        File.CreateSymbolicLink(folder.PathOf("good"), "target");
        File.CreateSymbolicLink(folder.PathOf("folder"), ".");
        File.CreateSymbolicLink(folder.PathOf("broken"), "gone");
        File.CreateSymbolicLink(folder.PathOf("circle"), "circle");

        Find("target").ShouldBeEmpty();
        Find("good").ShouldBeEmpty();
        Find("folder").ShouldBeEmpty();
        Find("broken").ShouldHaveSingleItem().ShouldBe("link to 'gone', which does not exist; make it lead to something, or delete it");
        Find("circle").ShouldHaveSingleItem();

        string[] Find(string name)
        {
            var findings = new Findings();
            Checking.Make("check-symlinks").Check(new CheckedFile(name, folder.PathOf(name)), [], findings);
            return [.. findings.Kept.Select(finding => finding.Message)];
        }
    }

    [TestMethod]
    [DataRow("src/aux.cs")]
    [DataRow("CON/a")]
    [DataRow("com1")]
    [DataRow("lpt².txt")]
    [DataRow("a:b")]
    [DataRow("a\\b")]
    [DataRow("a\tb")]
    [DataRow("what?.md")]
    [DataRow("folder./a")]
    [DataRow("x/folder /a")]
    [DataRow("a/end.")]
    [DataRow("end ")]
    public void A_name_that_windows_cannot_have_is_found(string path) => Checking.Make("check-illegal-windows-names").Find("", path).ShouldHaveSingleItem();

    [TestMethod]
    [DataRow("console.cs")]
    [DataRow("com10")]
    [DataRow("a/.gitignore")]
    [DataRow("auxiliary/nul-safe.txt")]
    [DataRow("a b/c d.txt")]
    [DataRow("x.con")]
    public void A_name_that_windows_can_have_is_none(string path) => Checking.Make("check-illegal-windows-names").Find("", path).ShouldBeEmpty();
}
