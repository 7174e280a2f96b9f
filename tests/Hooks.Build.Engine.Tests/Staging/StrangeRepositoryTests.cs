using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>A partially staged file that is repaired, and git inside of the snapshot, in repositories of every kind.</summary>
[TestClass]
public sealed class StrangeRepositoryTests : IDisposable
{
    private static readonly PlannedHook Git =
        CommitBench.Shell(
            "Git",
            "test \"$(git rev-parse --show-toplevel)\" -ef . && git ls-files | grep -q '^a.txt$' && test \"$(git show :a.txt)\" = one && git diff --cached --name-only | grep -q a.txt") with
        { Files = ["a.txt"] };

    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    public async Task Before_the_first_commit() => await RepairAsync(_bench, _bench.Repository.Path);

    [TestMethod]
    public async Task With_ids_of_another_kind()
    {
        using TempRepository other = new("--object-format=sha256");
        await RepairAsync(_bench, other.Path);
    }

    [TestMethod]
    public async Task In_a_linked_working_tree()
    {
        _ = _bench.Committed("b.txt", "b\n");
        _ = _bench.Repository.Git("worktree", "add", "--quiet", _bench.Repository.In("linked"));
        await RepairAsync(_bench, _bench.Repository.In("linked"));
    }

    [TestMethod]
    public async Task In_a_submodule()
    {
        using TempRepository library = new();
        _ = library.Commit("b.txt");
        _ = _bench.Repository.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.Path, "sub");
        await RepairAsync(_bench, _bench.Repository.In("sub"));
    }

    [TestMethod]
    public async Task With_a_submodule_staged_as_well()
    {
        using TempRepository library = new();
        _ = library.Commit("b.txt");
        _ = _bench.Repository.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library.Path, "sub");
        await RepairAsync(_bench, _bench.Repository.Path);
        _bench.Repository.Git("ls-files", "-s", "sub").ShouldStartWith("160000");
    }

    [TestMethod]
    public async Task With_a_file_that_is_only_intended_to_be_added()
    {
        _ = _bench.OnDisk("later.txt", "later \n");
        _ = _bench.Repository.Git("add", "--intent-to-add", "later.txt");
        await RepairAsync(_bench, _bench.Repository.Path);
        _bench.Disk("later.txt").ShouldBe("later \n");
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "There are no modes.")]
    public async Task Where_git_does_not_believe_modes_on_disk_that_of_a_repair_is_staged_and_no_other()
    {
        _ = _bench.Repository.Git("config", "core.fileMode", "false");
        _ = _bench.Staged("run.sh", "one\n").Staged("b.txt", "two \n");
        _ = _bench.Repository.Shell("chmod +x b.txt");
        var report = await _bench.RunAsync(
            CommitBench.Fixer("Mode", "chmod +x run.sh") with { Files = ["run.sh"] },
            Make.Check("Blanks", "hooks:trailing-whitespace") with { Files = ["b.txt"] });
        report.Succeeded.ShouldBeTrue(report.Hooks[0].Reason);
        _bench.Repository.Git("ls-files", "-s", "run.sh").ShouldStartWith("100755");
        _bench.Repository.Git("ls-files", "-s", "b.txt").ShouldStartWith("100644");
        _bench.Index("b.txt").ShouldBe("two\n");
    }

    [TestMethod]
    public async Task With_text_in_another_encoding()
    {
        _ = _bench.Staged(".gitattributes", "*.txt text working-tree-encoding=UTF-16LE eol=crlf\n");
        await File.WriteAllBytesAsync(_bench.Repository.In("a.txt"), System.Text.Encoding.Unicode.GetBytes("one\n"));
        _ = _bench.Repository.Git("-c", "core.safecrlf=false", "add", "a.txt");
        _ = await _bench.RunAsync(CommitBench.Fixer("Wide", "printf 't\\000w\\000o\\000\\r\\000\\n\\000' > a.txt") with { Files = ["a.txt"] });
        _bench.Index("a.txt").ShouldBe("two\n");
        var disk = System.Text.Encoding.Unicode.GetString(await File.ReadAllBytesAsync(_bench.Repository.In("a.txt")));
        new[] { "one\n", "two\r\n" }.ShouldContain(disk);
    }

    [TestMethod]
    public async Task A_working_copy_that_cannot_be_put_back_does_not_hide_why_the_run_failed()
    {
        _ = _bench.Staged("sub/a.txt", "one \n").Staged("b.txt", "two \n");
        var clash = Make.Hook("Clash") with { Command = [["/bin/sh", "-c", "mv sub/a.txt t; rm -r sub; echo > sub"]], DependsOn = ["Blanks"] };
        var report = await _bench.RunAsync(CommitBench.Locks, CommitBench.Blanks, clash);
        report.Problems.Single().Code.ShouldBe(Codes.IndexUpdate);
        report.Problems.Single().Message.ShouldContain("sub/a.txt could not be put back");
        _bench.Disk("b.txt").ShouldBe("two \n");
    }

    private static async Task RepairAsync(CommitBench bench, string root)
    {
        bench.Request = bench.Request with { RepositoryRoot = root };
        var file = Path.Combine(root, "a.txt");
        await File.WriteAllTextAsync(file, "one \n2\n3\n");
        Shell(bench, root, "printf 'one\\n' > a.txt; git add a.txt; printf 'one\\nmine\\n' > a.txt");
        (await bench.RunAsync(Git)).Hooks.Single(hook => hook.Hook.Name == "Git").Outcome.ShouldBe(HookOutcome.Succeeded);
        Shell(bench, root, "printf 'one \\n2\\n3\\n' > a.txt; git add a.txt; printf 'one \\n2\\n3\\nmine\\n' > a.txt");
        var report = await bench.RunAsync(CommitBench.Blanks with { Files = ["a.txt"] });
        report.Repaired.Single().WorkingCopy.ShouldBe(WorkingCopyFix.Merged, report.Hooks.Single().Reason);
        bench.Repository.Shell($"cd '{root}'; git show :a.txt").ShouldBe("one\n2\n3");
        (await File.ReadAllTextAsync(file)).ShouldBe("one\n2\n3\nmine\n");
    }

    private static void Shell(CommitBench bench, string root, string script) => bench.Repository.Shell($"cd '{root}'; {script}");
}
