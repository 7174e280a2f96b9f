using System.Text.Unicode;
using FsCheck.Fluent;
using Hooks.Build.Checks.Text.Lines;
using Hooks.Build.Checks.Text.Secrets;

namespace Hooks.Build.Checks.Tests.Text;

[TestClass]
public sealed class TextCheckPropertyTests
{
    private const string Config = "root = true\n[*]\nend_of_line = lf\ninsert_final_newline = true\ntrim_trailing_whitespace = true\n";

    [TestMethod]
    [DataRow("trailing-whitespace")]
    [DataRow("trailing-whitespace --markdown-linebreak-ext=*")]
    [DataRow("trailing-whitespace --chars=x")]
    [DataRow("trailing-whitespace --chars=\u00E9 --markdown-linebreak-ext=*")]
    [DataRow("end-of-file-fixer")]
    [DataRow("mixed-line-ending")]
    [DataRow("mixed-line-ending --fix=crlf")]
    [DataRow("check-merge-conflict --assume-in-merge")]
    [DataRow("detect-private-key")]
    [DataRow("secrets")]
    public void Where_a_file_is_cut_into_blocks_changes_nothing(string command)
    {
        var check = Make(command);
        Property.Holds(Contents.Cut, cut => check.FindInBlocks(cut.Blocks).ShouldBe(check.Find(cut.Whole)));
    }

    [TestMethod]
    [DataRow("charset = utf-8\nindent_style = space\nindent_size = 4\n")]
    [DataRow("charset = utf-8-bom\nindent_style = tab\n")]
    [DataRow("charset = latin1\nend_of_line = crlf\n")]
    public void Where_a_file_is_cut_into_blocks_changes_nothing_for_editorconfig(string settings)
    {
        using var folder = new TemporaryFolder();
        folder.Write(".editorconfig", Config + settings);
        var check = Checking.Make("check-editorconfig", new CheckContext(folder.Path, new Dictionary<string, string>()));
        Property.Holds(Contents.Cut, cut =>
            check.FindInBlocks(cut.Blocks, "a.yml").OrderBy(one => one.Message).ThenBy(one => one.Line).ShouldBe(
                check.Find(cut.Whole, "a.yml").OrderBy(one => one.Message).ThenBy(one => one.Line)));
    }

    [TestMethod]
    [DataRow("trailing-whitespace")]
    [DataRow("trailing-whitespace --markdown-linebreak-ext=*")]
    [DataRow("trailing-whitespace --chars=x")]
    [DataRow("trailing-whitespace --chars=\u00E9")]
    [DataRow("end-of-file-fixer")]
    [DataRow("mixed-line-ending")]
    [DataRow("mixed-line-ending --fix=crlf")]
    [DataRow("mixed-line-ending --fix=cr")]
    [DataRow("fix-byte-order-marker")]
    public void What_is_found_is_repaired_and_what_is_repaired_is_found_no_more(string command) => IsRepaired(Make(command));

    [TestMethod]
    [DataRow("")]
    [DataRow("charset = utf-8-bom\n")]
    [DataRow("end_of_line = crlf\n")]
    [DataRow("end_of_line = unset\n")]
    public void What_is_found_by_editorconfig_is_repaired_and_what_is_repaired_is_found_no_more(string settings)
    {
        using var folder = new TemporaryFolder();
        folder.Write(".editorconfig", Config + settings);
        var check = Checking.Make("check-editorconfig", new CheckContext(folder.Path, new Dictionary<string, string>()));
        IsRepaired(check, (finding, content) => !finding.Message.Contains("charset", StringComparison.Ordinal) || Utf8.IsValid(content));
    }

    [TestMethod]
    public void The_ends_of_lines_that_are_searched_for_are_found()
    {
        var search = new LineEndSearch(" \tx"u8);
        Property.Holds(Contents.All, content =>
        {
            var expected = Enumerable.Range(0, content.Length).Where(i => content[i] == '\n' && Before(content, i) is ' ' or '\t' or 'x');
            var found = new List<int>();
            for (var at = -1; (at = search.IndexOf(content, at + 1)) >= 0;)
                found.Add(at);

            found.ShouldBe(expected);
        });

        static char Before(byte[] content, int end)
        {
            var at = end > 0 && content[end - 1] == '\r' ? end - 2 : end - 1;
            return at < 0 ? '\0' : (char)content[at];
        }
    }

    [TestMethod]
    public void Every_anchor_is_found_wherever_it_stands()
    {
        var search = new SecretSearch(SecretFormats.Texts, SecretFormats.Words);
        var places =
            from anchor in Gen.Elements(SecretFormats.Texts.Concat(SecretFormats.Words).ToArray())
            from before in Gen.Choose(0, 140)
            from after in Gen.Choose(LongWords.Least, 90)
            select (anchor, before, after);
        Property.Holds(places, place =>
        {
            byte[] content = [.. Enumerable.Repeat((byte)' ', place.before), .. place.anchor.Text, .. Enumerable.Repeat((byte)'z', place.after)];
            List<AnchorPlace> found = [];
            search.Search(content, found);

            found.ShouldContain(new AnchorPlace(place.before, place.anchor));
        });
    }

    private static void IsRepaired(FileCheck check, Func<FileFinding, byte[], bool>? isFixable = null) =>
        Property.Holds(Contents.All, content =>
        {
            var fixable = check.Find(content).Where(finding => isFixable?.Invoke(finding, content) ?? true).ToArray();
            var repaired = check.Fix(content);
            (repaired is not null).ShouldBe(fixable.Length > 0);
            if (repaired is not null)
            {
                check.Fix(repaired).ShouldBeNull();
                check.Find(repaired).Where(finding => isFixable?.Invoke(finding, repaired) ?? true).ShouldBeEmpty();
            }
        });

    private static FileCheck Make(string command)
    {
        var words = command.Split(' ');
        return Checking.Make(words[0], words[1..]);
    }
}
