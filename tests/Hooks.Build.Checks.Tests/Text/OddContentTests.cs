using System.Text;
using Hooks.Build.Catalog;

namespace Hooks.Build.Checks.Tests.Text;

[TestClass]
public sealed class OddContentTests
{
    private static readonly string[] Fixers = ["trailing-whitespace", "end-of-file-fixer", "mixed-line-ending", "check-editorconfig"];
    private static readonly TemporaryFolder Folder = CreateFolder();

    public static IEnumerable<object[]> Checks =>
        from id in (string[])[
            .. Fixers,
            "fix-byte-order-marker",
            "check-merge-conflict",
            "detect-private-key",
            "secrets",
            "validate-regex-patterns",
            "commit-message",
            "check-executables-have-shebangs",
            "check-shebang-scripts-are-executable"]
        from content in Odd().Keys
        select new object[] { id, content };

    public static IEnumerable<object[]> Untouched =>
        from id in Fixers
        from content in (string[])["UTF-16", "UTF-16 without mark", "UTF-16, high byte first", "UTF-16, high byte first, without mark", "NUL", "empty"]
        select new object[] { id, content };

    [ClassCleanup]
    public static void Clean() => Folder.Dispose();

    [TestMethod]
    [DynamicData(nameof(Checks))]
    public void Odd_content_is_looked_at_without_a_crash_and_alike_in_one_block(string id, string content)
    {
        var bytes = Odd()[content];
        var check = Make(id);

        var found = check.Find(bytes, "a.cs");
        check.Fix(bytes, "a.cs");

        if (check is LineCheck)
            check.FindInBlocks([bytes], "a.cs").ShouldBe(found);
    }

    [TestMethod]
    [DynamicData(nameof(Untouched))]
    public void What_is_no_text_of_single_bytes_is_not_touched(string id, string content)
    {
        var check = Make(id);

        check.Fix(Odd()[content]).ShouldBeNull();
        check.Find(Odd()[content]).ShouldBeEmpty();
    }

    [TestMethod]
    public void A_line_of_a_million_characters_has_its_finding()
    {
        Checking.Make("trailing-whitespace").Find(Odd()["million"]).ShouldHaveSingleItem().Line.ShouldBe(2);
        Checking.Make("end-of-file-fixer").Find(Odd()["million"]).ShouldHaveSingleItem().Line.ShouldBe(2);
    }

    [TestMethod]
    public void A_line_that_is_larger_than_a_block_is_one_line()
    {
        var check = Checking.Make("trailing-whitespace");

        check.FindInBlocks(["abc "u8.ToArray(), "  "u8.ToArray(), "  \r"u8.ToArray(), "\nx"u8.ToArray()]).ShouldHaveSingleItem().Line.ShouldBe(1);
        check.FindInBlocks(["abc "u8.ToArray(), "x\n"u8.ToArray()]).ShouldBeEmpty();
    }

    [TestMethod]
    public void Findings_are_counted_beyond_those_that_are_kept()
    {
        var findings = new Findings();
        Checking.Make("trailing-whitespace").Check(new CheckedFile("a", "a"), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a \n", 250))), findings);

        findings.Count.ShouldBe(250);
        findings.Kept.Count.ShouldBe(Findings.Most);
    }

    [TestMethod]
    public void Every_check_of_text_is_made() =>
        HookCatalog.All.Where(hook => hook.Tool == "hooks"
            && hook.PerFile
            && hook.Contents is FileContents.Text or FileContents.AnyText
            && hook.Id != "detect-aws-credentials")
            .ShouldAllBe(hook => Make(hook.Id) != null);

    private static FileCheck Make(string id) =>
        Checking.Make(id, new CheckContext(Folder.Path, new Dictionary<string, string>()), id == "check-merge-conflict" ? ["--assume-in-merge"] : []);

    private static TemporaryFolder CreateFolder()
    {
        var folder = new TemporaryFolder();
        folder.Write(".editorconfig", "[*]\nend_of_line = lf\ninsert_final_newline = true\ntrim_trailing_whitespace = true\nindent_style = space\n");
        return folder;
    }

    private static Dictionary<string, byte[]> Odd() => new()
    {
        ["empty"] = [],
        ["only returns"] = "a \rb\r\r"u8.ToArray(),
        ["million"] = Encoding.UTF8.GetBytes("x\n" + new string('y', 1_000_000) + " "),
        ["million words"] = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("token password = 'x' ", 50_000))),
        ["million quotes"] = Encoding.UTF8.GetBytes("Regex" + string.Concat(Enumerable.Repeat("$\"{", 50_000))),
        ["UTF-16"] = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("a \n\u0A20漢字 \n")],
        ["UTF-16 without mark"] = Encoding.Unicode.GetBytes("a \n漢字 "),
        ["UTF-16, high byte first"] = [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("漢\u200A\u0A20 \n")],
        ["UTF-16, high byte first, without mark"] = Encoding.BigEndianUnicode.GetBytes("a \n漢\u200A "),
        ["NUL"] = "a \0 \n\n\n"u8.ToArray(),
        ["no UTF-8"] = [0xC3, 0x28, (byte)'\n', 0xFF],
        ["unclosed"] = "Regex.IsMatch(x, \"(\nnew Regex(@\"(\n $\"{ $@\"{ \"\"\" ' /*"u8.ToArray(),
    };
}
