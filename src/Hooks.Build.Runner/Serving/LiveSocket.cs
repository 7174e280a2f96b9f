using System.Net.WebSockets;
using System.Text;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Runner.Serving;

/// <summary>The WebSocket of one browser: everything goes to it, and nothing comes from it.</summary>
/// <param name="live">What goes on.</param>
internal sealed class LiveSocket(LiveRuns live)
{
    private const string KeyField = "Sec-WebSocket-Key";
    private const int KeyBytes = 16;

    // Of RFC 6455.
    private const string Known = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    // For one message; who takes longer is gone, and comes again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What is answered to one who asks for a WebSocket; <see langword="null"/> where it asks for something else.</summary>
    public static byte[]? Accept(RequestHead head)
    {
        var key = head.Field(KeyField);
        Span<byte> bytes = stackalloc byte[KeyBytes + 1];
        if (head.Method != "GET" || !Has("Connection", "Upgrade") || !Has("Upgrade", "websocket") || head.Field("Sec-WebSocket-Version") != "13"
            || !Convert.TryFromBase64String(key, bytes, out var length) || length != KeyBytes)
        {
            return null;
        }

        Sha1 sum = new();
        sum.Append(Encoding.ASCII.GetBytes(key + Known));
        Span<byte> digest = stackalloc byte[Sha1.Size];
        sum.Finish(digest);
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Convert.ToBase64String(digest)}\r\n\r\n");

        bool Has(string field, string word) => head.Field(field).Split(',').Any(part => part.Trim().Equals(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Sends what happens until the browser goes away.</summary>
    public async Task SendAsync(Stream stream, CancellationToken cancellation)
    {
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAll(UntilGoneAsync(() => WriteAsync(socket, gone.Token), gone), UntilGoneAsync(() => ListenAsync(socket, gone.Token), gone));
    }

    // The end of the one ends the other.
    private static async Task UntilGoneAsync(Func<Task> work, CancellationTokenSource gone)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            // It has gone, or does not read, or writes what are no frames, or this ends: the stream is closed under it.
        }

        await gone.CancelAsync();
    }

    private async Task WriteAsync(WebSocket socket, CancellationToken gone)
    {
        var browser = live.Join();
        try
        {
            while (true)
            {
                while (live.Next(browser) is { } message)
                {
                    using var patience = CancellationTokenSource.CreateLinkedTokenSource(gone);
                    patience.CancelAfter(Patience);
                    await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
                }

                await browser.WaitAsync(gone);
            }
        }
        finally
        {
            live.Leave(browser);
        }
    }

    // A page of ours sends nothing, so that whatever comes is the end.
    private static async Task ListenAsync(WebSocket socket, CancellationToken gone) => _ = await socket.ReceiveAsync(new byte[KeyBytes].AsMemory(), gone);
}
