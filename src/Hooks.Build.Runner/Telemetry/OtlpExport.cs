using System.Net.Http.Headers;
using Hooks.Build.Engine.Remote;

namespace Hooks.Build.Runner.Telemetry;

/// <summary>Sends telemetry by HTTP, once and for no longer than it may take: a run waits for nobody who does not answer.</summary>
internal static class OtlpExport
{
    /// <summary>Sends requests at the same time.</summary>
    /// <param name="requests">Where they go, and their bodies.</param>
    /// <param name="limit">How long it may take.</param>
    /// <returns>Why some did not arrive, a sentence each.</returns>
    public static IReadOnlyList<string> Send(IReadOnlyList<(TelemetryTarget Target, OtlpWriter Body)> requests, TimeSpan limit)
    {
        // Nothing of it belongs to the loop of the run, which waits here, and what cannot be cancelled is left alone.
        using CancellationTokenSource time = new(limit);
        var token = time.Token;
        var sending = requests.Select(request => Task.Run(() => SendAsync(request.Target, request.Body, token), CancellationToken.None)).ToArray();
        if (!Task.WaitAll(sending, limit))
        {
            time.Cancel();
        }

        return [.. requests.Zip(sending, (request, sent) => sent.IsCompletedSuccessfully ? sent.Result is { } why ? $"{request.Target.Shown} {why}" : "" : $"{request.Target.Shown} {Silence(limit)}").Where(line => line.Length > 0).Distinct(StringComparer.Ordinal)];

        async Task<string?> SendAsync(TelemetryTarget target, OtlpWriter body, CancellationToken cancellation)
        {
            try
            {
                return await PostAsync(target, body, cancellation);
            }
            catch (OperationCanceledException)
            {
                return Silence(limit);
            }
            catch (HttpRequestException e)
            {
                return RemoteConnection.Describe(e);
            }
            catch (Exception e)
            {
                // Whatever a server or the system does: the run has nothing to do with it.
                return $"could not be sent to: {e.Message}";
            }
        }
    }

    private static string Silence(TimeSpan limit) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"has not answered in {limit.TotalSeconds:0.###} s");

    private static async Task<string?> PostAsync(TelemetryTarget target, OtlpWriter body, CancellationToken cancellation)
    {
        using SocketsHttpHandler handler = new()
        {
            // A redirect may lead to a page for logging in, and headers are for this host alone.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !target.Address.IsLoopback,
            ActivityHeadersPropagator = null,
        };
        using HttpClient client = new(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using ByteArrayContent content = new(body.End());
        content.Headers.ContentType = new MediaTypeHeaderValue(body.ContentType);
        using HttpRequestMessage request = new(HttpMethod.Post, target.Address) { Content = content };
        foreach (var (name, value) in target.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.UserAgent.ParseAdd("Hooks.Build");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return answer.IsSuccessStatusCode ? null : RemoteConnection.Unexpected(answer.StatusCode).Message;
    }
}
