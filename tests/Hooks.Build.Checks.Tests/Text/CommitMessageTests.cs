namespace Hooks.Build.Checks.Tests.Text;

[TestClass]
public sealed class CommitMessageTests
{
    [TestMethod]
    [DataRow("feat: read it")]
    [DataRow("fix(parser)!: read it\n\nBody.\n\nBREAKING CHANGE: all is new\nSigned-off-by: A <a@b>\n")]
    [DataRow("\n# comment\nfix: read it\r\n\r\nBody\r\n")]
    [DataRow("fix: it\n# comment\n\nBody")]
    [DataRow("fix: it\n\nhttps://example.org/a/very/long/address/that/cannot/be/wrapped/whatever/one/does/about/it/and/goes/on/and/on")]
    [DataRow("fix: it\n\nBreaking changes are told elsewhere: there")]
    [DataRow("fix: it\n# ------------------------ >8 ------------------------\ndiff --git a b")]
    [DataRow("Merge branch 'a'")]
    [DataRow("Revert \"feat: it\"\nthis")]
    [DataRow("Reapply \"feat: it\"\n\nThis reverts commit 0123456789.")]
    [DataRow("feat(a,b): two scopes")]
    [DataRow("fix: it\n\nBREAKING CHANGE: x")]
    [DataRow("fix: it\n\nBREAKING CHANGE:\n\n* one\n* two")]
    [DataRow("fixup! whatever")]
    [DataRow("squash! whatever")]
    [DataRow("amend! whatever")]
    public void A_message_that_follows_the_rules_is_accepted(string message) => Checking.Make("commit-message").Find(message).ShouldBeEmpty();

    [TestMethod]
    [DataRow("read it", 1, "the first line is not of the form 'type(scope): subject'; write type: subject or type(scope): subject, with one of the types build, chore, ci, docs, feat, fix, perf, refactor, revert, style, test")]
    [DataRow("fix(a: b", 1, "the first line is not of the form 'type(scope): subject'; write type: subject or type(scope): subject, with one of the types build, chore, ci, docs, feat, fix, perf, refactor, revert, style, test")]
    [DataRow("feature it: b", 1, "the first line is not of the form 'type(scope): subject'; write type: subject or type(scope): subject, with one of the types build, chore, ci, docs, feat, fix, perf, refactor, revert, style, test")]
    [DataRow("faet: it", 1, "'faet' is no type of commit; write feat")]
    [DataRow("Fix: it", 1, "'Fix' is no type of commit; write fix")]
    [DataRow("fix:it", 1, "no blank stands behind the colon; write 'fix: it'")]
    [DataRow("fix:  it", 1, "more than one blank stands behind the colon; write 'fix: it'")]
    [DataRow("fix:", 1, "nothing stands behind 'fix:'; write what the commit does")]
    [DataRow("fix(): it", 1, "the scope is empty; write one between the brackets, or leave them out")]
    [DataRow("# only\n\n#comments", 1, "the commit message is empty; write type: subject or type(scope): subject")]
    [DataRow("\nfix: it\nbody", 3, "the second line is not empty; leave a line empty below the first one")]
    [DataRow("fix: it\n\nBreaking change: it", 3, "a breaking change is told in capitals; write 'BREAKING CHANGE: ' and what breaks")]
    [DataRow("fix: it\n\nBREAKING CHANGE:it", 3, "no blank stands behind the colon; write 'BREAKING CHANGE: it'")]
    [DataRow("fix: it\n\nBREAKING CHANGE:", 3, "nothing stands behind 'BREAKING CHANGE:'; write what breaks")]
    public void What_is_wrong_is_told_with_what_to_write(string message, int line, string expected)
    {
        var finding = Checking.Make("commit-message").Find(message).ShouldHaveSingleItem();

        finding.Message.ShouldBe(expected);
        finding.Line.ShouldBe(line);
    }

    [TestMethod]
    public void Lines_have_their_lengths_in_characters()
    {
        var check = Checking.Make("commit-message", "--any-format", "--max-subject=5", "--max-line=6");

        check.Find("äöü𝄞é\n\nabc de").ShouldBeEmpty();
        check.Find("abcdef\n\nabc def").ShouldBe(
        [
            new FileFinding(1, 6, "the first line has 6 characters; write at most 5, and the rest below an empty line"),
            new FileFinding(3, 7, "the line has 7 characters; wrap it at 6"),
        ]);
        Checking.Make("commit-message", "--any-format", "--max-line=0").Find("a\n\n" + string.Concat(Enumerable.Repeat("word ", 100))).ShouldBeEmpty();
    }

    [TestMethod]
    public void Types_and_scopes_are_those_that_are_named()
    {
        var check = Checking.Make("commit-message", "--types=add,drop", "--scopes=core,docs");

        check.Find("add(core): it").ShouldBeEmpty();
        check.Find("add: it").ShouldBeEmpty();
        check.Find("fix: it").ShouldHaveSingleItem().Message.ShouldBe("'fix' is no type of commit; write one of add, drop");
        check.Find("add(doc): it").ShouldHaveSingleItem().Message.ShouldBe("'doc' is no scope; write docs");
        check.Find("add(core,docs): it").ShouldBeEmpty();
        check.Find("add(core/doc): it").ShouldHaveSingleItem().Message.ShouldBe("'doc' is no scope; write docs");
        check.Find("add(core,): it").ShouldHaveSingleItem().Message.ShouldBe("the scope 'core,' lacks one; write it like (a,b)");
        Checking.Make("commit-message", "--scopes=y,z").Find("fix(x): it").ShouldHaveSingleItem().Message.ShouldBe("'x' is no scope; write one of y, z");
    }

    [TestMethod]
    public void An_issue_is_named_somewhere_in_what_git_keeps()
    {
        var check = Checking.Make("commit-message", @"--issue=#\d+", "--issue=ABC-[0-9]+");

        check.Find("fix: it\n\nCloses #5").ShouldBeEmpty();
        check.Find("fix: it ABC-12").ShouldBeEmpty();
        check.Find("fix: it\n\n# On branch #5").ShouldHaveSingleItem().Message.ShouldBe(@"no issue is named; write one that matches #\d+ or ABC-[0-9]+");
    }
}
