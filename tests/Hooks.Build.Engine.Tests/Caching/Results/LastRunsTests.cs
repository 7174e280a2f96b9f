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
        new LastRuns(request, TimeProvider.System, new Lazy<CacheSecret>(() => new CacheSecret(folder.In("secret")))).KeepDuration(new HookReport { Hook = hook, Outcome = HookOutcome.Succeeded, Duration = TimeSpan.FromSeconds(3) });
        LastRuns runs = new(request, TimeProvider.System, new Lazy<CacheSecret>(() => new CacheSecret(folder.In("secret"))));
        runs.IsWorthwhile(hook).ShouldBeTrue();
        Directory.Delete(folder.In("logs"), recursive: true);
        runs.IsWorthwhile(hook).ShouldBeTrue();
        runs.Patience(hook).ShouldBe(TimeSpan.FromSeconds(3));
        new LastRuns(request, TimeProvider.System, new Lazy<CacheSecret>(() => new CacheSecret(folder.In("secret")))).IsWorthwhile(hook).ShouldBeFalse();
    }
}
