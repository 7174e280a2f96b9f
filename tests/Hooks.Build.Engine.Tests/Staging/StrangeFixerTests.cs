using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Staging;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>Fixers, files and repositories that are unlike what one expects.</summary>
[TestClass]
public sealed class StrangeFixerTests : IDisposable
{
    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    [DataRow("false", "exit code 1")]
    [DataRow("no-such-fixer", "was not found")]
    public async Task What_was_found_is_told_where_the_repair_fails(string fixer, string why)
    {
        _ = _bench.Staged("a.txt", "bad\n");
        var report = await _bench.RunAsync(CommitBench.Shell("Words", "echo 'a.txt(1,1): error A1: a bad word'; exit 3") with
        {
            Files = ["**"],
            Fix = [[fixer]],
        });
        var hook = report.Hooks.Single();
        hook.Outcome.ShouldBe(HookOutcome.Failed);
        hook.Reason.ShouldStartWith("exit code 3, and its Fix failed: ");
        hook.Reason.ShouldContain(why);
        hook.Findings.Single().Code.ShouldBe("A1");
        _bench.Index("a.txt").ShouldBe("bad\n");
        hook.IsRepairFailed.ShouldBeTrue();
    }

    [TestMethod]
    public async Task A_fixer_that_puts_a_pipe_in_place_of_its_file_fails()
    {
        _ = _bench.Staged("a.txt", "one\n");
        var report = await _bench.RunAsync(CommitBench.Fixer("Pipe", "rm a.txt; mkfifo a.txt"));
        report.Hooks.Single().Reason.ShouldStartWith("it deleted or replaced what it may only change: a.txt");
    }

    [TestMethod]
    public async Task Links_in_a_folder_that_a_fixer_made_are_not_followed()
    {
        _ = _bench.Staged("a.txt", "one \n");
        var report = await _bench.RunAsync(CommitBench.Fixer("Loop", "sed -i 's/ *$//' a.txt; mkdir new; ln -s .. new/loop; ln -s / new/all; echo > new/file"));
        report.Succeeded.ShouldBeTrue(report.Hooks.Single().Reason);
        _bench.Observer.Warnings.Single().Message.ShouldContain("created new/file in its copy");
    }

    [TestMethod]
    public async Task A_fixer_may_create_thousands_of_files()
    {
        _ = _bench.Staged("a.txt", "one \n");
        var report = await _bench.RunAsync(CommitBench.Fixer("Many", "sed -i 's/ *$//' a.txt; mkdir new; for i in $(seq 3000); do : > new/$i; done"));
        report.Succeeded.ShouldBeTrue(report.Hooks.Single().Reason);
        _bench.Observer.Warnings.Single().Message.ShouldContain("and 2995 more");
        _bench.Index("a.txt").ShouldBe("one\n");
    }

    [TestMethod]
    public void A_change_at_once_and_of_the_same_length_is_seen()
    {
        _ = _bench.Staged("a.txt", "one\n");
        var git = _bench.Repository.Program();
        SnapshotTree tree = new(_bench.Repository.In("tree"), git.Repository);
        tree.MakeRoom(["a.txt"]);
        File.WriteAllText(tree.In("a.txt"), "one\n");
        ChangedTree work = new(tree, new RepositoryPaths(git.Repository, _bench.Repository.Path), (_, _) => false);
        File.WriteAllText(tree.In("a.txt"), "two\n");
        work.Changes().Changed.Select(change => change.File).ShouldBe(["a.txt"]);
    }

    [TestMethod]
    public async Task A_filter_that_is_a_script_of_the_repository_is_found()
    {
        _ = _bench.Repository.Git("config", "filter.upper.clean", "tools/upper.sh");
        _ = _bench.Committed(".gitattributes", "*.txt filter=upper\n").Committed("tools/upper.sh", "#!/bin/sh\nexec tr a-z A-Z\n");
        _ = _bench.Repository.Shell("chmod +x tools/upper.sh");
        _ = _bench.Staged("a.txt", "one \n");
        _bench.Index("a.txt").ShouldBe("ONE \n");
        _ = await _bench.RunAsync(CommitBench.Fixer("Fix", "echo two > a.txt") with { Files = ["a.txt"] });
        _bench.Index("a.txt").ShouldBe("TWO\n");
    }

    [TestMethod]
    public async Task Attributes_that_are_not_staged_count()
    {
        _ = _bench.Repository.Git("config", "filter.case.clean", "tr a-z A-Z");
        _ = _bench.Repository.Git("config", "filter.case.smudge", "tr A-Z a-z");
        _ = _bench.OnDisk(".gitattributes", "*.txt filter=case\n").Staged("a.txt", "one \n");
        _ = await _bench.RunAsync(CommitBench.Blanks);
        _bench.Index("a.txt").ShouldBe("ONE\n");
        _bench.Disk("a.txt").ShouldBe("one\n");
    }

    [TestMethod]
    public async Task A_file_whose_place_a_link_to_a_folder_took_is_checked_as_staged()
    {
        _ = _bench.Staged("a.txt", "one \n").OnDisk("folder/x", "x");
        File.Delete(_bench.Repository.In("a.txt"));
        _ = File.CreateSymbolicLink(_bench.Repository.In("a.txt"), "folder");
        (await _bench.RunAsync(CommitBench.Blanks with { Fix = [], Files = ["a.txt"] })).Succeeded.ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("skip-worktree", "S a.txt")]
    [DataRow("assume-unchanged", "h a.txt")]
    public async Task A_file_that_git_was_told_not_to_look_at_is_repaired(string flag, string shown)
    {
        _ = _bench.Committed("a.txt", "one\n").Staged("a.txt", "one \ntwo\n");
        _ = _bench.Repository.Git("update-index", "--" + flag, "a.txt");
        var report = await _bench.RunAsync(CommitBench.Blanks);
        report.Succeeded.ShouldBeTrue(report.Hooks.Single().Reason);
        _bench.Index("a.txt").ShouldBe("one\ntwo\n");
        _bench.Repository.Git("ls-files", "-v").ShouldBe(shown);
    }

    [TestMethod]
    public async Task A_split_index_is_updated()
    {
        _ = _bench.Repository.Git("config", "core.splitIndex", "true");
        _ = _bench.Committed("b.txt", "b\n").Staged("a.txt", "one \n").OnDisk("a.txt", "one \n2\n3\nmine\n");
        (await _bench.RunAsync(
            CommitBench.Blanks with { Files = ["*.txt"] }, CommitBench.Fixer("Git", "git ls-files | grep -q a.txt"))).Succeeded.ShouldBeTrue();
        _bench.Index("a.txt").ShouldBe("one\n");
    }

    [TestMethod]
    public async Task A_folder_that_became_a_file_and_a_file_that_became_a_folder_are_repaired()
    {
        _ = _bench.Committed("a", "a\n").Committed("b/c", "c\n");
        _ = _bench.Repository.Shell(
            "git rm -qr a b; mkdir a; printf 'one \\n' > a/b; printf 'two \\n' > b; printf 'x \\n' > a.b; git add .; rm -r a b; echo a > a; mkdir b; echo > b/c");
        var report = await _bench.RunAsync(CommitBench.Blanks);
        report.Succeeded.ShouldBeTrue(report.Hooks.Single().Reason);
        _bench.Repository.Shell("git show :a/b :b :a.b").ShouldBe("one\ntwo\nx");
        _bench.Disk("a").ShouldBe("a\n");
    }

    [TestMethod]
    public async Task A_hook_is_not_disturbed_by_another_that_needs_a_snapshot_of_other_files()
    {
        _ = _bench.Staged("a.txt", "a\n").OnDisk("a.txt", "aa\n").Staged("src/b.md", "b\n").OnDisk("src/b.md", "bb\n");
        var view = await ViewsAsync();
        view.Distinct(StringComparer.Ordinal).Count().ShouldBe(2);
    }

    private async Task<IReadOnlyList<string>> ViewsAsync()
    {
        var one = CommitBench.Shell("One", "pwd") with { Files = ["*.txt"] };
        var two = CommitBench.Shell("Two", "pwd") with { Files = ["**/*.md"] };
        var report = await _bench.RunAsync(one, two);
        return [.. report.Hooks.Select(hook => File.ReadAllLines(hook.LogPath!)
            .Single(line => line.StartsWith('/') && !line.Contains(' ', StringComparison.Ordinal)))];
    }

    [TestMethod]
    public async Task A_file_that_grew_beyond_the_place_in_memory_is_copied_elsewhere()
    {
        using Fakes.TempFolder memory = new();
        if (!_bench.TryMount(memory.Path))
        {
            Assert.Inconclusive("no file system can be mounted here");
        }

        _bench.Places = [memory.Path, Path.GetTempPath()];
        _ = _bench.Staged("a.txt", new string('a', 30 << 20) + " \n").OnDisk("a.txt", "short\n");
        var report = await _bench.RunAsync(CommitBench.Blanks);
        report.Hooks.Single().Reason.ShouldBeEmpty();
        report.Repaired.Single().Hooks.ShouldBe(["Blanks"]);
    }

    [TestMethod]
    public async Task A_full_disk_is_told_and_nothing_is_lost()
    {
        using Fakes.TempFolder memory = new();
        if (!_bench.TryMount(memory.Path))
        {
            Assert.Inconclusive("no file system can be mounted here");
        }

        _bench.Places = [memory.Path];
        _ = _bench.Staged("a.txt", new string('a', 30 << 20) + " \n").OnDisk("a.txt", "short\n");
        var report = await _bench.RunAsync(CommitBench.Blanks);
        report.Hooks.Single().Reason.ShouldContain("Free some space there, or set TMPDIR to another folder; nothing was changed");
        _bench.Disk("a.txt").ShouldBe("short\n");
        Directory.GetFileSystemEntries(memory.Path).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task A_fixer_whose_time_is_over_leaves_nothing()
    {
        _ = _bench.Staged("a.txt", "one\n");
        var report = await _bench.RunAsync(CommitBench.Fixer("Slow", "echo x >> a.txt; sleep 60") with { Timeout = 1 });
        report.Hooks.Single().Outcome.ShouldBe(HookOutcome.TimedOut);
        _bench.Index("a.txt").ShouldBe("one\n");
        _bench.Disk("a.txt").ShouldBe("one\n");
    }

    [TestMethod]
    public async Task A_hook_is_not_blamed_for_what_another_repaired_beside_its_files()
    {
        _ = _bench.Staged("a.txt", "one\n").Staged("b.md", "two\n");
        var repaired = _bench.Repository.In("a.txt");
        var quick = CommitBench.Fixer("Quick", "echo fixed > a.txt") with { Files = ["*.txt"], Writes = ["*.txt"] };
        var slow = CommitBench.Fixer("Slow", $"until grep -q fixed '{repaired}'; do sleep 0.02; done; echo fixed > b.md") with
        {
            Files = ["*.md"],
            Writes = ["*.md"],
        };
        var report = await _bench.RunAsync(quick, slow);
        report.Succeeded.ShouldBeTrue(string.Join('\n', report.Hooks.Select(hook => hook.Reason)));
        _bench.Observer.Warnings.ShouldBeEmpty();
        _bench.Index("b.md").ShouldBe("fixed\n");
    }

    [TestMethod]
    public async Task A_filter_that_fails_is_told_as_that()
    {
        _ = _bench.Committed(".gitattributes", "*.txt filter=broken\n").Staged("a.txt", "one \n");
        _ = _bench.Repository.Shell("git config filter.broken.smudge false; git config filter.broken.required true");
        var report = await _bench.RunAsync(CommitBench.Fixer("Fix", "echo two > a.txt") with { Files = ["*.txt"] });
        report.Hooks.Single().Reason.ShouldContain("smudge filter broken failed");
        report.Hooks.Single().Reason.ShouldNotContain("space");
    }

    [TestMethod]
    public async Task What_was_repaired_twice_goes_back_to_what_was_there_at_first()
    {
        _ = _bench.Staged("a.txt", "one\n");
        var report = await _bench.RunAsync(
            CommitBench.Locks,
            CommitBench.Fixer("One", "sed -i s/one/two/ a.txt"),
            CommitBench.Fixer("Two", "sed -i s/two/three/ a.txt") with { DependsOn = ["One"] });
        report.Problems.Single().Code.ShouldBe(Codes.IndexUpdate);
        _bench.Disk("a.txt").ShouldBe("one\n");
    }

    [TestMethod]
    [DataRow(new[] { "skip-worktree" }, "S a.txt")]
    [DataRow(new[] { "assume-unchanged" }, "h a.txt")]
    [DataRow(new[] { "assume-unchanged", "skip-worktree" }, "s a.txt")]
    public async Task The_index_never_lacks_the_flag_of_a_file_that_git_was_told_not_to_look_at(string[] flags, string shown)
    {
        _ = _bench.Committed("a.txt", "one\n").Committed("b.txt", "b\n").Staged("a.txt", "one \ntwo\n").Staged("b.txt", "b \n");
        Array.ForEach(flags, flag => _ = _bench.Repository.Git("update-index", "--" + flag, "a.txt"));
        var failed = await _bench.RunAsync(CommitBench.Locks, CommitBench.Blanks);
        failed.Problems.Single().Code.ShouldBe(Codes.IndexUpdate);
        _bench.Repository.Git("ls-files", "-v", "a.txt").ShouldBe(shown);
        File.Delete(_bench.Repository.In(".git/index.lock"));
        (await _bench.RunAsync(CommitBench.Blanks)).Succeeded.ShouldBeTrue();
        _bench.Repository.Git("ls-files", "-v", "a.txt").ShouldBe(shown);
        _bench.Index("a.txt").ShouldBe("one\ntwo\n");
        _bench.Index("b.txt").ShouldBe("b\n");
        _bench.Repository.Git("diff-files", "--name-only").ShouldBeEmpty();
    }
}
