using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Serving;

/// <summary>Serves the page and its updates to browsers of this machine, and nothing else: nothing that comes from them has an effect.</summary>
/// <param name="access">Who may read.</param>
/// <param name="page">The page as it is now.</param>
/// <param name="live">What goes on.</param>
internal sealed class PageServer(AccessRule access, Func<Answer> page, LiveRuns live)
{
    private const int MostReaders = 64;
    private const int MostWaiting = 64;
    private const int MostLeft = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(1);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly UnauthenticatedConnections _unauthenticated = new();
    private int _readers;

    // The server itself is one of them until it ends.
    private int _connections = 1;

    /// <summary>Begins to listen on this machine alone.</summary>
    /// <param name="port">The port; 0 for one that the system chooses.</param>
    /// <exception cref="HooksException">HOOK9002: it cannot be had.</exception>
    public static Socket Listen(int port)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(MostWaiting);
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            var asked = port.ToString(CultureInfo.InvariantCulture);
            throw new HooksException(Codes.InvalidSetting, e.SocketErrorCode switch
            {
                SocketError.AddressAlreadyInUse =>
                    $"--port {asked} is in use: another program listens there. Name another, or none: then the system chooses one that is free",
                SocketError.AccessDenied =>
                    $"--port {asked} is not for this user: the system keeps low ones for itself. Name another, or none: then the system chooses one that is free",
                _ => $"127.0.0.1:{asked} cannot be listened on: {e.Message}",
            });
        }
    }

    /// <summary>Serves until it is cancelled, and all that was begun has ended.</summary>
    public async Task ServeAsync(Socket listener, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                var browser = await listener.AcceptAsync(cancellation);
                _ = Interlocked.Increment(ref _connections);
                _unauthenticated.Add(browser);
#pragma warning disable CA2025 // it is closed where it has been served, which the end waits for
                _ = Task.Run(() => ServeOneAsync(browser, cancellation), CancellationToken.None);
#pragma warning restore CA2025
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (SocketException)
            {
                // One that was gone before it was there, or this process has no more descriptors: those that it has come back.
                await Task.Delay(LastPatience, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        Leave();
        await _idle.Task;
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _connections) == 0)
        {
            _idle.SetResult();
        }
    }

    private async Task ServeOneAsync(Socket socket, CancellationToken cancellation)
    {
        var isReader = false;
        try
        {
            socket.NoDelay = true;
            using NetworkStream stream = new(socket, ownsSocket: true);
            var (head, refusal) = await ReadAsync(stream, cancellation);
            refusal ??= access.Refuse(head!);
            if (refusal is null)
            {
                isReader = true;
                _unauthenticated.Remove(socket);
                refusal = Interlocked.Increment(ref _readers) > MostReaders ? Answer.TooMany : null;
            }

            if (refusal is null && head!.Path == AccessRule.Live)
            {
                if (LiveSocket.Accept(head) is { } accepted)
                {
                    await stream.WriteAsync(accepted, cancellation);
                    await new LiveSocket(live).SendAsync(stream, cancellation);
                    return;
                }

                refusal = new Answer("426 Upgrade Required", "Here is a WebSocket, of version 13.")
                {
                    More = "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n",
                };
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(Patience);
            await stream.WriteAsync((refusal ?? page()).Write(isHead: head?.Method == "HEAD"), patience.Token);
            await EndAsync(socket, stream, patience);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The browser went away, or does not read, or this ends.
        }
        finally
        {
            _unauthenticated.Remove(socket);
            _ = isReader ? Interlocked.Decrement(ref _readers) : 0;
            Leave();
        }
    }

    private static async Task<(RequestHead? Head, Answer? Refusal)> ReadAsync(NetworkStream stream, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        var buffer = new byte[RequestHead.MostBytes];
        var length = 0;
        try
        {
            while (length < buffer.Length)
            {
                var count = await stream.ReadAsync(buffer.AsMemory(length), patience.Token);
                length += count;
                if (RequestHead.EndOf(buffer.AsSpan(0, length)) is > 0 and var end)
                {
                    // What follows is a body, or frames of one who does not wait whether he may.
                    return end == length && RequestHead.Read(buffer.AsSpan(0, end)) is { } head ? (head, null) : (null, Answer.NotUnderstood);
                }

                if (count == 0)
                {
                    return (null, Answer.NotUnderstood);
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, Answer.TooSlow);
        }

        return (null, Answer.TooLong);
    }

    // What has come and was not read would have the system take the answer back.
    private static async Task EndAsync(Socket socket, NetworkStream stream, CancellationTokenSource patience)
    {
        socket.Shutdown(SocketShutdown.Send);
        patience.CancelAfter(LastPatience);
        var rest = new byte[RequestHead.MostBytes];
        for (var left = MostLeft; left > 0 && await stream.ReadAsync(rest, patience.Token) is > 0 and var count;)
        {
            left -= count;
        }
    }
}
