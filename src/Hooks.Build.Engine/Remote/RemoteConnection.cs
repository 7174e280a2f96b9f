using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Hooks.Build.Engine.Remote;

/// <summary>Talks to the server of the shared cache: HTTP/1.1 over a few connections that are kept.</summary>
internal sealed class RemoteConnection : IDisposable
{
    private const int MostConnections = 16;
    private readonly SocketsHttpHandler _handler;
    private readonly HttpClient _client;

    /// <summary>Prepares the connection; nothing is sent yet.</summary>
    public RemoteConnection(RemoteCacheSettings settings)
    {
        // A redirect is no answer: it may lead to a page for logging in, and credentials are for this host alone.
        _handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !settings.Address.IsLoopback,
            MaxConnectionsPerServer = MostConnections,
            ConnectTimeout = TimeSpan.FromSeconds(10),
        };
        _client = new HttpClient(_handler, disposeHandler: false) { BaseAddress = settings.Address, Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.Authorization = settings.Credentials;
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("Hooks.Build");
    }

    /// <summary>Sends a request. What follows the answer's headers is still on its way when this returns.</summary>
    /// <exception cref="RemoteException">There is no answer.</exception>
    /// <exception cref="OperationCanceledException">There is none in time.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string place, HttpContent? content, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(method, place) { Content = content };
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (HttpRequestException e) when (!cancellation.IsCancellationRequested)
        {
            throw new RemoteException(Describe(e));
        }
    }

    /// <summary>What an unexpected status is told as.</summary>
    public static RemoteException Unexpected(HttpStatusCode status) => (int)status is >= 300 and < 400
        ? new RemoteException("redirects to another place, which is not followed")
        : new RemoteException(string.Create(CultureInfo.InvariantCulture, $"answered {(int)status} ({status})"));

    /// <inheritdoc />
    public void Dispose()
    {
        _client.Dispose();
        _handler.Dispose();
    }

    private static string Describe(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "cannot be reached: its host is not known",
        HttpRequestError.ConnectionError => "cannot be reached" + (exception.InnerException is SocketException socket ? ": " + socket.Message : ""),
        HttpRequestError.SecureConnectionError => "cannot be reached safely: its certificate is not trusted, or it does not speak https",
        HttpRequestError.ProxyTunnelError => "cannot be reached through the proxy",
        HttpRequestError.ResponseEnded => "broke off",
        _ => "gave no answer that is HTTP",
    };
}
