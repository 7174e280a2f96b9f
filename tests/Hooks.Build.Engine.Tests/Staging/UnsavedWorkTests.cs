using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>What only the working copy has is neither lost nor committed, also where git calls the file unchanged.</summary>
[TestClass]
public sealed class UnsavedWorkTests : IDisposable
{
    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    public async Task An_edit_that_is_saved_while_a_fixer_runs_stays_and_is_not_committed()
    {
        _ = _bench.Staged("a.txt", "one \n2\n3\n4\n");
        var report = await _bench.RunAsync(CommitBench.Fixer("Trim", $"echo mine >> '{_bench.Repository.In("a.txt")}'; sed -i 's/ *$//' a.txt"));
        report.Repaired.Single().WorkingCopy.ShouldBe(WorkingCopyFix.Merged);
        _bench.Index("a.txt").ShouldBe("one\n2\n3\n4\n");
        _bench.Disk("a.txt").ShouldBe("one\n2\n3\n4\nmine\n");
    }

    [TestMethod]
    public async Task An_edit_of_the_same_lines_that_is_saved_while_a_fixer_runs_stays()
    {
        _ = _bench.Staged("a.txt", "one \n");
        var report = await _bench.RunAsync(CommitBench.Fixer("Trim", $"echo mine > '{_bench.Repository.In("a.txt")}'; sed -i 's/ *$//' a.txt"));
        report.Repaired.Single().WorkingCopy.ShouldBe(WorkingCopyFix.Conflict);
        _bench.Disk("a.txt").ShouldBe("mine\n");
    }

    [TestMethod]
    public async Task What_a_filter_keeps_out_of_git_stays_on_disk()
    {
        _ = _bench.Repository.Git("config", "filter.strip.clean", "sed /secret/d");
        _ = _bench.Staged(".gitattributes", "*.txt filter=strip\n").Staged("a.txt", "one \n2\n3\n4\nsecret\n");
        var report = await _bench.RunAsync(CommitBench.Blanks with { Files = ["*.txt"] });
        report.Repaired.Single().WorkingCopy.ShouldBe(WorkingCopyFix.Same);
        _bench.Index("a.txt").ShouldBe("one\n2\n3\n4\n");
        _bench.Disk("a.txt").ShouldBe("one\n2\n3\n4\nsecret\n");
    }

    [TestMethod]
    public async Task Line_ends_that_git_takes_off_stay_on_disk()
    {
        _ = _bench.Repository.Git("config", "core.autocrlf", "input");
        _ = _bench.Staged("a.txt", "one \r\ntwo\r\n");
        _ = await _bench.RunAsync(CommitBench.Fixer("Trim", "sed -i 's/ *$//' a.txt"));
        _bench.Index("a.txt").ShouldBe("one\ntwo\n");
        _bench.Disk("a.txt").ShouldBe("one\r\ntwo\r\n");
        _bench.Repository.Git("diff", "--name-only").ShouldBeEmpty();
    }

    [TestMethod]
    public async Task A_repair_does_not_follow_a_link_that_took_the_place_of_a_folder()
    {
        using Fakes.TempFolder elsewhere = new();
        _ = _bench.Staged("sub/a.txt", "one \n");
        Directory.Move(_bench.Repository.In("sub"), elsewhere.In("sub"));
        _ = Directory.CreateSymbolicLink(_bench.Repository.In("sub"), elsewhere.In("sub"));
        var report = await _bench.RunAsync(CommitBench.Blanks);
        report.Repaired.Single().WorkingCopy.ShouldBe(WorkingCopyFix.Absent);
        _bench.Index("sub/a.txt").ShouldBe("one\n");
        (await File.ReadAllTextAsync(elsewhere.In("sub/a.txt"))).ShouldBe("one \n");
    }

    [TestMethod]
    public async Task What_a_fixer_stages_by_itself_beyond_its_files_is_not_committed()
    {
        _ = _bench.Committed("other.txt", "other\n").Staged("a.txt", "one \n").OnDisk("other.txt", "mine\n");
        var report = await _bench.RunAsync(CommitBench.Fixer("Stage", "sed -i 's/ *$//' \"$@\"; git add -A") with { Files = ["a.txt"] });
        report.Succeeded.ShouldBeTrue();
        _bench.Repository.Git("status", "--porcelain").ReplaceLineEndings("|").ShouldBe("A  a.txt| M other.txt");
        _bench.Index("a.txt").ShouldBe("one\n");
    }

    [TestMethod]
    public async Task A_fixer_that_is_told_no_files_does_not_write_through_to_the_working_tree()
    {
        _ = _bench.Committed("other.txt", "other \n").Staged("a.txt", "one \n");
        var hook = CommitBench.Blanks with { Files = ["*.txt"], Fix = [["/bin/sh", "-c", "for f in *.txt; do sed 's/ *$//' $f > t; cat t > $f; rm t; done"]] };
        var report = await _bench.RunAsync(hook);
        report.Succeeded.ShouldBeTrue();
        _bench.Index("a.txt").ShouldBe("one\n");
        _bench.Disk("other.txt").ShouldBe("other \n");
    }
}
