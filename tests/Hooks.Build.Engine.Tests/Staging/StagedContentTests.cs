using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>What hooks see and may change at commit.</summary>
[TestClass]
public sealed class StagedContentTests : IDisposable
{
    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    public async Task A_hook_runs_in_the_working_tree_where_its_files_are_fully_staged()
    {
        _ = _bench.Staged("a.txt", "one\n").Committed("b.txt", "b\n").OnDisk("b.txt", "unstaged\n").Staged("a.txt", "three\n");
        (await WhereAsync(CommitBench.Shell("Where", "pwd"))).ShouldBe(_bench.Repository.Path);
    }

    [TestMethod]
    public async Task A_hook_sees_the_staged_content_of_a_partially_staged_file()
    {
        _ = _bench.Staged("src/a.txt", "staged\n").OnDisk("src/a.txt", "unstaged\n");
        var before = Modified("src/a.txt");
        var report = await _bench.RunAsync(CommitBench.Shell("See", "grep -q '^staged' src/a.txt"));
        report.Succeeded.ShouldBeTrue();
        _bench.Disk("src/a.txt").ShouldBe("unstaged\n");
        Modified("src/a.txt").ShouldBe(before);
    }

    [TestMethod]
    public async Task A_hook_that_reads_a_partially_staged_file_beyond_its_own_sees_what_is_staged()
    {
        _ = _bench.Staged("a.txt", "one\n").Staged("schema.json", "staged\n").OnDisk("schema.json", "unstaged\n");
        var hook = CommitBench.Shell("See", "grep -q '^staged' schema.json") with { Files = ["*.txt"], Reads = ["*.json"] };
        (await _bench.RunAsync(hook)).Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    public async Task A_snapshot_has_everything_around_the_files()
    {
        _ = _bench.Committed(".editorconfig", "root\n")
            .Committed("src/other.txt", "other\n")
            .Staged("src/a.txt", "staged\n")
            .OnDisk("src/a.txt", "unstaged\n")
            .OnDisk("node_modules/tool/run", "x\n");
        (await _bench.RunAsync(CommitBench.Shell(
            "See",
            "test -f .editorconfig && test -f src/other.txt && test -f node_modules/tool/run && git rev-parse --show-toplevel"))).Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Findings_in_a_snapshot_are_told_of_the_users_file()
    {
        _ = _bench.Staged("src/a.txt", "staged\n").OnDisk("src/a.txt", "unstaged\n");
        var report = await _bench.RunAsync(CommitBench.Shell(
            "Lint", "echo \"$PWD/src/a.txt(1,2): error X1: bad\"; echo 'src/a.txt(2,1): error X2: bad'; exit 1"));
        report.Hooks.Single().Findings.Select(finding => finding.File).ShouldAllBe(file => file == _bench.Repository.In("src/a.txt"));
    }

    [TestMethod]
    public async Task A_fixer_that_says_what_it_writes_is_committed()
    {
        _ = _bench.Staged("a.txt", "one\n");
        var report = await _bench.RunAsync(CommitBench.Fixer("Upper", "for f; do tr a-z A-Z < \"$f\" > t && cat t > \"$f\"; rm t; done"));
        StagedTexts.Repaired(report.Repaired).ShouldBe(["Upper fixed a.txt"]);
        _bench.Index("a.txt").ShouldBe("ONE\n");
    }

    [TestMethod]
    public async Task Two_fixers_of_one_file_both_count()
    {
        _ = _bench.Staged("a.txt", "one\n");
        var report = await _bench.RunAsync(
            CommitBench.Fixer("A", "grep -q A a.txt || echo A >> a.txt"), CommitBench.Fixer("B", "grep -q B a.txt || echo B >> a.txt"));
        _bench.Index("a.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ShouldBe(["A", "B", "one"]);
        _bench.Disk("a.txt").ShouldBe(_bench.Index("a.txt"));
        report.Repaired.Single().Hooks.Order(StringComparer.Ordinal).ShouldBe(["A", "B"]);
    }

    [TestMethod]
    public async Task Three_fixers_that_read_a_file_and_write_it_anew_lose_no_update_of_each_other()
    {
        _ = _bench.Staged("a.txt", "one\n");
        _ = await _bench.RunAsync([.. new[] { "A", "B", "C" }.Select(name => CommitBench.Fixer(
            name, $"old=$(cat a.txt); case \"$old\" in *{name}*) ;; *) printf '%s\\n{name}\\n' \"$old\" > a.txt ;; esac"))]);
        _bench.Index("a.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ShouldBe(["A", "B", "C", "one"]);
        _bench.Disk("a.txt").ShouldBe(_bench.Index("a.txt"));
    }

    [TestMethod]
    public async Task Two_fixers_that_are_given_all_files_take_turns()
    {
        _ = _bench.Staged("a.txt", "one\n");
        var one = CommitBench.Shell("One", "grep -q one. \"$@\"") with
        {
            Files = [],
            Fix = [["/bin/sh", "-c", "t=$(cat a.txt); sleep 0.05; printf '%s\none.\n' \"$t\" > a.txt"]],
        };
        var two = CommitBench.Shell("Two", "grep -q two. \"$@\"") with
        {
            Files = [],
            Fix = [["/bin/sh", "-c", "t=$(cat a.txt); sleep 0.05; printf '%s\ntwo.\n' \"$t\" > a.txt"]],
        };
        (await _bench.RunAsync(one, two)).Succeeded.ShouldBeTrue();
        _bench.Index("a.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal).ShouldBe(["one", "one.", "two."]);
    }

    [TestMethod]
    public async Task A_Fix_that_is_told_no_files_does_not_run_at_a_commit()
    {
        _ = _bench.Staged("a.txt", "one \n");
        var hook = Make("All", "! grep -q ' $' a.txt") with { Fix = [["sed", "-i", "s/ *$//", "a.txt"]] };
        var report = await _bench.RunAsync(hook);
        report.Succeeded.ShouldBeFalse();
        report.Hooks.Single().Reason.ShouldEndWith("its Fix does not run at a commit, since it has no Files to tell which staged files it repairs");
        _bench.Disk("a.txt").ShouldBe("one \n");
    }

    [TestMethod]
    public async Task A_check_after_a_fixer_sees_the_repaired_content()
    {
        _ = _bench.Staged("a.txt", "one \n").OnDisk("a.txt", "one \nmine\n");
        var report = await _bench.RunAsync(
            CommitBench.Blanks, CommitBench.Shell("Check", "grep -q '^one$' a.txt && ! grep -q mine a.txt") with { DependsOn = ["Blanks"] });
        report.Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    public async Task A_hook_without_files_sees_repairs_in_the_working_tree()
    {
        _ = _bench.Staged("a.txt", "one \n");
        var check = Make("Check", "grep -q '^one$' a.txt") with { DependsOn = ["Blanks"] };
        (await _bench.RunAsync(CommitBench.Blanks, check)).Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    public async Task What_a_failing_fixer_changed_does_not_count()
    {
        _ = _bench.Staged("a.txt", "one\n");
        var report = await _bench.RunAsync(CommitBench.Fixer("Half", "echo half >> a.txt; exit 3"));
        report.Succeeded.ShouldBeFalse();
        Unchanged();
    }

    [TestMethod]
    public async Task What_succeeded_counts_though_another_hook_fails()
    {
        _ = _bench.Staged("a.txt", "one \n");
        var report = await _bench.RunAsync(CommitBench.Blanks, Make("Fails", "exit 1"));
        report.Succeeded.ShouldBeFalse();
        _bench.Index("a.txt").ShouldBe("one\n");
    }

    [TestMethod]
    public async Task Without_fixing_a_fixer_fails_for_what_it_would_change()
    {
        _bench.Request = _bench.Request with { Fix = FixMode.Never };
        _ = _bench.Staged("a.txt", "one\n");
        var report = await _bench.RunAsync(CommitBench.Fixer("Add", "echo more >> a.txt"));
        report.Hooks.Single().Reason.ShouldBe("it would change a.txt; fixing is off (HooksFix), so none of that was taken");
        Unchanged();
    }

    [TestMethod]
    public async Task Without_fixing_a_fixer_with_nothing_to_do_passes()
    {
        _bench.Request = _bench.Request with { Fix = FixMode.Never };
        _ = _bench.Staged("a.txt", "one\n");
        (await _bench.RunAsync(CommitBench.Fixer("Same", "cat a.txt > t; cat t > a.txt; rm t"))).Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    public async Task A_repair_stops_the_commit_where_that_is_wanted()
    {
        _bench.Request = _bench.Request with { FailOnFix = true };
        _ = _bench.Staged("a.txt", "one \n");
        var report = await _bench.RunAsync(CommitBench.Blanks);
        report.Succeeded.ShouldBeFalse();
        report.Problems.Single().Message.ShouldStartWith("1 file was fixed and staged");
        _bench.Index("a.txt").ShouldBe("one\n");
    }

    [TestMethod]
    public async Task Where_git_drops_the_index_of_the_refused_commit_it_is_not_said_that_repairs_are_staged()
    {
        _ = _bench.Staged("a.txt", "one \n");
        File.Copy(_bench.Repository.In(".git/index"), _bench.Repository.In(".git/index.lock"));
        _bench.IndexFile = _bench.Repository.In(".git/index.lock");
        _bench.Request = _bench.Request with { FailOnFix = true };
        (await _bench.RunAsync(CommitBench.Blanks)).Problems.Single().Message.ShouldBe(
            "1 file was fixed, and HooksFailOnFix (--fail-on-fix) stops the commit then: look at the changes, which are in your working copies alone, since git stages nothing where a 'commit -a' or 'commit PATH' is refused, and commit in the same way again");
    }

    [TestMethod]
    public async Task A_commit_that_repairs_make_empty_is_stopped()
    {
        _ = _bench.Committed("a.txt", "one\n").Staged("a.txt", "one  \n");
        var report = await _bench.RunAsync(CommitBench.Blanks);
        report.Succeeded.ShouldBeFalse();
        report.Problems.Single().Message.ShouldStartWith("The repairs leave nothing to commit");
        _bench.Disk("a.txt").ShouldBe("one\n");
    }

    [TestMethod]
    [DataRow("git config diff.ignoreSubmodules all")]
    [DataRow("git config -f .gitmodules submodule.sub.path sub; git config -f .gitmodules submodule.sub.ignore all")]
    public async Task A_commit_that_repairs_leave_a_submodule_is_none_that_they_make_empty(string ignore)
    {
        _ = _bench.Committed("a.txt", "one\n").Staged(
            "a.txt", "one  \n").Repository.Shell(ignore + "; git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),sub");
        (await _bench.RunAsync(CommitBench.Blanks)).Problems.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task A_file_whose_bytes_stay_keeps_its_time()
    {
        _ = _bench.Staged("a.txt", "one\n").Staged("b.txt", "two \n");
        var before = Modified("a.txt");
        var report = await _bench.RunAsync(CommitBench.Fixer("Rewrite", "sed -i 's/ *$//' \"$@\""));
        report.Repaired.Select(file => file.Path).ShouldBe(["b.txt"]);
        Modified("a.txt").ShouldBe(before);
    }

    [TestMethod]
    [DataRow("rm a.txt")]
    [DataRow("rm a.txt; mkdir a.txt")]
    [DataRow("rm a.txt; ln -s other a.txt")]
    public async Task A_fixer_that_damages_its_file_fails_and_nothing_is_lost(string script)
    {
        _ = _bench.Staged("a.txt", "one\n");
        var report = await _bench.RunAsync(CommitBench.Fixer("Bad", script));
        report.Hooks.Single().Reason.ShouldBe("it deleted or replaced what it may only change: a.txt. None of its changes were taken");
        Unchanged();
    }

    [TestMethod]
    public async Task What_a_fixer_writes_beyond_its_files_is_told_and_not_taken()
    {
        _ = _bench.Committed("b.md", "b\n").Staged("a.txt", "one\n").Staged("c.md", "c\n");
        var report = await _bench.RunAsync(CommitBench.Fixer("Wide", "echo x >> a.txt; echo x >> c.md; echo new > new.txt") with
        {
            Files = ["*.txt"],
            Reads = ["*.md"],
        });
        report.Succeeded.ShouldBeTrue();
        _bench.Index("c.md").ShouldBe("c\n");
        _bench.Observer.Warnings.Select(warning => warning.Code).ShouldAllBe(code => code == Codes.ChangedOtherFiles);
        _bench.Observer.Warnings.Select(warning => warning.Message).ShouldBe([
            "Hook 'Wide' changed c.md, which is not among the staged files it was given: that was not taken",
            "Hook 'Wide' created new.txt in its copy of the repository: that is not part of the commit. Run it on the working tree (hooks run --fix, or dotnet build of the hooks project with -t:RunHooks -p:HooksFix=true) to get it"]);
        File.Exists(_bench.Repository.In("new.txt")).ShouldBeFalse();
    }

    [TestMethod]
    public async Task What_a_fixer_writes_through_a_link_into_the_working_tree_is_told()
    {
        _ = _bench.Committed("other.md", "mine\n").Staged("a.txt", "one\n");
        _ = await _bench.RunAsync(CommitBench.Fixer("Through", "echo x >> a.txt; echo more >> other.md") with { Files = ["*.txt"] });
        _bench.Observer.Warnings.Single().Message.ShouldBe(
            "other.md changed in your working tree while hook 'Through' ran, and is not among the staged files it was given: that is not part of the commit");
    }

    [TestMethod]
    public async Task What_the_user_saves_meanwhile_to_a_file_that_a_fixer_was_given_is_not_told_of_the_fixer()
    {
        _ = _bench.Staged("a.txt", "one\n").Staged("in/b.txt", "one\n");
        _ = await _bench.RunAsync(CommitBench.Fixer(
            "Format",
            $"for i in \"$@\"; do echo x >> $i; done; echo mine >> '{_bench.Repository.In("a.txt")}'; echo mine >> '{_bench.Repository.In("in/b.txt")}'"));
        _bench.Observer.Warnings.ShouldBeEmpty();
        _bench.Index("in/b.txt").ShouldBe("one\nx\n");
        _bench.Disk("in/b.txt").ShouldContain("mine");
    }

    [TestMethod]
    public async Task A_tool_that_finds_its_files_itself_works_on_copies_too()
    {
        _ = _bench.Committed("other.txt", "other \n").Staged("a.txt", "one \n");
        var hook = Make("All", "sed -i 's/ *$//' *.txt") with { Files = ["*.txt"], Writes = ["*.txt"] };
        var report = await _bench.RunAsync(hook);
        report.Repaired.Select(file => file.Path).ShouldBe(["a.txt"]);
        _bench.Disk("other.txt").ShouldBe("other \n");
    }

    [TestMethod]
    public async Task An_interrupt_leaves_everything_as_it_was()
    {
        _ = _bench.Staged("a.txt", "one \n").OnDisk("b.txt", "untracked");
        var before = Modified("a.txt");
        var running = _bench.RunAsync(CommitBench.Blanks, Make("Long", "echo > started; sleep 60") with { DependsOn = ["Blanks"] });
        while (!File.Exists(_bench.Repository.In("started")))
        {
            await Task.Yield();
        }

        _bench.Disk("a.txt").ShouldBe("one\n");
        await _bench.Stop.CancelAsync();
        var report = await running;
        report.Interrupted.ShouldBeTrue();
        _bench.Index("a.txt").ShouldBe("one \n");
        _bench.Disk("a.txt").ShouldBe("one \n");
        Modified("a.txt").ShouldBe(before);
    }

    [TestMethod]
    public async Task A_locked_index_is_told_and_the_working_copy_is_as_it_was()
    {
        _ = _bench.Staged("a.txt", "one \n");
        var report = await _bench.RunAsync(CommitBench.Locks, CommitBench.Blanks);
        report.Succeeded.ShouldBeFalse();
        report.Problems.Single().Code.ShouldBe(Codes.IndexUpdate);
        report.Problems.Single().Message.ShouldContain("another git process holds");
        report.Problems.Single().Message.ShouldEndWith("Nothing of the repairs stays in your files");
        _bench.Disk("a.txt").ShouldBe("one \n");
    }

    [TestMethod]
    public async Task A_run_on_a_subfolder_repairs_what_is_below_it()
    {
        _ = _bench.Staged("sub/a.txt", "one \n").OnDisk("sub/a.txt", "one \nmine\nx\n").Staged("b.txt", "two \n");
        _bench.Request = _bench.Request with { RepositoryRoot = _bench.Repository.In("sub") };
        var report = await _bench.RunAsync(CommitBench.Blanks);
        report.Succeeded.ShouldBeTrue();
        report.Repaired.Single().Path.ShouldBe("a.txt");
        _bench.Index("sub/a.txt").ShouldBe("one\n");
        _bench.Index("b.txt").ShouldBe("two \n");
    }

    [TestMethod]
    public async Task Unusual_names_are_repaired()
    {
        string[] names = ["-dash.txt", "sp ace.txt", "quo\"te.txt", "new\nline.txt", "ünïcode.txt", "dol$lar.txt"];
        foreach (var name in names)
        {
            _ = _bench.Staged(name, "one \n");
        }

        var report = await _bench.RunAsync(CommitBench.Blanks);
        report.Succeeded.ShouldBeTrue();
        report.Repaired.Select(file => file.Path).Order(StringComparer.Ordinal).ShouldBe(names.Order(StringComparer.Ordinal));
        _bench.Repository.Git("diff", "--name-only").ShouldBeEmpty();
    }

    private static PlannedHook Make(string name, string script) =>
        Fakes.Make.Hook(name) with { Command = [["/bin/sh", "-c", script]] };

    private void Unchanged()
    {
        _bench.Index("a.txt").ShouldBe("one\n");
        _bench.Disk("a.txt").ShouldBe("one\n");
        _bench.Repository.Git("status", "--porcelain").ShouldBe("A  a.txt");
    }

    private DateTime Modified(string name) => File.GetLastWriteTimeUtc(_bench.Repository.In(name));

    private async Task<string> WhereAsync(PlannedHook hook)
    {
        var report = await _bench.RunAsync(hook);
        report.Hooks.Single().Outcome.ShouldBe(HookOutcome.Succeeded);
        return (await File.ReadAllLinesAsync(report.Hooks.Single().LogPath!)).Single(line => line.StartsWith('/'));
    }
}
