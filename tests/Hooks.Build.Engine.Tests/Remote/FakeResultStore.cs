using System.Collections.Concurrent;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Tests.Remote;

/// <summary>A store in memory.</summary>
internal sealed class FakeResultStore : IContentStore
{
    public ConcurrentDictionary<string, byte[]> Contents { get; } = new(StringComparer.Ordinal);

    public Stream? OpenContent(string digest) => Contents.TryGetValue(digest, out var content) ? new MemoryStream(content) : null;

    public bool StoreContent(string digest, Stream content)
    {
        using MemoryStream copy = new();
        content.CopyTo(copy);
        var bytes = copy.ToArray();
        Sha256.Hex(bytes).ShouldBe(digest, "what does not have its digest must not come here");
        Contents[digest] = bytes;
        return true;
    }
}
