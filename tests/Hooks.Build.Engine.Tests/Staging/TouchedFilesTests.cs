using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Staging;

/// <summary>What is told of staged files that changed in the working tree while hooks ran.</summary>
[TestClass]
public sealed class TouchedFilesTests : IDisposable
{
    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    public async Task A_hook_that_changes_files_without_saying_so_is_told()
    {
        _ = _bench.Staged("a.txt", "one\n");
        var report = await _bench.RunAsync(CommitBench.Shell("Sly", "echo x >> a.txt"));
        report.Succeeded.ShouldBeTrue();
        var warning = _bench.Observer.Warnings.Single();
        warning.Code.ShouldBe(Codes.ChangedOtherFiles);
        warning.Message.ShouldStartWith("a.txt changed in the working tree while hooks ran (Sly); what is committed is what was staged before");
    }

    [TestMethod]
    public async Task Of_many_hooks_that_may_have_changed_a_file_it_is_told_how_many_more_there_are()
    {
        _ = _bench.Staged("a.txt", "one\n");
        _ = await _bench.RunAsync([.. Enumerable.Range(1, 7).Select(i => CommitBench.Shell($"H{i}", i == 7 ? "echo x >> a.txt" : "exit 0"))]);
        _bench.Observer.Warnings.Single().Message.ShouldMatch(@"^a\.txt changed in the working tree while hooks ran \((H\d, ){4}H\d and 2 more\); ");
    }

    // The engine writes for them, and not into the working tree.
    [TestMethod]
    public async Task A_ready_made_check_is_not_named_among_hooks_that_may_have_changed_a_file()
    {
        _ = _bench.Staged("a.txt", "one\n");
        _ = await _bench.RunAsync(Make.Check("EndOfFile", "hooks:end-of-file-fixer"), CommitBench.Shell("Sly", "echo x >> a.txt"));
        _bench.Observer.Warnings.Single().Message.ShouldStartWith("a.txt changed in the working tree while hooks ran (Sly); ");
    }
}
