using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Checking;

/// <summary>"Added" means added in what is checked, not in what happens to be staged.</summary>
[TestClass]
public sealed class AddedInRangeTests : IDisposable
{
    private static readonly PlannedHook Large = Make.Check("Large", "hooks:check-added-large-files --maxkb 1");
    private static readonly PlannedHook Submodules = Make.Check("Submodules", "hooks:forbid-new-submodules");

    private readonly CachingRepository _repository = new();

    public AddedInRangeTests()
    {
        _ = _repository.Files.Commit("first", "grown");
        _ = _repository.Files.Shell(
            "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),sub; head -c 4000 /dev/zero > large; head -c 4000 /dev/zero > grown; git add large grown; git commit -q -m x");
    }

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public async Task A_range_has_the_large_file_and_the_submodule_that_were_added_in_it()
    {
        FileChoice range = new(FileChoiceKind.Range, "HEAD~1", "HEAD");
        (await FoundAsync(range, Large)).ShouldBe(["large"]);
        (await FoundAsync(range, Submodules)).ShouldBe(["sub"]);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task So_has_a_push(bool isNewBranch)
    {
        var (local, remote) = (_repository.Files.Git("rev-parse", "HEAD"), _repository.Files.Git("rev-parse", "HEAD~1"));
        var push = FileChoice.Pushed("origin", [$"refs/heads/main {local} refs/heads/main {(isNewBranch ? new string('0', local.Length) : remote)}"]);
        (await FoundAsync(push, Large)).ShouldBe(isNewBranch ? ["grown", "large"] : ["large"]);
        (await FoundAsync(push, Submodules)).ShouldBe(["sub"]);
    }

    [TestMethod]
    [DataRow("git config diff.ignoreSubmodules all")]
    [DataRow("git config -f .gitmodules submodule.new.path new; git config -f .gitmodules submodule.new.ignore all")]
    public async Task A_submodule_that_git_is_told_to_ignore_is_new_all_the_same(string ignore)
    {
        _ = _repository.Files.Shell(ignore + "; git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),new");
        (await FoundAsync(new FileChoice(FileChoiceKind.Staged), Submodules)).ShouldBe(["new"]);
    }

    [TestMethod]
    public async Task So_is_one_in_the_place_of_a_file()
    {
        _ = _repository.Files.Shell("git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),grown");
        (await FoundAsync(new FileChoice(FileChoiceKind.Staged), Submodules)).ShouldBe(["grown"]);
    }

    [TestMethod]
    public async Task What_was_added_before_is_not_added_now()
    {
        _ = _repository.Files.Edit("large", new string('x', 5000)).Stage("large");
        (await FoundAsync(new FileChoice(FileChoiceKind.Staged), Large)).ShouldBeEmpty();
        (await FoundAsync(new FileChoice(FileChoiceKind.Staged), Submodules)).ShouldBeEmpty();
        (await FoundAsync(new FileChoice(FileChoiceKind.Range, "HEAD", "HEAD"), Submodules)).ShouldBeEmpty();
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("printf x >> moved/large; git add moved/large")]
    public async Task What_has_another_name_now_is_not_added(string change)
    {
        _ = _repository.Files.Shell(
            "mkdir moved; git mv large moved/large; head -c 4000 /dev/urandom > new; git add new; git update-index --force-remove sub; git update-index --add --cacheinfo 160000,$(git rev-parse HEAD~1),moved/sub; " + change);
        (await FoundAsync(new FileChoice(FileChoiceKind.Staged), Large)).ShouldBe(["new"]);
        (await FoundAsync(new FileChoice(FileChoiceKind.Staged), Submodules)).ShouldBeEmpty();
        _ = _repository.Files.Shell("git commit -q -m moved");
        FileChoice range = new(FileChoiceKind.Range, "HEAD~1", "HEAD");
        (await FoundAsync(range, Large)).ShouldBe(["new"]);
        (await FoundAsync(range, Submodules)).ShouldBeEmpty();
    }

    [TestMethod]
    public async Task What_git_does_not_know_yet_is_added_where_it_is_checked()
    {
        _ = _repository.Files.Edit("new", new string('x', 5000));
        (await FoundAsync(new FileChoice(FileChoiceKind.Changed), Large)).ShouldBe(["new"]);
    }

    private async Task<IEnumerable<string>> FoundAsync(FileChoice files, PlannedHook hook)
    {
        var report = await _repository.RunAsync(_repository.Request with { Files = files }, hook);
        var findings = report.Hooks.Single().Findings.Select(finding => Path.GetRelativePath(_repository.Files.Path, finding.File)).ToList();
        report.Hooks.Single().Outcome.ShouldBe(findings.Count > 0 ? HookOutcome.Failed
            : report.Hooks.Single().Outcome == HookOutcome.NoFiles ? HookOutcome.NoFiles
            : HookOutcome.Succeeded);
        return findings;
    }
}
