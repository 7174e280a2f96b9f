using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>A file was staged by other attributes, filters or settings than those of now: its status is clean, and yet it is not what is staged.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The filters are those of a shell.")]
public sealed class ChangedRulesTests : IDisposable
{
    private const string Case = "git config filter.up.clean 'tr a-z A-Z'; git config filter.up.smudge 'tr A-Z a-z'; ";
    private static readonly PlannedHook Check = Make.Check("Check", "hooks:trailing-whitespace") with { Files = ["a.*", "b.*"] };
    private static readonly PlannedHook Writes = CommitBench.Fixer("Writes", "sed -i -E \"s/[ \t]+(\r?)$/\\1/\" \"$@\"") with { Files = ["a.*", "b.*"] };
    private static readonly PlannedHook Fix = CommitBench.Shell("Fix", "! grep -qE \"[ \t]+\r?$\" \"$@\"") with
    {
        Fix = [["sed", "-i", "-E", "s/[ \t]+(\r?)$/\\1/", "{files}"]],
        Files = ["a.*", "b.*"],
    };
    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    public static IEnumerable<object[]> Hooks() => [["Check"], ["Writes"], ["Fix"]];

    [TestMethod]
    [DynamicData(nameof(Hooks))]
    public async Task A_filter_that_is_gone_gives_the_commit_no_words_that_it_kept_out(string hook)
    {
        Stage(Case + "echo '*.txt filter=up' > .gitattributes", "a.txt", "secret one\t\ntwo\n");
        _ = _bench.Repository.Shell("echo '*.x x' > .gitattributes; git add .gitattributes");

        var report = await RunAsync(hook);

        report.Succeeded.ShouldBeTrue();
        _bench.Index("a.txt").ShouldBe("SECRET ONE\nTWO\n");
        _bench.Disk("a.txt").ShouldBe("secret one\t\ntwo\n");
        report.Repaired.Single().WorkingCopy.ShouldNotBe(WorkingCopyFix.Same);
    }

    [TestMethod]
    [DynamicData(nameof(Hooks))]
    public async Task Line_ends_that_are_converted_no_more_stay_as_they_are_staged(string hook)
    {
        Stage("echo '*.txt eol=crlf' > .gitattributes", "a.txt", "one\t\r\ntwo\r\n");
        _ = _bench.Repository.Shell("git rm -q --cached .gitattributes; rm .gitattributes");
        _ = await RunAsync(hook);
        _bench.Index("a.txt").ShouldBe("one\ntwo\n");
    }

    [TestMethod]
    [DynamicData(nameof(Hooks))]
    public async Task Line_ends_that_a_setting_converted_stay_as_they_are_staged(string hook)
    {
        Stage("git config core.autocrlf true", "a.txt", "one\t\r\ntwo\r\n");
        _ = _bench.Repository.Git("config", "core.autocrlf", "false");
        _ = await RunAsync(hook);
        _bench.Index("a.txt").ShouldBe("one\ntwo\n");
    }

    [TestMethod]
    [DynamicData(nameof(Hooks))]
    public async Task A_new_name_under_another_filter_keeps_what_is_staged(string hook)
    {
        Stage(Case + "git config core.trustctime false; echo '*.filt filter=up' > .gitattributes", "a.filt", "secret one\t\ntwo\n");
        _ = _bench.Repository.Shell("git commit -q -m set-up; git mv a.filt b.txt");
        _ = await RunAsync(hook);
        _bench.Index("b.txt").ShouldBe("SECRET ONE\nTWO\n");
    }

    [TestMethod]
    public async Task What_is_staged_is_checked_where_an_encoding_is_converted_no_more()
    {
        _ = _bench.Repository.Shell("echo '*.txt working-tree-encoding=UTF-16LE-BOM text' > .gitattributes");
        await File.WriteAllBytesAsync(_bench.Repository.In("a.txt"), [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("one\t\ntwo ")]);
        _ = _bench.Repository.Shell("touch -d '-50 seconds' a.txt; git add .; echo '*.txt text' > .gitattributes; git add .");
        (await _bench.RunAsync(CommitBench.Shell("Looks", "! grep -q 'two ' \"$@\"") with { Files = ["*.txt"] })).Succeeded.ShouldBeFalse();
        (await _bench.RunAsync(Check)).Succeeded.ShouldBeTrue();
        _bench.Index("a.txt").ShouldBe("one\ntwo");
    }

    [TestMethod]
    public async Task A_file_that_only_its_time_calls_clean_is_not_taken_for_what_is_staged()
    {
        Stage("git config core.checkStat minimal; git config core.trustctime false", "a.txt", "one \n");
        _ = _bench.Repository.Shell("touch -r a.txt ref; printf 'two \\n' > a.txt; touch -r ref a.txt; rm ref");
        _bench.Repository.Git("diff", "--name-only").ShouldBeEmpty();
        _ = await _bench.RunAsync(Check);
        _bench.Index("a.txt").ShouldBe("one\n");
        _bench.Disk("a.txt").ShouldBe("two \n");
    }

    [TestMethod]
    public async Task A_repair_that_would_be_read_in_another_encoding_is_refused()
    {
        Stage(":", "a.txt", "one \n!");
        _ = _bench.Repository.Shell("echo '*.txt working-tree-encoding=UTF-16LE' > .gitattributes");
        var report = await _bench.RunAsync(Check);
        report.Hooks.Single().Reason.ShouldContain("stage it again (git add)");
        _bench.Index("a.txt").ShouldBe("one \n!");
        _bench.Disk("a.txt").ShouldBe("one \n!");
    }

    [TestMethod]
    public async Task A_file_whose_filter_is_as_it_was_is_repaired_on_disk()
    {
        Stage(Case + "echo '*.txt filter=up' > .gitattributes", "a.txt", "one\t\nTwo\n");
        (await _bench.RunAsync(Check)).Repaired.Single().WorkingCopy.ShouldBe(WorkingCopyFix.Same);
        _bench.Index("a.txt").ShouldBe("ONE\nTWO\n");
        _bench.Disk("a.txt").ShouldBe("one\nTwo\n");
    }

    [TestMethod]
    public async Task Rules_that_are_not_on_disk_count_as_they_are_staged()
    {
        Stage("git config core.autocrlf true; echo '*.txt text' > .gitattributes; git add .gitattributes", "a.txt", "one\t\r\ntwo\r\n");
        _ = _bench.Repository.Shell("git update-index --cacheinfo 100644,$(echo '*.txt -text' | git hash-object -w --stdin),.gitattributes; rm .gitattributes");
        _ = await _bench.RunAsync(Writes);
        _bench.Index("a.txt").ShouldBe("one\ntwo\n");
    }

    public static IEnumerable<object[]> Seeds() => Enumerable.Range(1, 16).Select(seed => (object[])[seed]);

    [TestMethod]
    [DynamicData(nameof(Seeds))]
    public async Task Whatever_was_said_then_and_is_said_now_the_commit_has_what_is_staged_and_the_repairs(int seed)
    {
        Scheduling.Dice dice = new(seed);
        _ = _bench.Repository.Shell(Case
            + "git config filter.hide.clean \"sed 's/two/TWO/'\"; git config core.safecrlf false; git commit -q --allow-empty -m set-up");
        for (var round = 0; round < 5; round++)
        {
            _ = _bench.Repository.Shell("rm -f .gitattributes .git/info/attributes a.txt; git rm -rq --cached --ignore-unmatch .");
            var (then, now) = (Rules(dice), Rules(dice));
            var end = dice.Of("\\n", "\\r\\n", "\\n");
            var lines = string.Concat(Enumerable.Range(0, 1 + dice.Below(5))
                .Select(_ => dice.Of("one", "Two two", "$Id$", "", "x y") + dice.Of("", "", " ", "\\t") + (dice.OneIn(8) ? "\\r\\n" : end)));
            _ = _bench.Repository.Shell($"{then}; printf '{lines}' > a.txt; touch -d '-50 seconds' a.txt; git add a.txt; {now}; true");
            var staged = _bench.Index("a.txt");
            // What git writes out now, repaired by hand and staged again.
            var expected = _bench.Repository.Shell(
                "rm -rf .git/other; mkdir .git/other; cp -r .git/config .git/index .git/HEAD .git/objects .git/refs .git/info .git/other; export GIT_DIR=$PWD/.git/other GIT_WORK_TREE=$PWD/.git/tree; rm -rf .git/tree; mkdir .git/tree; cp .gitattributes .git/tree 2>/dev/null; cd .git/tree; git checkout-index -f a.txt && cp a.txt b && sed -i -E 's/[ \t]+(\r?)$/\\1/' a.txt && { cmp -s a.txt b || git add a.txt; } && git show :a.txt; echo .")[..^1];
            var hook = dice.Of("Check", "Writes", "Fix");

            var report = await RunAsync(hook);

            var what = $"seed {seed}, round {round}, {hook}: {then} | {now} | {lines}: {string.Join(' ', report.Hooks.Select(one => one.Reason))}";
            // A check leaves alone what attributes call no text.
            (report.Succeeded && !(hook == "Check" && report.Repaired.Count == 0) ? [expected] : (string[])[expected, staged])
                .ShouldContain(_bench.Index("a.txt"), what);
        }
    }

    private static string Rules(Scheduling.Dice dice)
    {
        var rule = dice.Of("x", "text eol=crlf", "text eol=lf", "text", "-text", "text=auto", "filter=up", "filter=hide", "ident", "eol=crlf");
        var place = dice.Of(
            "> .gitattributes; git add .gitattributes",
            "> .gitattributes",
            "> .gitattributes; git add .gitattributes; rm .gitattributes",
            "> .git/info/attributes");
        return $"rm -f .git/info/attributes; mkdir -p .git/info; git config core.autocrlf {dice.Of("false", "false", "true", "input")}; echo '*.txt {rule}' {place}";
    }

    private void Stage(string setUp, string file, string content)
    {
        _ = _bench.Repository.Shell(setUp);
        _ = _bench.OnDisk(file, content);
        _ = _bench.Repository.Shell("git add .; git update-index --refresh");
    }

    private Task<RunReport> RunAsync(string hook) => _bench.RunAsync(hook switch { "Check" => Check, "Writes" => Writes, _ => Fix });
}
