using System.Net;
using System.Net.Http.Headers;
using Hooks.Build.Engine.Caching.Store;

namespace Hooks.Build.Engine.Remote;

/// <summary>Sends results to the shared cache in the order of Bazel: all content first, the entry that names it last.</summary>
/// <param name="connection">The server.</param>
/// <param name="time">The clock.</param>
internal sealed class RemoteWriter(RemoteConnection connection, TimeProvider time)
{
    private const long BytesPerSecond = 256 << 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Sends a result, unless it is there.</summary>
    /// <param name="key">The key.</param>
    /// <param name="result">The result.</param>
    /// <param name="local">Has the content of its outputs.</param>
    /// <param name="repair">What is there is known to be no good: it is replaced.</param>
    /// <param name="cancellation">Ends the sending.</param>
    /// <exception cref="RemoteException">It was not taken.</exception>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    public async Task SendAsync(string key, CachedResult result, IContentStore local, bool repair, CancellationToken cancellation)
    {
        RemoteAction action = new(key);
        var entry = RemoteEntry.Write(key, result);
        var place = "ac/" + action.Hash;
        if (entry.Length > RemoteEntry.MostBytes || (!repair && await ExistsAsync(place, size: null, cancellation)))
        {
            return;
        }

        foreach (var content in result.Outputs.Select(output => new ContentDigest(output.Digest, output.Size)).Distinct())
        {
            if (!await SendContentAsync(content, local, repair, cancellation))
            {
                return;
            }
        }

        foreach (var message in (byte[][])[action.Command, action.Action])
        {
            await PutContentAsync(ContentDigest.Of(message), () => new ByteArrayContent(message), repair, cancellation);
        }

        using ByteArrayContent body = new(entry);
        await PutAsync(place, body, entry.Length, cancellation);
    }

    // What the local store has is looked at first: nobody else would, before it is the content of other machines.
    private async Task<bool> SendContentAsync(ContentDigest content, IContentStore local, bool repair, CancellationToken cancellation)
    {
        if (content == ContentDigest.Empty)
        {
            return true;
        }

        if (!Has(local, content))
        {
            return false;
        }

        return local.OpenContent(content.Hash) is { } stream && await PutContentAsync(content, () => new StreamContent(stream), repair, cancellation);
    }

    private async Task<bool> PutContentAsync(ContentDigest content, Func<HttpContent> body, bool repair, CancellationToken cancellation)
    {
        var place = "cas/" + content.Hash;
        using var opened = body();
        if (repair || !await ExistsAsync(place, content.Size, cancellation))
        {
            await PutAsync(place, opened, content.Size, cancellation);
        }

        return true;
    }

    private static bool Has(IContentStore local, ContentDigest content)
    {
        using var stream = local.OpenContent(content.Hash);
        return stream is not null && HashedCopy.Copy(stream, to: null) == (content.Hash, content.Size);
    }

    // Servers that do not know HEAD say so by some status; they are sent the content, then.
    private async Task<bool> ExistsAsync(string place, long? size, CancellationToken cancellation)
    {
        using var response = await SendAsync(HttpMethod.Head, place, content: null, Patience, cancellation);
        return response.StatusCode == HttpStatusCode.OK && (size is null || (response.Content.Headers.ContentLength ?? size) == size);
    }

    private async Task PutAsync(string place, HttpContent content, long size, CancellationToken cancellation)
    {
        content.Headers.ContentLength = size;
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await SendAsync(HttpMethod.Put, place, content, Patience + TimeSpan.FromSeconds((double)size / BytesPerSecond), cancellation);
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.NoContent:
                return;
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed:
                throw new RemoteException(RemoteConnection.Unexpected(response.StatusCode).Message + " to a write", RemoteFault.Refused);
            case HttpStatusCode.RequestEntityTooLarge:
                throw new RemoteException("does not take content of every size: it answered 413", RemoteFault.Result);
            default:
                throw new RemoteException(RemoteConnection.Unexpected(response.StatusCode).Message + " to a write");
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string place, HttpContent? content, TimeSpan patience, CancellationToken cancellation)
    {
        using CancellationTokenSource end = new(patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, end.Token);
        try
        {
            return await connection.SendAsync(method, place, content, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }
}
