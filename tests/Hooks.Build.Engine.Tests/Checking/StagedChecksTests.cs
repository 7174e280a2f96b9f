using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Staging;

namespace Hooks.Build.Engine.Tests.Checking;

/// <summary>Ready-made checks at a commit: they see and repair what is staged.</summary>
[TestClass]
public sealed class StagedChecksTests : IDisposable
{
    private const string Lines = "one\ntwo\nthree\nfour\nfive\nsix\n";
    private static readonly PlannedHook Whitespace = Make.Check("Whitespace", "hooks:trailing-whitespace");
    private static readonly PlannedHook End = Make.Check("End", "hooks:end-of-file-fixer");
    private static readonly PlannedHook Json = Make.Check("Json", "hooks:check-json");

    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    public async Task A_finding_in_an_unstaged_line_is_none()
    {
        _ = _bench.Staged("a.txt", "one\n").OnDisk("a.txt", "one\ntwo \n");

        (await _bench.RunAsync(Whitespace)).Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    public async Task A_finding_in_a_staged_line_is_told_of_the_file_itself()
    {
        _bench.Request = _bench.Request with { Fix = FixMode.Never };
        _ = _bench.Staged("a.txt", "one \n").OnDisk("a.txt", "one\n");

        var report = await _bench.RunAsync(Whitespace);

        report.Hooks.Single().Findings.Single().File.ShouldBe(_bench.Repository.In("a.txt"));
    }

    [TestMethod]
    public async Task The_staged_lines_are_repaired_and_the_unstaged_ones_stay()
    {
        _ = _bench.Committed("a.txt", Lines).Staged("a.txt", Lines.Replace("one", "ONE ")).OnDisk("a.txt", Lines.Replace("one", "ONE ").Replace("six", "SIX "));

        var report = await _bench.RunAsync(Whitespace);

        report.Succeeded.ShouldBeTrue();
        _bench.Index("a.txt").ShouldBe(Lines.Replace("one", "ONE"));
        _bench.Disk("a.txt").ShouldBe(Lines.Replace("one", "ONE").Replace("six", "SIX "));
    }

    [TestMethod]
    public async Task A_file_that_two_repaired_is_staged_once_and_told_of_both()
    {
        _ = _bench.Staged("a.txt", "one \ntwo").Staged("b.txt", "one \n");

        var report = await _bench.RunAsync(Whitespace, End);

        _bench.Index("a.txt").ShouldBe("one\ntwo\n");
        report.Repaired.Select(file => $"{file.Path}: {string.Join(' ', file.Hooks)}").ShouldBe(["a.txt: Whitespace End", "b.txt: Whitespace"]);
    }

    [TestMethod]
    public async Task A_check_that_fails_does_not_undo_what_another_repaired()
    {
        _ = _bench.Staged("a.txt", "one \n").Staged("b.json", "{");

        var report = await _bench.RunAsync(Whitespace, Json);

        report.Hooks.Single(hook => hook.Hook.Name == "Json").Outcome.ShouldBe(HookOutcome.Failed);
        _bench.Index("a.txt").ShouldBe("one\n");
    }

    [TestMethod]
    public async Task What_depends_on_a_check_that_failed_repairs_nothing_and_else_repairs_upon_it()
    {
        var end = End with { DependsOn = ["Whitespace"] };
        _ = _bench.Staged("a.txt", "one").Staged("b.txt", "one \ntwo").Staged("c.payload", string.Concat(Enumerable.Repeat("header \n", 400)) + "\u0001\n");

        var failed = await _bench.RunAsync(Whitespace, end);

        failed.Hooks.Select(hook => $"{hook.Hook.Name} {hook.Outcome}").ShouldBe(["Whitespace Failed", "End Skipped"]);
        _bench.Index("a.txt").ShouldBe("one");
        _bench.Index("b.txt").ShouldBe("one\ntwo");

        _ = _bench.Staged("b.txt", "one \ntwo");
        _ = _bench.Repository.Git("rm", "-q", "--cached", "c.payload");
        var passed = await _bench.RunAsync(Whitespace, end);

        passed.Repaired.Select(file => $"{file.Path}: {string.Join(' ', file.Hooks)}").ShouldBe(["a.txt: End", "b.txt: Whitespace End"]);
        _bench.Index("b.txt").ShouldBe("one\ntwo\n");
        _bench.Disk("b.txt").ShouldBe("one\ntwo\n");
    }

    [TestMethod]
    public async Task A_command_that_repairs_the_same_file_sees_what_the_checks_made_of_it()
    {
        _ = _bench.Staged("a.txt", "one ");

        var report = await _bench.RunAsync(
            Whitespace, End, CommitBench.Fixer("Upper", "sed -i 's/one/ONE/' \"$@\"") with { DependsOn = ["Whitespace", "End"] });

        report.Succeeded.ShouldBeTrue();
        _bench.Index("a.txt").ShouldBe("ONE\n");
    }

    [TestMethod]
    public async Task The_executable_bit_that_is_staged_counts()
    {
        _ = _bench.Staged("run", "echo one\n");
        _ = _bench.Repository.Git("update-index", "--chmod=+x", "run");

        var report = await _bench.RunAsync(Make.Check("Shebang", "hooks:check-executables-have-shebangs"));

        report.Hooks.Single().Outcome.ShouldBe(HookOutcome.Failed);
    }

    [TestMethod]
    public async Task A_commit_of_links_alone_is_checked()
    {
        File.CreateSymbolicLink(_bench.Repository.In("link"), "nowhere");
        _ = _bench.Repository.Stage("link");

        var report = await _bench.RunAsync(Whitespace, Make.Check("Links", "hooks:check-symlinks"));

        report.Hooks.Single(hook => hook.Hook.Name == "Links").Outcome.ShouldBe(HookOutcome.Failed);
    }

    [TestMethod]
    public async Task A_rule_that_is_not_staged_does_not_count()
    {
        var token = "ghp_" + "Zq7Rk2Wm9Xc4Vb8Nl3Ht6Jy1Pd5Gs0Fu2Ae7";
        _ = _bench.Staged("a.txt", token + "\n");
        await File.WriteAllTextAsync(_bench.Repository.In(".secrets-allowed"), "a.txt\n");
        _ = _bench.Staged(".secrets-allowed", "other.txt\n").OnDisk(".secrets-allowed", "a.txt\n");

        var report = await _bench.RunAsync(Make.Check("Secrets", "hooks:secrets") with { Reads = [".secrets-allowed"] });

        report.Hooks.Single().Outcome.ShouldBe(HookOutcome.Failed);
    }

    [TestMethod]
    public async Task The_size_of_what_is_staged_counts()
    {
        _ = _bench.Staged("big.txt", new string('x', 600 * 1024)).OnDisk("big.txt", "small");

        var report = await _bench.RunAsync(Make.Check("Large", "hooks:check-added-large-files --enforce-all"));

        report.Hooks.Single().Findings.Single().Message.ShouldStartWith("has 600 KiB, and 500 are the most");
    }

    [TestMethod]
    public async Task So_it_does_where_a_filter_makes_less_of_the_file()
    {
        _ = _bench.Repository.Git("config", "filter.short.clean", "head -c 100");
        _ = _bench.Staged(".gitattributes", "*.txt filter=short\n").Staged("big.txt", new string('x', 600 * 1024));

        var report = await _bench.RunAsync(Make.Check("Large", "hooks:check-added-large-files --enforce-all"));

        report.Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "There are no modes.")]
    public async Task What_a_hook_before_made_executable_is_that()
    {
        _ = _bench.Staged("run", "#!/bin/sh\n");

        var report = await _bench.RunAsync(
            CommitBench.Fixer("Mode", "chmod +x run"), Make.Check("Shebang", "hooks:check-shebang-scripts-are-executable", "Mode"));

        report.Succeeded.ShouldBeTrue();
    }

    [TestMethod]
    public async Task What_was_repaired_is_told_once_of_each()
    {
        _ = _bench.Staged("a.txt", "one \ntwo");

        var report = await _bench.RunAsync(Whitespace, End);

        report.Hooks.ShouldAllBe(hook => hook.Changed.SequenceEqual(new[] { "a.txt" }));
    }

    [TestMethod]
    public async Task What_repairs_took_back_whole_is_refused_as_an_empty_commit()
    {
        _ = _bench.Committed("a.txt", "one\n").Staged("a.txt", "one \n");

        var report = await _bench.RunAsync(Whitespace);

        report.Problems.ShouldBe([StagedTexts.NothingLeft]);
    }
}
