using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hooks.Build.Engine.Tests.Remote;

/// <summary>A request as the server sees it.</summary>
internal sealed record Request(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>An answer, which may break the rules.</summary>
internal sealed record Answer(int Status, byte[] Body)
{
    public string Headers { get; init; } = "";

    /// <summary>The length that the headers tell; that of the body where not said.</summary>
    public long? Declared { get; init; }

    /// <summary>Closes the connection afterwards, be it in the middle.</summary>
    public bool Closes { get; init; }

    /// <summary>Waits for this before it is given.</summary>
    public Task After { get; init; } = Task.CompletedTask;

    public static Answer Of(int status, string body = "") => new(status, Encoding.UTF8.GetBytes(body));

    /// <summary>None, for as long as the server is there.</summary>
    public static Answer Never { get; } = Of(200) with { After = new TaskCompletionSource().Task };
}

/// <summary>A cache on loopback, as good or bad as a test wants it.</summary>
internal sealed class CacheServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];

    public CacheServer()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>What it stores, by path.</summary>
    public ConcurrentDictionary<string, byte[]> Stored { get; } = new(StringComparer.Ordinal);

    /// <summary>All requests in their order.</summary>
    public ConcurrentQueue<Request> Requests { get; } = new();

    /// <summary>Answers in place of the store; <see langword="null"/> leaves it to the store.</summary>
    public Func<Request, Answer?> Script { get; set; } = _ => null;

    /// <summary>How many connections were made.</summary>
    public int Connections => _clients.Count;

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    private Answer Store(Request request)
    {
        if (request.Method == "PUT")
        {
            return Answer.Of(Stored.TryAdd(request.Path, request.Body) ? 201 : 204);
        }

        return Stored.TryGetValue(request.Path, out var body) ? new Answer(200, body) : Answer.Of(404, "not here");
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            var stream = client.GetStream();
            while (await ReadAsync(stream) is { } request)
            {
                Requests.Enqueue(request);
                var answer = Script(request) ?? Store(request);
                await answer.After;
                var length = (answer.Declared ?? answer.Body.Length).ToString(CultureInfo.InvariantCulture);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Status} Said\r\nContent-Length: {length}\r\n{answer.Headers}\r\n"));
                if (request.Method != "HEAD")
                {
                    await stream.WriteAsync(answer.Body);
                }

                if (answer.Closes)
                {
                    break;
                }
            }

            client.Dispose();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The client has gone.
        }
    }

    private static async Task<Request?> ReadAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
            {
                return null;
            }

            _ = head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length) : 0];
        await stream.ReadExactlyAsync(body);
        var words = lines[0].Split(' ');
        return new Request(words[0], words[1], headers, body);
    }
}
