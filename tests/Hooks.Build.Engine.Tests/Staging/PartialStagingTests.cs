using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>The table of docs/commit.md: what becomes of index and working copy when a whole-file formatter repairs a partially staged file.</summary>
[TestClass]
public sealed class PartialStagingTests : IDisposable
{
    private const string Lines = "one\ntwo\nthree\nfour\nfive\nsix\n";
    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    public async Task A_fully_staged_file_is_repaired_in_both()
    {
        _ = _bench.Staged("a.txt", "one \ntwo\n");
        (await RepairAsync("a.txt")).ShouldBe(WorkingCopyFix.Same);
        _bench.Index("a.txt").ShouldBe("one\ntwo\n");
        _bench.Disk("a.txt").ShouldBe("one\ntwo\n");
        _bench.Repository.Git("status", "--porcelain").ShouldBe("A  a.txt");
    }

    [TestMethod]
    public async Task Disjoint_unstaged_edits_stay_unstaged_and_the_repair_is_merged()
    {
        _ = _bench.Committed("a.txt", Lines).Staged("a.txt", Lines.Replace("one", "ONE ")).OnDisk("a.txt", Lines.Replace("one", "ONE ").Replace("six", "SIX"));
        (await RepairAsync("a.txt")).ShouldBe(WorkingCopyFix.Merged);
        _bench.Index("a.txt").ShouldBe(Lines.Replace("one", "ONE"));
        _bench.Disk("a.txt").ShouldBe(Lines.Replace("one", "ONE").Replace("six", "SIX"));
    }

    [TestMethod]
    public async Task An_adjacent_unstaged_edit_leaves_the_working_copy_alone()
    {
        var disk = Lines.Replace("one", "ONE ").Replace("two", "TWO");
        _ = _bench.Committed("a.txt", Lines).Staged("a.txt", Lines.Replace("one", "ONE ")).OnDisk("a.txt", disk);
        (await RepairAsync("a.txt")).ShouldBe(WorkingCopyFix.Conflict);
        _bench.Index("a.txt").ShouldBe(Lines.Replace("one", "ONE"));
        _bench.Disk("a.txt").ShouldBe(disk);
    }

    [TestMethod]
    public async Task An_overlapping_unstaged_edit_leaves_the_working_copy_alone()
    {
        var disk = Lines.Replace("one", "uno ");
        _ = _bench.Committed("a.txt", Lines).Staged("a.txt", Lines.Replace("one", "ONE ")).OnDisk("a.txt", disk);
        (await RepairAsync("a.txt")).ShouldBe(WorkingCopyFix.Conflict);
        _bench.Index("a.txt").ShouldBe(Lines.Replace("one", "ONE"));
        _bench.Disk("a.txt").ShouldBe(disk);
    }

    [TestMethod]
    public async Task An_unstaged_edit_that_makes_the_same_repair_is_no_conflict()
    {
        _ = _bench.Committed("a.txt", Lines).Staged("a.txt", Lines.Replace("one", "ONE ")).OnDisk("a.txt", Lines.Replace("one", "ONE"));
        (await RepairAsync("a.txt")).ShouldBe(WorkingCopyFix.Same);
        _bench.Repository.Git("status", "--porcelain").ShouldBe("M  a.txt");
    }

    [TestMethod]
    public async Task A_working_copy_that_is_as_the_last_of_two_repairs_makes_it_is_no_conflict()
    {
        _ = _bench.Committed("a.txt", Lines).Staged("a.txt", Lines.Replace("two", "BAD  ")).OnDisk("a.txt", Lines.Replace("two", "GOOD"));
        var report = await _bench.RunAsync(
            CommitBench.Fixer("Blanks", "sed -i 's/ *$//' \"$@\""),
            CommitBench.Fixer("Words", "sed -i 's/BAD/GOOD/' \"$@\""),
            Make.Hook("Tree") with { Command = [["/bin/sh", "-c", "grep -q GOOD a.txt"]] });
        report.Repaired.Single().WorkingCopy.ShouldBe(WorkingCopyFix.Same);
        report.Succeeded.ShouldBeTrue(string.Join('\n', report.Hooks.Select(hook => hook.Reason)));
        _bench.Index("a.txt").ShouldBe(Lines.Replace("two", "GOOD"));
        _bench.Disk("a.txt").ShouldBe(_bench.Index("a.txt"));
    }

    [TestMethod]
    [DataRow("BAD  ", true)]
    [DataRow("GOOD  ", false)]
    [DataRow("other", false)]
    [DataRow("BAD", true)]
    [DataRow("", false)]
    public async Task What_became_of_a_working_copy_is_told_of_all_repairs(string line, bool isSame)
    {
        _ = _bench.Committed("a.txt", Lines).Staged("a.txt", Lines.Replace("two", "BAD  ")).OnDisk("a.txt", Lines.Replace("two", line));
        var report = await _bench.RunAsync(CommitBench.Fixer("Blanks", "sed -i 's/ *$//' \"$@\""), CommitBench.Fixer("Words", "sed -i 's/BAD/GOOD/' \"$@\""));
        _bench.Index("a.txt").ShouldBe(Lines.Replace("two", "GOOD"));
        (_bench.Disk("a.txt") == _bench.Index("a.txt")).ShouldBe(report.Repaired.Single().WorkingCopy == WorkingCopyFix.Same);
        (report.Repaired.Single().WorkingCopy == WorkingCopyFix.Same).ShouldBe(isSame, _bench.Disk("a.txt"));
    }

    [TestMethod]
    public async Task Crlf_that_git_converts_stays_in_the_working_copy()
    {
        _ = _bench.Repository.Write(".gitattributes").Git("config", "core.autocrlf", "false");
        File.WriteAllText(_bench.Repository.In(".gitattributes"), "*.txt text eol=crlf\n");
        _ = _bench.Repository.Stage(".gitattributes");
        _ = _bench.Committed("a.txt", Crlf(Lines))
            .Staged("a.txt", Crlf(Lines.Replace("one", "ONE ")))
            .OnDisk("a.txt", Crlf(Lines.Replace("one", "ONE ").Replace("six", "SIX")));
        var report = await _bench.RunAsync(CommitBench.Fixer("Blanks", "sed -i 's/ *\\r$/\\r/' \"$@\""));
        report.Repaired.Single().WorkingCopy.ShouldBe(WorkingCopyFix.Merged);
        _bench.Index("a.txt").ShouldBe(Lines.Replace("one", "ONE"));
        _bench.Disk("a.txt").ShouldBe(Crlf(Lines.Replace("one", "ONE").Replace("six", "SIX")));
    }

    [TestMethod]
    public async Task Line_ends_that_only_git_sees_as_equal_are_kept_on_disk()
    {
        _ = _bench.Repository.Git("config", "core.autocrlf", "true");
        _ = _bench.Staged("a.txt", "one \ntwo\n");
        var report = await _bench.RunAsync(CommitBench.Fixer("Blanks", "sed -i 's/ *\\r$/\\r/' \"$@\""));
        report.Repaired.Single().WorkingCopy.ShouldBe(WorkingCopyFix.Same);
        _bench.Index("a.txt").ShouldBe("one\ntwo\n");
        _bench.Disk("a.txt").ShouldBe("one\ntwo\n");
    }

    [TestMethod]
    public async Task A_binary_file_with_unstaged_changes_is_left_alone()
    {
        _ = _bench.Committed("a.bin", "\0one").Staged("a.bin", "\0two").OnDisk("a.bin", "\0three");
        var report = await _bench.RunAsync(CommitBench.Fixer("Stamp", "for f; do printf '\\0fixed' > \"$f\"; done"));
        report.Repaired.Single().WorkingCopy.ShouldBe(WorkingCopyFix.NoText);
        _bench.Index("a.bin").ShouldBe("\0fixed");
        _bench.Disk("a.bin").ShouldBe("\0three");
    }

    [TestMethod]
    public async Task The_executable_bit_stays_and_a_repair_may_set_it()
    {
        _ = _bench.Staged("run.sh", "echo \n").Staged("other.sh", "echo\n");
        _ = _bench.Repository.Shell("chmod 755 run.sh; git add run.sh");
        var report = await _bench.RunAsync(CommitBench.Fixer("Bits", "sed -i 's/ *$//' run.sh; chmod +x other.sh"));
        report.Repaired.Select(file => file.Path).ShouldBe(["other.sh", "run.sh"]);
        _bench.Repository.Git("ls-files", "-s").Split('\n').ShouldAllBe(line => line.StartsWith("100755 "));
        _bench.Repository.Shell("stat -c %a run.sh").ShouldBe("755");
        FileState.Of(_bench.Repository.In("other.sh")).IsExecutable.ShouldBeTrue();
        _bench.Repository.Git("diff", "--name-only").ShouldBeEmpty();
    }

    [TestMethod]
    public async Task A_symbolic_link_is_never_repaired()
    {
        _ = _bench.Committed("target.txt", "one \n");
        _ = _bench.Repository.Shell("ln -s target.txt link.txt; git add link.txt");
        var report = await _bench.RunAsync(CommitBench.Fixer("Blanks", "sed -i --follow-symlinks 's/ *$//' \"$@\""));
        report.Succeeded.ShouldBeTrue();
        report.Repaired.ShouldBeEmpty();
        _bench.Repository.Git("status", "--porcelain").ShouldBe("A  link.txt");
    }

    [TestMethod]
    public async Task A_file_deleted_on_disk_is_repaired_in_the_index_and_stays_deleted()
    {
        _ = _bench.Committed("a.txt", Lines).Staged("a.txt", Lines.Replace("one", "ONE "));
        File.Delete(_bench.Repository.In("a.txt"));
        (await RepairAsync("a.txt")).ShouldBe(WorkingCopyFix.Absent);
        _bench.Index("a.txt").ShouldBe(Lines.Replace("one", "ONE"));
        File.Exists(_bench.Repository.In("a.txt")).ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_renamed_file_is_repaired_under_its_new_name()
    {
        _ = _bench.Committed("a.txt", Lines.Replace("one", "one ")).Repository.Git("mv", "a.txt", "b.txt");
        (await RepairAsync("b.txt")).ShouldBe(WorkingCopyFix.Same);
        _bench.Index("b.txt").ShouldBe(Lines);
        _bench.Disk("b.txt").ShouldBe(Lines);
    }

    [TestMethod]
    public async Task A_file_renamed_on_disk_only_keeps_its_unstaged_name()
    {
        _ = _bench.Staged("a.txt", "one \n");
        File.Move(_bench.Repository.In("a.txt"), _bench.Repository.In("b.txt"));
        (await RepairAsync("a.txt")).ShouldBe(WorkingCopyFix.Absent);
        _bench.Disk("b.txt").ShouldBe("one \n");
    }

    [TestMethod]
    public async Task A_folder_in_the_place_of_the_file_is_left_alone()
    {
        _ = _bench.Staged("a.txt", "one \n");
        File.Delete(_bench.Repository.In("a.txt"));
        _ = _bench.OnDisk("a.txt/inner", "kept");
        (await RepairAsync("a.txt")).ShouldBe(WorkingCopyFix.Absent);
        _bench.Disk("a.txt/inner").ShouldBe("kept");
        _bench.Index("a.txt").ShouldBe("one\n");
    }

    private async Task<WorkingCopyFix> RepairAsync(string file)
    {
        var report = await _bench.RunAsync(CommitBench.Blanks);
        report.Succeeded.ShouldBeTrue(string.Join('\n', report.Hooks.Select(hook => hook.Reason)));
        report.Repaired.Select(repaired => repaired.Path).ShouldBe([file]);
        return report.Repaired[0].WorkingCopy;
    }

    private static string Crlf(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);
}
