using System.Text;
using FsCheck.Fluent;

namespace Hooks.Build.Checks.Tests.Text;

/// <summary>Checks that repair do not undo what .editorconfig asks for.</summary>
[TestClass]
public sealed class EditorConfigPeaceTests : IDisposable
{
    private static readonly string[] Fixers = [
        "trailing-whitespace", "end-of-file-fixer", "mixed-line-ending", "mixed-line-ending --fix=lf", "mixed-line-ending --fix=crlf", "fix-byte-order-marker"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DataRow("insert_final_newline = false", "end-of-file-fixer", "text")]
    [DataRow("insert_final_newline = false", "mixed-line-ending", "one\ntext")]
    [DataRow("trim_trailing_whitespace = false", "trailing-whitespace", "one \ntwo\t")]
    [DataRow("end_of_line = crlf", "mixed-line-ending --fix=lf", "one\r\n")]
    [DataRow("charset = utf-8-bom", "fix-byte-order-marker", "\uFEFFone\n")]
    public void What_editorconfig_asks_for_is_no_finding(string setting, string command, string content)
    {
        var check = Make(command, setting);

        check.Find(content).ShouldBeEmpty();
        check.Fix(content).ShouldBeNull();
    }

    [TestMethod]
    [DataRow("insert_final_newline = false", "end-of-file-fixer", "text\n\n", "text\n")]
    [DataRow("insert_final_newline = false", "mixed-line-ending --fix=lf", "one\r\ntwo", "one\ntwo")]
    [DataRow("end_of_line = crlf", "end-of-file-fixer", "text", "text\r\n")]
    [DataRow("end_of_line = crlf", "mixed-line-ending", "one\ntwo\nthree\r\n", "one\r\ntwo\r\nthree\r\n")]
    [DataRow("charset = utf-8-bom", "fix-byte-order-marker", "\uFEFF\uFEFFone\n", "\uFEFFone\n")]
    [DataRow("", "end-of-file-fixer", "one\r\ntwo", "one\r\ntwo\r\n")]
    public void A_repair_is_what_editorconfig_asks_for(string setting, string command, string content, string repaired) =>
        Make(command, setting).Fix(content).ShouldBe(repaired);

    [TestMethod]
    public void All_who_repair_agree_within_three_rounds()
    {
        var settings =
            from end in Gen.Elements("", "end_of_line = lf\n", "end_of_line = crlf\n", "end_of_line = cr\n")
            from final in Gen.Elements("", "insert_final_newline = true\n", "insert_final_newline = false\n")
            from trim in Gen.Elements("", "trim_trailing_whitespace = true\n", "trim_trailing_whitespace = false\n")
            from charset in Gen.Elements("", "charset = utf-8\n", "charset = utf-8-bom\n", "charset = latin1\n", "charset = utf-16le\n")
            from fixers in Gen.Elements(Fixers).ListOf(3)
            from content in Contents.All
            select (Settings: end + final + trim + charset, Fixers: fixers.Where(fixer => !fixer.Contains("--fix=", StringComparison.Ordinal))
                .Distinct()
                .ToArray(), Content: content);
        Property.Holds(settings, one =>
        {
            FileCheck[] checks = [.. one.Fixers.Select(command => Make(command, one.Settings)), Make("check-editorconfig", one.Settings)];
            var content = one.Content;
            for (var round = 0; round < 3; round++)
                content = checks.Aggregate(content, (current, check) => check.Fix(current) ?? current);

            foreach (var check in checks)
                check.Fix(content).ShouldBeNull(one.Settings + Encoding.UTF8.GetString(content));
        }, times: 3000);
    }

    private FileCheck Make(string command, string settings)
    {
        _folder.Write(".editorconfig", "root = true\n[*]\n" + settings);
        var words = command.Split(' ');
        return Checking.Make(words[0], new CheckContext(_folder.Path, new Dictionary<string, string>()), words[1..]);
    }
}
