using System.Net;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Remote;

/// <summary>Reads results from the shared cache and believes nothing: content must have the hash and the size it is named by.</summary>
internal sealed class RemoteReader(RemoteConnection connection)
{
    private const int InMemory = 1 << 20;
    private const long MostContent = 256 << 20;

    /// <summary>Finds a result; its content is in the local store then.</summary>
    /// <exception cref="RemoteException">There is something else than a result.</exception>
    public async Task<CachedResult?> FindAsync(string key, IContentStore local, CancellationToken cancellation)
    {
        var entry = await ReadEntryAsync(new RemoteAction(key).Hash, cancellation);
        if (entry is null)
        {
            return null;
        }

        // Who has to log in first, or asks the wrong server, gets a page to read.
        if (entry.AsSpan().StartsWith("<"u8))
        {
            throw new RemoteException("answers with a page of a website");
        }

        var result = ReadResult(key, entry);
        var contents = result.Outputs.Select(output => new ContentDigest(output.Digest, output.Size)).Distinct().ToList();
        if (contents.Sum(content => (decimal)content.Size) > MostContent)
        {
            throw new RemoteException("has a result with too much content", RemoteFault.Result);
        }

        var stored = await Task.WhenAll(contents.Select(content => FetchAsync(content, local, cancellation)));
        return stored.All(isThere => isThere) ? result : null;
    }

    /// <summary>Reads an entry; <see langword="null"/> where there is none.</summary>
    internal async Task<byte[]?> ReadEntryAsync(string hash, CancellationToken cancellation)
    {
        using var response = await connection.SendAsync(HttpMethod.Get, "ac/" + hash, content: null, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        Require(response);
        using MemoryStream entry = new();
        return response.Content.Headers.ContentLength > RemoteEntry.MostBytes
            || await CopyAsync(response, entry, RemoteEntry.MostBytes, hash: null, cancellation) < 0
            ? throw new RemoteException("has an entry that is too large", RemoteFault.Entry)
            : entry.ToArray();
    }

    private static CachedResult ReadResult(string key, byte[] entry)
    {
        try
        {
            var result = RemoteEntry.Read(key, entry);
            return PlausibleResult.Is(result) ? result : throw new InvalidDataException("it tells what no hook could have told");
        }
        catch (InvalidDataException e)
        {
            throw new RemoteException("has an entry that is not taken: " + e.Message, RemoteFault.Entry);
        }
    }

    private async Task<bool> FetchAsync(ContentDigest content, IContentStore local, CancellationToken cancellation)
    {
        if (content == ContentDigest.Empty)
        {
            return local.StoreContent(content.Hash, Stream.Null);
        }

        using var response = await connection.SendAsync(HttpMethod.Get, "cas/" + content.Hash, content: null, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            throw new RemoteException("has a result whose content is gone", RemoteFault.Entry);
        }

        Require(response);
        using Stream buffer = content.Size <= InMemory ? new MemoryStream((int)content.Size) : CreateFile();
        Sha256 hash = new();
        if ((response.Content.Headers.ContentLength ?? content.Size) != content.Size
            || await CopyAsync(response, buffer, content.Size, hash, cancellation) != content.Size
            || hash.FinishHex() != content.Hash)
        {
            throw new RemoteException("has other content than it should have", RemoteFault.Entry);
        }

        buffer.Position = 0;
        return local.StoreContent(content.Hash, buffer);
    }

    // The number of bytes; -1 if there are more than there may be.
    private static async Task<long> CopyAsync(HttpResponseMessage response, Stream target, long most, Sha256? hash, CancellationToken cancellation)
    {
        try
        {
            using var source = await response.Content.ReadAsStreamAsync(cancellation);
            var chunk = new byte[64 << 10];
            var length = 0L;
            for (int read; (read = await source.ReadAsync(chunk, cancellation)) > 0;)
            {
                length += read;
                if (length > most)
                {
                    return -1;
                }

                hash?.Append(chunk.AsSpan(0, read));
                await target.WriteAsync(chunk.AsMemory(0, read), cancellation);
            }

            return length;
        }
        catch (HttpIOException)
        {
            throw new RemoteException("broke off");
        }
    }

    private static void Require(HttpResponseMessage response)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw RemoteConnection.Unexpected(response.StatusCode);
        }
    }

    // A file without a name where the system knows that: nothing is left behind, however this ends.
    private static FileStream CreateFile()
    {
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            // The folder is everybody's: until it has no name anybody could open it.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        FileStream file = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(file.Name);
        }

        return file;
    }
}
