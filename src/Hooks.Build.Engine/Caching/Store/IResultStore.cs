using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>
/// Keeps results under their keys. A store that is missing, full, read-only or damaged knows nothing and says so once; it never fails a hook and never
/// gives back what was not stored.
/// </summary>
internal interface IResultStore
{
    /// <summary>Finds a result. It was verified: a damaged entry is none.</summary>
    /// <param name="key">SHA-256 of all that the result depends on, 64 lower-case hexadecimal digits.</param>
    CachedResult? Find(string key);

    /// <summary>Opens the content of a file that a hook wrote; <see langword="null"/> where it is not there. What is read is not yet verified.</summary>
    Stream? OpenContent(string digest);

    /// <summary>Stores a result. The content of its outputs is read from their places under <paramref name="root"/>; where that is not what the result says, nothing is stored.</summary>
    void Store(string key, CachedResult result, string root);

    /// <summary>Stores content that came from elsewhere, if it has the digest.</summary>
    /// <returns>Whether it is there now.</returns>
    bool StoreContent(string digest, Stream content);
}

/// <summary>Results that machines share. Whatever goes wrong there is a miss.</summary>
internal interface IRemoteResults
{
    /// <summary>Asks for a result, for a bounded time.</summary>
    /// <param name="key">As for <see cref="IResultStore.Find"/>.</param>
    /// <param name="patience">How long the answer may take, content of outputs included, before it counts as a miss.</param>
    /// <param name="local">Takes the content of the result's outputs.</param>
    /// <param name="cancellation">Ends the question.</param>
    Task<CachedResult?> FindAsync(string key, TimeSpan patience, IResultStore local, CancellationToken cancellation);

    /// <summary>Offers a result of a successful hook. Returns at once; what cannot be sent is dropped.</summary>
    void Offer(string key, CachedResult result, IResultStore local);

    /// <summary>Waits for what was offered, for a bounded time, and says what went wrong.</summary>
    Task<IReadOnlyList<Problem>> FinishAsync(CancellationToken cancellation);
}
