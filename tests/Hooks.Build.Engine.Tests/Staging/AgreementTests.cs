using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>A verdict holds for the bytes that are committed: what a later repair changed is checked again by those that had passed.</summary>
[TestClass]
public sealed class AgreementTests : IDisposable
{
    // Want a line at the end, or none of it.
    private static readonly PlannedHook Add = CommitBench.Shell(
        "Add", "for f; do grep -q '^end$' \"$f\" || exit 1; done") with
    { Fix = [["sh", "-c", "for f; do echo end >> \"$f\"; done", "sh", "{files}"]] };
    private static readonly PlannedHook Remove = CommitBench.Shell("Remove", "! grep -q '^end$' \"$@\"") with { Fix = [["sed", "-i", "/^end$/d", "{files}"]] };
    private static readonly PlannedHook Short = CommitBench.Shell(
        "Short", "for f; do [ $(wc -l < \"$f\") -le 1 ] || { echo \"$f(2): error TOO1: too long\"; exit 1; }; done");
    private static readonly PlannedHook Crlf = Make.Check("Crlf", "hooks:mixed-line-ending --fix=crlf");
    private static readonly PlannedHook Lf = Make.Check("Lf", "hooks:mixed-line-ending --fix=lf");

    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    [DataRow(false, false)]
    [DataRow(true, false)]
    [DataRow(false, true)]
    [DataRow(true, true)]
    public async Task Two_that_undo_each_other_stop_the_commit_by_one_error_that_names_them_and_the_file(bool isTurned, bool isOrdered)
    {
        _ = _bench.Staged("a.txt", "one\n").Staged("b.md", "two\n");
        PlannedHook[] hooks = isTurned ? [Remove, Add] : [Add, Remove];
        hooks[1] = hooks[1] with { DependsOn = isOrdered ? [hooks[0].Name] : [] };
        var report = await _bench.RunAsync([.. hooks.Select(hook => hook with { Files = ["*.txt"] })]);
        ShouldDisagree(report, "Add", "Remove");
        _bench.Index("a.txt").ShouldBe("one\n");
        _bench.Disk("a.txt").ShouldBe("one\n");
        _bench.Repository.Git("status", "--porcelain").ShouldBe("A  a.txt\nA  b.md");
    }

    [TestMethod]
    public async Task Two_writers_that_undo_each_other_stop_the_commit()
    {
        _ = _bench.Staged("a.txt", "one\n");
        ShouldDisagree(
            await _bench.RunAsync(CommitBench.Fixer("Add", "echo end >> a.txt"), CommitBench.Fixer("Remove", "sed -i '/^end$/d' a.txt")), "Add", "Remove");
        _bench.Disk("a.txt").ShouldBe("one\n");
    }

    [TestMethod]
    public async Task Ready_made_checks_that_undo_each_other_leave_the_file_and_are_told_once()
    {
        _ = _bench.Staged("a.txt", "one\ntwo\r\n").Staged("b.txt", "one \n");
        var report = await _bench.RunAsync(Crlf, Lf, Make.Check("Blanks", "hooks:trailing-whitespace"));
        report.Succeeded.ShouldBeFalse();
        report.Hooks.Where(hook => hook.Hook.Name is "Crlf" or "Lf").ShouldAllBe(hook => hook.Outcome == HookOutcome.Failed);
        var finding = report.Hooks.SelectMany(hook => hook.Findings).Distinct().Single(finding => finding.File.EndsWith("a.txt", StringComparison.Ordinal));
        finding.Message.ShouldContain("'Crlf' and 'Lf' do not agree");
        _bench.Disk("a.txt").ShouldBe("one\ntwo\r\n");
    }

    [TestMethod]
    public async Task What_others_find_in_a_file_that_was_left_as_it_is_is_told()
    {
        _ = _bench.Staged("a.txt", "one\ntwo\r\n<<<<<<< ours\n");
        var report = await _bench.RunAsync(Crlf, Lf, Make.Check("Conflicts", "hooks:check-merge-conflict --assume-in-merge"));
        report.Hooks.Single(hook => hook.Hook.Name == "Conflicts").Outcome.ShouldBe(HookOutcome.Failed);
    }

    // One that only looks, or that repairs, and before the two, between them or after them.
    [TestMethod]
    [DataRow("check-merge-conflict --assume-in-merge")]
    [DataRow("trailing-whitespace")]
    [DataRow("end-of-file-fixer")]
    public async Task What_a_third_finds_where_two_do_not_agree_is_told_wherever_it_stands(string third)
    {
        const string Content = "one \ntwo\r\n<<<<<<< ours\nthree";
        _ = _bench.Staged("a.txt", Content);
        var check = Make.Check("Third", "hooks:" + third);
        foreach (var hooks in (PlannedHook[][])[[check, Crlf, Lf], [Crlf, check, Lf], [Crlf, Lf, check]])
        {
            var report = await _bench.RunAsync(hooks);
            report.Hooks.Single(hook => hook.Hook.Name == "Third").Findings.ShouldNotBeEmpty();
            _bench.Disk("a.txt").ShouldBe(Content);
        }
    }

    [TestMethod]
    public async Task A_ready_made_check_and_a_command_that_undo_each_other_stop_the_commit()
    {
        _ = _bench.Staged("a.txt", "one\ntwo\r\n");
        ShouldDisagree(await _bench.RunAsync(Lf, CommitBench.Fixer("Dos", "sed -i 's/\\r*$/\\r/' a.txt")), "Dos", "Lf");
    }

    [TestMethod]
    [DataRow("Short")]
    [DataRow("")]
    public async Task What_passed_and_is_then_repaired_must_pass_as_it_is_committed(string fixerDependsOn)
    {
        _ = _bench.Staged("a.txt", "one\n");
        // The checker is asked first where the fixer waits for it; declared first it starts first, too.
        var report = await _bench.RunAsync(
            Short, CommitBench.Fixer("Add", "echo end >> a.txt") with { DependsOn = fixerDependsOn.Length == 0 ? [] : [fixerDependsOn] });
        report.Succeeded.ShouldBeFalse();
        var failed = report.Hooks.Single(hook => hook.Outcome == HookOutcome.Failed);
        failed.Hook.Name.ShouldBe("Short");
        failed.Reason.ShouldEndWith("; it had passed before 'Add' repaired a.txt");
        failed.Findings.ShouldNotBeEmpty();
        _bench.Observer.Events[^1].ShouldBe("end Short Failed");
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public async Task A_hook_that_takes_no_files_must_pass_as_it_is_committed_too(bool isOrdered)
    {
        _ = _bench.Staged("a.txt", "one \n");
        var report = await _bench.RunAsync(Build("grep -q ' $' a.txt"), CommitBench.Blanks with { DependsOn = isOrdered ? ["Build"] : [] });
        report.Succeeded.ShouldBeFalse();
        var failed = report.Hooks.Single(hook => hook.Outcome == HookOutcome.Failed);
        failed.Hook.Name.ShouldBe("Build");
        if (isOrdered)
        {
            failed.Reason.ShouldEndWith("; it had passed before 'Blanks' repaired a.txt");
        }
    }

    [TestMethod]
    public async Task What_runs_again_is_cleaned_up_after_again_and_nothing_else_is()
    {
        var (cleaned, other) = (_bench.Repository.In(".git/cleaned"), _bench.Repository.In(".git/other"));
        var cleanUp = Build($"echo x >> {cleaned}") with { Name = "CleanUp", Finally = true, DependsOn = ["Build"] };
        var checksOther = CommitBench.Shell("Other", "true") with { Files = ["*.md"] };
        var cleansOther = cleanUp with { Name = "CleanOther", DependsOn = ["Other"], Command = [["sh", "-c", $"echo x >> {other}"]] };
        _ = _bench.Staged("a.txt", "two \n").Staged("b.md", "b\n");
        (await _bench.RunAsync(Build("true"), CommitBench.Blanks with { DependsOn = ["Build"] }, cleanUp, checksOther, cleansOther)).Succeeded.ShouldBeTrue();
        File.ReadAllLines(cleaned).Length.ShouldBe(2);
        File.ReadAllLines(other).Length.ShouldBe(1);
    }

    [TestMethod]
    public async Task What_runs_again_finds_set_up_again_what_was_cleaned_up_after_it()
    {
        var (log, up) = (_bench.Repository.In(".git/log"), _bench.Repository.In(".git/up"));
        var setUp = CommitBench.Shell("SetUp", $"echo up >> {log}; touch {up}") with { Reads = ["*.md"] };
        var test = Build($"test -f {up} && echo test >> {log}") with { Name = "Test", DependsOn = ["SetUp"] };
        var cleanUp = Build($"rm {up}; echo down >> {log}") with { Name = "CleanUp", Finally = true, DependsOn = ["SetUp", "Test"] };
        _ = _bench.Staged("a.txt", "two \n");
        (await _bench.RunAsync(setUp, test, CommitBench.Blanks with { DependsOn = ["Test"] }, cleanUp)).Succeeded.ShouldBeTrue();
        File.ReadAllLines(log).ShouldBe(["up", "test", "down", "up", "test", "down"]);
    }

    [TestMethod]
    public async Task A_hook_that_takes_no_files_runs_again_after_a_repair_and_never_without_one()
    {
        var seen = _bench.Repository.In(".git/seen");
        var build = Build($"echo x >> {seen}");
        _ = _bench.Staged("a.txt", "one\n");
        (await _bench.RunAsync(build, CommitBench.Blanks)).Succeeded.ShouldBeTrue();
        File.ReadAllLines(seen).Length.ShouldBe(1);
        _ = _bench.Staged("a.txt", "two \n");
        (await _bench.RunAsync(build, CommitBench.Blanks with { DependsOn = ["Build"] })).Succeeded.ShouldBeTrue();
        File.ReadAllLines(seen).Length.ShouldBe(3);
        _ = _bench.Staged("a.txt", "three \n");
        (await _bench.RunAsync(build with { DependsOn = ["Blanks"] }, CommitBench.Blanks)).Succeeded.ShouldBeTrue();
        File.ReadAllLines(seen).Length.ShouldBe(4);
    }

    [TestMethod]
    public async Task A_hook_that_takes_no_files_and_says_what_it_reads_runs_again_only_for_that()
    {
        var seen = _bench.Repository.In(".git/seen");
        _ = _bench.Staged("a.txt", "one \n").Staged("b.md", "two\n");
        (await _bench.RunAsync(
            Build($"echo x >> {seen}") with { Reads = ["*.md"] }, CommitBench.Blanks with { DependsOn = ["Build"] })).Succeeded.ShouldBeTrue();
        File.ReadAllLines(seen).Length.ShouldBe(1);
        _ = _bench.Staged("b.md", "two \n");
        (await _bench.RunAsync(
            Build($"echo x >> {seen}") with { Reads = ["*.md"] }, CommitBench.Blanks with { DependsOn = ["Build"] })).Succeeded.ShouldBeTrue();
        File.ReadAllLines(seen).Length.ShouldBe(3);
    }

    [TestMethod]
    public async Task A_hook_that_takes_no_files_fails_where_it_cannot_see_the_repair()
    {
        _ = _bench.Staged("a.txt", "one \n").OnDisk("a.txt", "other \n");
        var report = await _bench.RunAsync(Build("true"), CommitBench.Blanks with { DependsOn = ["Build"] });
        report.Succeeded.ShouldBeFalse();
        var failed = report.Hooks.Single(hook => hook.Outcome == HookOutcome.Failed);
        failed.Hook.Name.ShouldBe("Build");
        failed.Reason.ShouldContain("the repair of a.txt by 'Blanks' could not be brought into your working copy");
        _bench.Observer.Events[^1].ShouldBe("end Build Failed");
    }

    [TestMethod]
    public async Task In_the_working_tree_a_fix_that_is_told_no_files_is_checked_by_all_that_had_passed()
    {
        _bench.Request = _bench.Request with { Stage = HookStages.Build, Fix = FixMode.Always };
        _ = _bench.Committed("a.txt", "one\n").Committed("b.txt", "two\n");
        var fix = Build("grep -q end a.txt") with { Name = "Fix", DependsOn = ["Short", "Build"], Fix = [["sh", "-c", "echo end >> a.txt"]] };
        var seen = _bench.Repository.In(".git/seen");
        var report = await _bench.RunAsync(Short, Build($"echo x >> {seen}"), fix);
        report.Hooks.Single(hook => hook.Outcome == HookOutcome.Failed).Reason.ShouldEndWith("it had passed before 'Fix' repaired a.txt");
        File.ReadAllLines(seen).Length.ShouldBe(2);
    }

    [TestMethod]
    public async Task A_checker_that_waits_for_the_fixer_sees_the_repair_at_once()
    {
        _ = _bench.Staged("a.txt", "one\n");
        var report = await _bench.RunAsync(Short with { DependsOn = ["Add"] }, CommitBench.Fixer("Add", "echo end >> a.txt"));
        report.Hooks.Single(hook => hook.Outcome == HookOutcome.Failed).Reason.ShouldBe("exit code 1");
    }

    [TestMethod]
    public async Task Those_that_agree_in_the_end_are_committed_as_all_of_them_want_it()
    {
        _ = _bench.Staged("a.txt", "one \n");
        var report = await _bench.RunAsync(
            CommitBench.Blanks, CommitBench.Shell("Dots", "grep -q '\\.' \"$@\"") with { Fix = [["sed", "-i", "s/$/. /", "{files}"]] });
        report.Succeeded.ShouldBeTrue(string.Join('\n', report.Hooks.Select(hook => hook.Reason)));
        report.Repaired.Single().Hooks.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ShouldBe(["Blanks", "Dots"]);
        _bench.Index("a.txt").ShouldBe(_bench.Disk("a.txt"));
        _bench.Index("a.txt").ShouldNotContain(" \n");
        _bench.Index("a.txt").ShouldContain(".\n");
    }

    [TestMethod]
    public async Task Only_those_run_again_whose_files_were_repaired_and_on_these_alone()
    {
        _ = _bench.Staged("a.txt", "one \n").Staged("b.txt", "two\n").Staged("c.md", "three\n");
        var seen = _bench.Repository.In(".git/seen");
        PlannedHook See(string name, string glob) => CommitBench.Shell(name, $"echo {name} \"$@\" >> {seen}") with { Files = [glob] };
        var report = await _bench.RunAsync(See("Text", "*.txt"), See("Mark", "*.md"), CommitBench.Blanks with { DependsOn = ["Text", "Mark"] });
        report.Succeeded.ShouldBeTrue();
        File.ReadAllLines(seen).Order(StringComparer.Ordinal).ShouldBe(["Mark c.md", "Text a.txt", "Text a.txt b.txt"]);
        report.Hooks.Single(hook => hook.Hook.Name == "Text").FileCount.ShouldBe(2);
    }

    [TestMethod]
    public async Task Nobody_runs_again_where_nothing_was_repaired()
    {
        _ = _bench.Staged("a.txt", "one\n");
        var seen = _bench.Repository.In(".git/seen");
        _ = await _bench.RunAsync(CommitBench.Shell("See", $"echo \"$@\" >> {seen}"), CommitBench.Blanks, CommitBench.Fixer("Same", "touch a.txt"));
        File.ReadAllLines(seen).ShouldBe(["a.txt"]);
    }

    [TestMethod]
    public async Task What_a_hook_reads_beside_its_files_counts()
    {
        _ = _bench.Staged("a.txt", "one\n").Staged("rules.cfg", "x \n");
        var seen = _bench.Repository.In(".git/seen");
        var reader = CommitBench.Shell("Reader", $"echo \"$@\" >> {seen}") with { Files = ["*.txt"], Reads = ["*.cfg"] };
        (await _bench.RunAsync(reader, CommitBench.Blanks with { Files = ["*.cfg"], DependsOn = ["Reader"] })).Succeeded.ShouldBeTrue();
        File.ReadAllLines(seen).ShouldBe(["a.txt", "a.txt"]);
    }

    [TestMethod]
    public async Task The_law_holds_for_the_working_tree_too_and_what_was_changed_is_told()
    {
        _bench.Request = _bench.Request with { Stage = HookStages.Build, Fix = FixMode.Always };
        _ = _bench.Committed("a.txt", "one \n").Committed("b.txt", "two\n");
        var report = await _bench.RunAsync(CommitBench.Blanks);
        StagedTexts.Repaired(report.Repaired).ShouldBe(["Blanks fixed a.txt"]);
        ShouldDisagree(await _bench.RunAsync(Add with { Files = ["a.txt"] }, Remove), "Add", "Remove");
    }

    [TestMethod]
    public async Task In_the_working_tree_a_checker_before_its_fixer_is_asked_again()
    {
        _bench.Request = _bench.Request with { Stage = HookStages.Build, Fix = FixMode.Always };
        _ = _bench.Committed("a.txt", "one\n");
        var report = await _bench.RunAsync(Short, Add with { DependsOn = ["Short"] });
        report.Hooks.Single(hook => hook.Outcome == HookOutcome.Failed).Reason.ShouldEndWith("it had passed before 'Add' repaired a.txt");
    }

    // As a build is one: it is told nothing of files.
    private static PlannedHook Build(string script) => Make.Hook("Build") with { Command = [["/bin/sh", "-c", script]] };

    private static void ShouldDisagree(RunReport report, string one, string other)
    {
        report.Succeeded.ShouldBeFalse();
        var problem = report.Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe(Codes.Disagreement);
        problem.Message.ShouldContain($"'{one}'");
        problem.Message.ShouldContain($"'{other}'");
        problem.Message.ShouldContain("do not agree on a.txt");
    }
}
