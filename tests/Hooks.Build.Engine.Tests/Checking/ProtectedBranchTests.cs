using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Checking;

[TestClass]
public sealed class ProtectedBranchTests
{
    [TestMethod]
    [DataRow("main", "", HookOutcome.Failed)]
    [DataRow("main", " --pattern release/.*", HookOutcome.Failed)]
    [DataRow("master", " -p x", HookOutcome.Failed)]
    [DataRow("release/1", " -p release/.*", HookOutcome.Failed)]
    [DataRow("main", " --branch dev", HookOutcome.Succeeded)]
    [DataRow("main", " --branch dev -p release/.*", HookOutcome.Succeeded)]
    [DataRow("topic", " -p release/.*", HookOutcome.Succeeded)]
    public async Task Main_and_master_are_protected_unless_other_branches_are_named(string branch, string options, HookOutcome outcome)
    {
        using CachingRepository repository = new();
        _ = repository.Files.Commit("first", "file");
        _ = repository.Files.Git("checkout", "-q", "-B", branch);

        var report = await repository.RunAsync(null, Make.Check("Branch", "hooks:no-commit-to-branch" + options));

        report.Hooks.Single().Outcome.ShouldBe(outcome);
    }
}
