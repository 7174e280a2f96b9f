using System.Collections.Concurrent;
using System.Runtime.Versioning;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>Which hooks' results machines share.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "The tool is a script.")]
[UnsupportedOSPlatform("windows")]
public sealed class SharedResultsTests : IDisposable
{
    private readonly CachingRepository _repository = new();
    private readonly Shared _shared = new();

    public SharedResultsTests()
    {
        _ = _repository.Files.Commit("a.cs");
        _repository.Remote = _shared;
    }

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public async Task A_command_s_result_is_asked_for_and_offered()
    {
        (await _repository.SourceAsync(CachingRepository.Hook())).ShouldBe(ResultSource.Miss);
        (_shared.Asked, _shared.Offered.Count).ShouldBe((1, 1));
        Directory.Delete(_repository.Cache, recursive: true);
        (await _repository.SourceAsync(CachingRepository.Hook())).ShouldBe(ResultSource.Remote);
    }

    // To know what it depends on each file is read, which is nearly all of a check's time.
    [TestMethod]
    public async Task A_ready_made_check_s_is_not()
    {
        (await _repository.SourcesAsync(Make.Check("Blanks", "hooks:trailing-whitespace"), Make.Check("End", "hooks:trailing-whitespace") with { Index = 1 }))
            .ShouldBe(["Blanks Succeeded Miss", "End Succeeded Miss"]);
        (_shared.Asked, _shared.Offered.Count).ShouldBe((0, 0));
        (await _repository.SourcesAsync(Make.Check("Blanks", "hooks:trailing-whitespace"), Make.Check("End", "hooks:trailing-whitespace") with { Index = 1 }))
            .ShouldBe(["Blanks Succeeded Local", "End Succeeded Local"]);
    }

    [TestMethod]
    public async Task That_of_a_hook_with_all_variables_is_not()
    {
        (await _repository.SourceAsync(CachingRepository.Hook() with { Environment = ["*"] })).ShouldBe(ResultSource.Miss);
        (_shared.Asked, _shared.Offered.Count).ShouldBe((0, 0));
    }

    private sealed class Shared : IRemoteResults
    {
        private int _asked;

        public ConcurrentDictionary<string, CachedResult> Offered { get; } = new(StringComparer.Ordinal);

        public int Asked => _asked;

        public Task<CachedResult?> FindAsync(string key, TimeSpan patience, IContentStore local, CancellationToken cancellation)
        {
            _ = Interlocked.Increment(ref _asked);
            return Task.FromResult(Offered.GetValueOrDefault(key));
        }

        public void Offer(string key, CachedResult result, IContentStore local) => Offered[key] = result;

        public Task<IReadOnlyList<Problem>> FinishAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<Problem>>([]);
    }
}
