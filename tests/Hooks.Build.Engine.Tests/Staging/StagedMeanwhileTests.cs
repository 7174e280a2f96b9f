using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>Somebody stages while hooks run: git locks its index before them, and not meanwhile. Hooks stand for that somebody.</summary>
[TestClass]
public sealed class StagedMeanwhileTests : IDisposable
{
    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    [DataRow(":")]
    [DataRow("sed -i 's/BAD/GOOD/' \"$@\"")]
    public async Task A_file_that_is_saved_and_staged_while_a_hook_changes_it_keeps_what_was_staged(string repair)
    {
        _ = _bench.Committed("a.txt", "one\n").Staged("a.txt", "BAD\n");
        await RefusedAsync(CommitBench.Fixer("Words", $"{Meanwhile("printf 'mine\\n' > a.txt; git add a.txt")}; {repair}"));
        _bench.Disk("a.txt").ShouldBe("mine\n");
        _bench.Index("a.txt").ShouldBe("mine\n");
    }

    [TestMethod]
    public async Task What_is_staged_and_not_saved_stays_too()
    {
        _ = _bench.Committed("a.txt", "one\n").Staged("a.txt", "BAD\n");
        await RefusedAsync(CommitBench.Fixer(
            "Words", Meanwhile("git update-index --cacheinfo 100644,$(echo mine | git hash-object -w --stdin),a.txt") + "; sed -i 's/BAD/GOOD/' \"$@\""));
        _bench.Disk("a.txt").ShouldBe("BAD\n");
        _bench.Index("a.txt").ShouldBe("mine\n");
    }

    [TestMethod]
    public async Task What_is_taken_back_stays_taken_back()
    {
        _ = _bench.Committed("a.txt", "one\n").Staged("a.txt", "BAD\n").Staged("b.txt", "BAD\n");
        await RefusedAsync(CommitBench.Fixer("Words", Meanwhile("git reset -q a.txt") + "; sed -i 's/BAD/GOOD/' \"$@\""));
        _bench.Index("a.txt").ShouldBe("one\n");
        (_bench.Disk("a.txt"), _bench.Disk("b.txt"), _bench.Index("b.txt")).ShouldBe(("BAD\n", "BAD\n", "BAD\n"));
    }

    [TestMethod]
    [DataRow("printf 'EVIL\\n' > a.txt; git add a.txt", "a.txt")]
    [DataRow("printf 'EVIL\\n' > new.txt; git add new.txt", "new.txt")]
    [DataRow("git rm -q --cached a.txt", "a.txt")]
    [DataRow("git rm -q --cached old.txt", "old.txt")]
    [DataRow("chmod +x a.txt; git add a.txt", "a.txt")]
    public async Task What_no_hook_has_seen_is_not_committed(string meanwhile, string file)
    {
        _ = _bench.Committed("old.txt", "one\n").Staged("a.txt", "one\n").Staged("b.txt", "one\n");
        (await RefusedAsync(CommitBench.Shell("Looks", Meanwhile(meanwhile)) with { Files = ["**"] }))
            .ShouldStartWith($"What is staged of {file} changed while hooks ran");
    }

    [TestMethod]
    public async Task A_repair_that_was_made_before_is_taken_back()
    {
        _ = _bench.Staged("a.txt", "one \n");
        _ = await RefusedAsync(
            CommitBench.Blanks,
            CommitBench.Shell("Looks", Meanwhile("printf 'EVIL\\n' > new.txt; git add new.txt")) with { Files = ["**"], DependsOn = ["Blanks"] });
        (_bench.Disk("a.txt"), _bench.Index("a.txt")).ShouldBe(("one \n", "one \n"));
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux, IgnoreMessage = "stat says it in another way elsewhere.")]
    public async Task A_file_that_gets_back_what_it_had_gets_back_its_time_to_the_nanosecond()
    {
        _ = _bench.Committed("a.txt", "one\n").OnDisk("a.txt", "one \n").Repository.Shell("touch -d '2020-02-03 04:05:06.123456789' a.txt; git add a.txt");
        _ = await RefusedAsync(
            CommitBench.Blanks,
            CommitBench.Shell("Looks", Meanwhile("printf 'EVIL\\n' > new.txt; git add new.txt")) with { Files = ["**"], DependsOn = ["Blanks"] });
        _bench.Disk("a.txt").ShouldBe("one \n");
        _bench.Repository.Shell("stat -c %y a.txt").ShouldContain("04:05:06.123456789");
    }

    [TestMethod]
    public async Task Git_may_look_at_files_meanwhile()
    {
        _ = _bench.Staged("a.txt", "BAD\n");
        var report = await _bench.RunAsync(CommitBench.Fixer(
            "Words", Meanwhile("touch a.txt; git status; git update-index --refresh") + "; sed -i 's/BAD/GOOD/' \"$@\""));
        report.Problems.ShouldBeEmpty();
        report.Succeeded.ShouldBeTrue();
        (_bench.Disk("a.txt"), _bench.Index("a.txt")).ShouldBe(("GOOD\n", "GOOD\n"));
    }

    private string Meanwhile(string script) => $"(cd '{_bench.Repository.Path}' && unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE && {script}) >/dev/null";

    private async Task<string> RefusedAsync(params PlannedHook[] hooks)
    {
        var report = await _bench.RunAsync(hooks);
        report.Succeeded.ShouldBeFalse();
        report.Repaired.ShouldBeEmpty();
        return report.Problems.Single(problem => problem.Code == Codes.Files).Message;
    }
}
