using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>Where copies go there may be no room: the next place is taken, and no file of the user's is blamed for it.</summary>
[TestClass]
public sealed class NoRoomTests : IDisposable
{
    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    public async Task A_place_in_memory_that_is_full_once_a_file_is_repaired_is_no_fault_of_the_file()
    {
        using Fakes.TempFolder memory = new();
        if (!_bench.TryMount(memory.Path))
        {
            Assert.Inconclusive("no file system can be mounted here");
        }

        _bench.Places = [memory.Path, Path.GetTempPath()];
        var lines = string.Concat(Enumerable.Repeat("line\n", 20000));
        _ = _bench.Staged("same.txt", "one \n" + lines).Staged("merged.txt", "one \n" + lines).OnDisk("merged.txt", "one \n" + lines + "mine\n");
        var report = await _bench.RunAsync(CommitBench.Fixer(
            "Fill", $"sed -i 's/ *$//' \"$@\"; dd if=/dev/zero of='{memory.In("full")}' bs=4k count=10000 2>/dev/null || true"));
        report.Hooks.Single().Reason.ShouldBeEmpty();
        report.Repaired.Select(file => file.WorkingCopy).ShouldBe([WorkingCopyFix.Merged, WorkingCopyFix.Same]);
        _bench.Index("merged.txt").ShouldBe("one\n" + lines);
        _bench.Disk("merged.txt").ShouldBe("one\n" + lines + "mine\n");
        _bench.Disk("same.txt").ShouldBe("one\n" + lines);
        _bench.Repository.Git("diff", "--name-only").ShouldBe("merged.txt");
    }

    [TestMethod]
    public async Task Where_the_second_of_two_repairs_has_no_room_the_first_is_taken_back()
    {
        using Fakes.TempFolder memory = new();
        if (!_bench.TryMount(memory.Path))
        {
            Assert.Inconclusive("no file system can be mounted here");
        }

        _bench.Places = [memory.Path];
        var lines = string.Concat(Enumerable.Repeat("line\n", 20000));
        _ = _bench.Staged("a.txt", "one \n").Staged("b.txt", "one \n" + lines);
        var full = memory.In("full");
        var report = await _bench.RunAsync(
            CommitBench.Fixer("Fill", $"sed -i 's/ *$//' \"$@\"; dd if=/dev/zero of='{full}' bs=4k count=10000 2>/dev/null; truncate -s -160K '{full}'"));
        report.Hooks.Single().Reason.ShouldContain("Free some space there");
        report.Repaired.ShouldBeEmpty();
        _bench.Disk("a.txt").ShouldBe("one \n");
        _bench.Index("a.txt").ShouldBe("one \n");
        _bench.Repository.Git("status", "--porcelain").ReplaceLineEndings("|").ShouldBe("A  a.txt|A  b.txt");
    }

    [TestMethod]
    public async Task A_filter_that_fails_is_asked_once_and_the_run_stays_where_it_is()
    {
        using Fakes.TempFolder first = new();
        using Fakes.TempFolder second = new();
        _bench.Places = [first.Path, second.Path];
        _ = _bench.Staged(".gitattributes", "*.txt filter=broken\n").Staged("a.txt", "one \n").OnDisk("a.txt", "two\n");
        _ = _bench.Repository.Git("config", "filter.broken.smudge", "echo asked >> .git/asked; false");
        _ = _bench.Repository.Git("config", "filter.broken.required", "true");
        var report = await _bench.RunAsync(CommitBench.Blanks with { Files = ["*.txt"] });
        report.Hooks.Single().Reason.ShouldContain("filter");
        (await File.ReadAllTextAsync(_bench.Repository.In(".git/asked"))).ShouldBe("asked\n");
    }

    [TestMethod]
    public async Task Where_git_fails_for_another_reason_nobody_is_told_to_free_space()
    {
        _ = _bench.Staged("a.txt", "one \n").OnDisk("a.txt", "two\n");
        var id = _bench.Repository.Git("rev-parse", ":a.txt").Trim();
        File.Delete(_bench.Repository.In($".git/objects/{id[..2]}/{id[2..]}"));
        var report = await _bench.RunAsync(CommitBench.Blanks);
        report.Hooks.Single().Reason.ShouldContain(id);
        report.Hooks.Single().Reason.ShouldContain("What git says is the reason");
        report.Hooks.Single().Reason.ShouldNotContain("space");
    }
}
