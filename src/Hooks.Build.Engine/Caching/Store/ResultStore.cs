using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>
/// Remembers results in a folder of this machine, under their keys. One that is missing, full, read-only or damaged knows nothing and says so once; it never
/// fails a hook and never gives back what was not stored. Safe for several threads, and for several processes at once.
/// </summary>
internal sealed class ResultStore(CacheFolder folder, TimeProvider clock) : IContentStore
{
    /// <summary>Finds a result. It was verified: a damaged entry is none.</summary>
    /// <param name="key">SHA-256 of all that the result depends on, 64 lower-case hexadecimal digits.</param>
    public CachedResult? Find(string key)
    {
        if (!Sha256.IsHex(key))
        {
            return null;
        }

        var path = folder.PathOf(CacheLayout.Results, key);
        if (folder.Read(path) is not { } bytes)
        {
            return null;
        }

        var result = ResultEntry.Read(key, bytes);
        if (result is null)
        {
            CacheFolder.Drop(path);
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        LastUse.Renew(path, now);
        foreach (var output in result.Outputs)
        {
            // With the entry, though the content is not read where the files are still as they were.
            LastUse.Renew(folder.PathOf(CacheLayout.Content, output.Digest), now);
        }

        return result;
    }

    /// <summary>The result that would be found. Unlike finding it, that leaves no trace.</summary>
    public CachedResult? Peek(string key) =>
        Sha256.IsHex(key) && folder.Read(folder.PathOf(CacheLayout.Results, key)) is { } bytes ? ResultEntry.Read(key, bytes) : null;

    /// <inheritdoc />
    public Stream? OpenContent(string digest) => Sha256.IsHex(digest) ? folder.Open(folder.PathOf(CacheLayout.Content, digest)) : null;

    /// <summary>
    /// Stores a result. The content of its outputs is read from their places under <paramref name="root"/>; where that is not what the result says, nothing is
    /// stored.
    /// </summary>
    public void Store(string key, CachedResult result, string root)
    {
        if (!Sha256.IsHex(key))
        {
            return;
        }

        // The content first: an entry whose content is missing is a miss, but one that nobody should find.
        foreach (var output in result.Outputs)
        {
            if (!StoreOutput(root, output))
            {
                return;
            }
        }

        _ = folder.Write(folder.PathOf(CacheLayout.Results, key), ResultEntry.Write(key, result));
    }

    /// <inheritdoc />
    public bool StoreContent(string digest, Stream content) =>
        Sha256.IsHex(digest) && folder.Write(folder.PathOf(CacheLayout.Content, digest), file => HashedCopy.Copy(content, file).Digest == digest);

    private bool StoreOutput(string root, CachedFile output)
    {
        if (!Sha256.IsHex(output.Digest) || OutputPath.Resolve(root, output.Path) is not { } source)
        {
            return false;
        }

        try
        {
            using FileStream file = new(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            if (file.Length != output.Size || ExecutableBit.IsSet(file) != output.IsExecutable)
            {
                return false;
            }

            // Read even where it is known: what is there may be damaged.
            var path = folder.PathOf(CacheLayout.Content, output.Digest);
            return IsWhole(path, output)
                ? HashedCopy.Copy(file, to: null).Digest == output.Digest
                : folder.Write(path, copy => HashedCopy.Copy(file, copy).Digest == output.Digest);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Closed before it is written: Windows replaces no file that is open.
    private bool IsWhole(string path, CachedFile output)
    {
        using var known = folder.Open(path);
        return known is not null && known.Length == output.Size && HashedCopy.Copy(known, to: null).Digest == output.Digest;
    }
}
