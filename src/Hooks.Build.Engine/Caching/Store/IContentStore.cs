using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>Keeps the content of files that hooks wrote.</summary>
internal interface IContentStore
{
    /// <summary>Opens the content of a file that a hook wrote; <see langword="null"/> where it is not there. What is read is not yet verified.</summary>
    Stream? OpenContent(string digest);

    /// <summary>Stores content that came from elsewhere, if it has the digest.</summary>
    /// <returns>Whether it is there now.</returns>
    bool StoreContent(string digest, Stream content);
}

/// <summary>Results that machines share. Whatever goes wrong there is a miss.</summary>
internal interface IRemoteResults
{
    /// <summary>Asks for a result, for a bounded time.</summary>
    /// <param name="key">As for <see cref="ResultStore.Find"/>.</param>
    /// <param name="patience">How long the answer may take, content of outputs included, before it counts as a miss.</param>
    /// <param name="local">Takes the content of the result's outputs.</param>
    /// <param name="cancellation">Ends the question.</param>
    Task<CachedResult?> FindAsync(string key, TimeSpan patience, IContentStore local, CancellationToken cancellation);

    /// <summary>Offers a result of a successful hook. Returns at once; what cannot be sent is dropped.</summary>
    void Offer(string key, CachedResult result, IContentStore local);

    /// <summary>Waits for what was offered, for a bounded time, and says what went wrong.</summary>
    Task<IReadOnlyList<Problem>> FinishAsync(CancellationToken cancellation);
}
