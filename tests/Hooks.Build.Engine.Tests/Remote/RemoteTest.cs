using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Remote;
using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Engine.Tests.Remote;

/// <summary>A cache, and who uses it.</summary>
public abstract class RemoteTest : IDisposable
{
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly List<IDisposable> _opened = [];

    internal CacheServer Server { get; } = new();

    internal string EntryPath { get; } = "/ac/" + new RemoteAction(Samples.Key).Hash;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    internal HttpResults Open(bool writes = true, Uri? address = null, TimeSpan? grace = null, string? authorization = null, TimeProvider? time = null)
    {
        HttpResults results = new(
            new RemoteCacheSettings { Address = address ?? Server.Address, Writes = writes, Authorization = authorization },
            time ?? TimeProvider.System,
            grace ?? Patience);
        _opened.Add(results);
        return results;
    }

    internal static Task<CachedResult?> FindAsync(HttpResults results, FakeResultStore? local = null, string? key = null) =>
        results.FindAsync(key ?? Samples.Key, Patience, local ?? new FakeResultStore(), CancellationToken.None);

    protected virtual void Dispose(bool disposing)
    {
        _opened.ForEach(opened => opened.Dispose());
        Server.Dispose();
    }

    /// <summary>Sends the sample and waits for that.</summary>
    internal async Task<IReadOnlyList<Problem>> SendAsync(CachedResult? result = null)
    {
        var results = Open();
        results.Offer(Samples.Key, result ?? Samples.Result, Samples.Filled());
        return await results.FinishAsync(CancellationToken.None);
    }

    /// <summary>The one thing that was said, without the address.</summary>
    internal static async Task<string> WarningAsync(HttpResults results)
    {
        var problem = (await results.FinishAsync(CancellationToken.None)).ShouldHaveSingleItem();
        problem.Code.ShouldBe("HOOK9020");
        return problem.Message[problem.Message.IndexOf(' ', "The remote cache ".Length)..].Trim();
    }
}
