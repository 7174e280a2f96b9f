using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Staging;

namespace Hooks.Build.Engine.Tests.Running;

/// <summary>A run of what is staged, while a commit is under way that commits from another index than the run reads.</summary>
[TestClass]
public sealed class UnseenCommitTests : IDisposable
{
    private static readonly PlannedHook Blanks = CommitBench.Blanks with { Fix = [] };

    private readonly CommitBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    [DataRow("")]
    [DataRow(".git/index")]
    [DataRow(".git/other")]
    [DataRow("other")]
    [DataRow(".git/none")]
    [DataRow("next-index-1.lock")]
    public async Task Nothing_is_said_to_have_passed_that_is_not_what_is_committed(string named)
    {
        CommitsFromItsOwn();
        _bench.IndexFile = named;
        _bench.Clock = new Meanwhile(() => { });

        var e = await Should.ThrowAsync<HooksException>(() => _bench.RunAsync(Blanks));

        e.Problems.Single().Code.ShouldBe("HOOK9010");
        e.Problems.Single().Message.ShouldContain("what is committed cannot be told");
        _bench.Observer.Events.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Nor_by_a_hook_that_takes_no_files()
    {
        CommitsFromItsOwn();
        _bench.Clock = new Meanwhile(() => { });

        _ = await Should.ThrowAsync<HooksException>(() => _bench.RunAsync(Make.Hook("True") with { Command = [["true"]] }));
    }

    [TestMethod]
    [DataRow(".git/index.lock")]
    [DataRow(".git/next-index-1.lock")]
    public async Task The_index_that_git_names_is_read(string named)
    {
        CommitsFromItsOwn();
        _bench.IndexFile = named;

        (await _bench.RunAsync(Blanks)).Hooks.Single().Outcome.ShouldBe(HookOutcome.Failed);
    }

    [TestMethod]
    public async Task Without_a_commit_what_is_staged_is_read()
    {
        _ = _bench.Staged("a.txt", "one \n");

        (await _bench.RunAsync(Blanks)).Hooks.Single().Outcome.ShouldBe(HookOutcome.Failed);
    }

    [TestMethod]
    public async Task What_is_not_about_what_is_staged_is_not_refused()
    {
        CommitsFromItsOwn();
        _bench.Request = _bench.Request with { Files = new FileChoice(FileChoiceKind.All) };

        (await _bench.RunAsync(Blanks)).Hooks.Single().Outcome.ShouldBe(HookOutcome.Failed);
    }

    [TestMethod]
    public async Task A_git_that_is_done_in_a_moment_is_waited_for()
    {
        CommitsFromItsOwn();

        await CommitIndex.RequireAsync(
            _bench.Repository.Program().Repository, new Meanwhile(() => File.Delete(_bench.Repository.In(".git/index.lock"))), CancellationToken.None);
    }

    // As `git commit -a` and `git commit PATH` have it while their hooks run; beside it whatever a wrapper may name.
    private void CommitsFromItsOwn()
    {
        _ = _bench.Committed("a.txt", "one\n");
        foreach (var copy in (string[])[".git/other", "other", "next-index-1.lock"])
        {
            File.Copy(_bench.Repository.In(".git/index"), _bench.Repository.In(copy));
        }

        _ = _bench.Staged("a.txt", "one \n");
        foreach (var held in (string[])[".git/index.lock", ".git/next-index-1.lock"])
        {
            File.Copy(_bench.Repository.In(".git/index"), _bench.Repository.In(held));
        }

        File.Copy(_bench.Repository.In(".git/other"), _bench.Repository.In(".git/index"), overwrite: true);
    }

    /// <summary>Something is done whenever somebody begins to wait, which is over at once.</summary>
    private sealed class Meanwhile(Action act) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            act();
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
