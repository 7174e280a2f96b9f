using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>Where it cannot be found out what hooks depend on they run, and one warning says so.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Its tools are shell scripts.")]
public sealed class UnusableCacheTests : IDisposable
{
    private readonly CachingRepository _repository = new();

    public UnusableCacheTests() => _ = _repository.Files.Commit("a.cs");

    private string Stamp => _repository.Outside.In("logs/uptodate");

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public async Task Without_git_a_hook_that_only_reads_runs()
    {
        _repository.Set("PATH", _repository.Outside.In("bin"));
        var report = await _repository.RunAsync(null, CachingRepository.Hook() with { Files = [], Reads = ["**/*.cs"], Command = [["check"]] });
        report.Succeeded.ShouldBeTrue();
        var warning = _repository.Observer.Warnings.ShouldHaveSingleItem();
        warning.Code.ShouldBe(Codes.CacheFolder);
        warning.Message.ShouldContain("git was not found on PATH");
    }

    [TestMethod]
    public async Task A_git_that_fails_after_the_hooks_costs_the_stamp_alone()
    {
        _ = _repository.Outside.Script("bin/git", "#!/bin/sh\ncase \"$*\" in *--directory*) exit 3;; esac\nPATH=${PATH#*:}\nexec git \"$@\"\n");
        // What was written just now is not trusted.
        _ = _repository.Files.Shell("sleep 0.05");
        var report = await _repository.RunAsync(_repository.Request with { StampFile = Stamp, StampIdentity = "x" }, CachingRepository.Hook());
        report.Succeeded.ShouldBeTrue();
        File.Exists(Stamp).ShouldBeFalse();
        var warning = _repository.Observer.Warnings.ShouldHaveSingleItem();
        warning.Code.ShouldBe(Codes.CacheFolder);
        warning.Message.ShouldContain("failed with exit code 3");
        (await _repository.SourceAsync(CachingRepository.Hook())).ShouldBe(ResultSource.Local);
    }

    [TestMethod]
    public async Task A_hook_whose_key_cannot_be_made_is_not_known()
    {
        var hook = CachingRepository.Hook() with { WorkingDirectory = "\0" };
        var services = EngineServices.Create(null, SystemLauncher.Create(), _repository.Environment);
        using var cache = await ResultCache.OpenAsync(
            HookSelection.Select(Make.Plan(hook), _repository.Request),
            _repository.Request,
            services,
            remote: null,
            Task.FromResult<FileListing?>(null),
            code: null,
            _repository.Observer.Warned,
            CancellationToken.None);
        cache.ShouldNotBeNull().Knows(hook, ["a.cs"]).ShouldBeFalse();
    }
}
