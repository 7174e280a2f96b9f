using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Engine.Remote;

/// <summary>Talks to the server of the shared cache: HTTP/1.1 over a few connections that are kept.</summary>
internal sealed class RemoteConnection : IDisposable
{
    private const int MostConnections = 16;
    private readonly Lazy<HttpClient> _client;

    /// <summary>Prepares the connection; nothing is sent yet. Loading HTTP takes its time: a run that remembers all by itself does without.</summary>
    public RemoteConnection(RemoteCacheSettings settings) => _client = new Lazy<HttpClient>(() => Create(settings));

    /// <summary>Sends a request. What follows the answer's headers is still on its way when this returns.</summary>
    /// <exception cref="RemoteException">There is no answer.</exception>
    /// <exception cref="OperationCanceledException">There is none in time.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string place, HttpContent? content, CancellationToken cancellation)
    {
        using HttpRequestMessage request = new(method, place) { Content = content };
        try
        {
            return await _client.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
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
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The client disposes of its handler")]
    private static HttpClient Create(RemoteCacheSettings settings)
    {
        // A redirect is no answer: it may lead to a page for logging in, and credentials are for this host alone.
        HttpClient client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !settings.Address.IsLoopback,
            MaxConnectionsPerServer = MostConnections,
            ConnectTimeout = TimeSpan.FromSeconds(10),
        })
        {
            BaseAddress = settings.Address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Hooks.Build");
        if (settings.Authorization is not null)
        {
            client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(settings.Authorization);
        }

        return client;
    }

    /// <summary>What a request that had no answer is told as.</summary>
    public static string Describe(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "cannot be reached: its host is not known",
        HttpRequestError.ConnectionError => "cannot be reached" + (exception.InnerException is SocketException socket ? ": " + socket.Message : ""),
        HttpRequestError.SecureConnectionError => "cannot be reached safely: its certificate is not trusted, or it does not speak https",
        HttpRequestError.ProxyTunnelError => "cannot be reached through the proxy",
        HttpRequestError.ResponseEnded => "broke off",
        _ => "gave no answer that is HTTP",
    };
}
