using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Results;

[TestClass]
public sealed class LastRunsTests
{
    [TestMethod]
    public void How_long_a_hook_took_is_read_once_a_run()
    {
        using TempFolder folder = new();
        var request = Make.Request(folder.Path) with { LogDirectory = folder.In("logs"), Stage = HookStages.PreCommit };
        var hook = Make.Hook("Slow");
        new LastRuns(request, TimeProvider.System, new Lazy<CacheSecret>(() => new CacheSecret(folder.In("secret"))), git: null)
            .KeepDuration(new HookReport { Hook = hook, Outcome = HookOutcome.Succeeded, Duration = TimeSpan.FromSeconds(3) });
        LastRuns runs = new(request, TimeProvider.System, new Lazy<CacheSecret>(() => new CacheSecret(folder.In("secret"))), git: null);
        runs.IsWorthwhile(hook).ShouldBeTrue();
        Directory.Delete(folder.In("logs"), recursive: true);
        runs.IsWorthwhile(hook).ShouldBeTrue();
        runs.Patience(hook).ShouldBe(TimeSpan.FromSeconds(3));
        new LastRuns(request, TimeProvider.System, new Lazy<CacheSecret>(() => new CacheSecret(folder.In("secret"))), git: null)
            .IsWorthwhile(hook)
            .ShouldBeFalse();
    }

    [TestMethod]
    public void At_a_commit_in_a_large_repository_a_hook_must_have_taken_longer_to_be_looked_up()
    {
        using var repository = new TempRepository().Commit("a");
        var git = repository.Program();
        // All that is read of an index here: its version, and how many files it has.
        File.WriteAllBytes(git.Repository.IndexFile, [.. "DIRC"u8, 0, 0, 0, 2, 0, 0, 0xC3, 0x50]);
        var request = Make.Request(repository.Path) with { LogDirectory = repository.In("logs"), Stage = HookStages.PreCommit };
        Lazy<CacheSecret> secret = new(() => new CacheSecret(repository.In("secret")));
        new LastRuns(request, TimeProvider.System, secret, git: null).Least.ShouldBe(TimeSpan.FromMilliseconds(50));
        new LastRuns(request, TimeProvider.System, secret, git).Least.ShouldBe(TimeSpan.FromMilliseconds(200));
        foreach (var (milliseconds, isLong) in ((int, bool)[])[(60, false), (300, true)])
        {
            var hook = Make.Hook($"Took{milliseconds}");
            new LastRuns(request, TimeProvider.System, secret, git: null)
                .KeepDuration(new HookReport { Hook = hook, Outcome = HookOutcome.Succeeded, Duration = TimeSpan.FromMilliseconds(milliseconds) });
            new LastRuns(request, TimeProvider.System, secret, git).IsWorthwhile(hook).ShouldBe(isLong);
        }
    }
}
