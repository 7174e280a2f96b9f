using System.Globalization;
using System.Net.Http.Headers;
using Hooks.Build.Engine.Remote;
using Hooks.Build.Graph;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Telemetry;

/// <summary>Sends telemetry by HTTP, once and for no longer than it may take: a run waits for nobody who does not answer.</summary>
internal static class OtlpExport
{
    // Of who interrupts a run, or its end: a collector that is there has answered by then.
    private static readonly TimeSpan MostOfInterrupted = TimeSpan.FromMilliseconds(500);

    // Bytes of an answer, and letters of what it says.
    private const int MostOfAnswer = 16 << 10;
    private const int MostOfWords = 200;

    /// <summary>Sends requests at the same time.</summary>
    /// <param name="requests">Where they go, and their bodies.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellation">Whoever waits wants to go: half a second is left.</param>
    /// <returns>Why some did not arrive, a sentence each.</returns>
    public static async Task<IReadOnlyList<string>> SendAsync(
        IReadOnlyList<(TelemetryTarget Target, byte[] Body)> requests, TimeSpan limit, CancellationToken cancellation)
    {
        using CancellationTokenSource hurry = new();
        using CancellationTokenSource time = CancellationTokenSource.CreateLinkedTokenSource(hurry.Token);
        time.CancelAfter(limit);
        await using var interrupted = cancellation.Register(() => hurry.CancelAfter(MostOfInterrupted));
        TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ending = time.Token.Register(over.SetResult);

        // Nothing of it belongs to the loop of the run, and what cannot be cancelled is left alone.
        var token = time.Token;
        var sending = requests.Select(request => Task.Run(() => PostAnywayAsync(request.Target, request.Body, token), CancellationToken.None)).ToArray();
        _ = await Task.WhenAny(Task.WhenAll(sending), over.Task);
        var silence = hurry.IsCancellationRequested
            ? "had not answered when a signal came"
            : string.Create(CultureInfo.InvariantCulture, $"has not answered in {limit.TotalSeconds:0.###} s");
        return [.. requests.Zip(
            sending,
            (request, sent) => sent.IsCompletedSuccessfully && sent.Result is { Length: 0 }
                ? ""
                : $"{request.Target.Shown} {(sent.IsCompletedSuccessfully ? sent.Result : null) ?? silence}")
                    .Where(line => line.Length > 0)
                    .Distinct(StringComparer.Ordinal)];
    }

    // Empty where it arrived, nothing where it was cancelled.
    private static async Task<string?> PostAnywayAsync(TelemetryTarget target, byte[] body, CancellationToken cancellation)
    {
        try
        {
            return await PostAsync(target, body, cancellation) ?? "";
        }
        catch (OperationCanceledException)
        {
            return null;
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

    private static async Task<string?> PostAsync(TelemetryTarget target, byte[] body, CancellationToken cancellation)
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
        using ByteArrayContent content = new(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        using HttpRequestMessage request = new(HttpMethod.Post, target.Address) { Content = content };
        foreach (var (name, value) in target.Headers)
        {
            _ = request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.UserAgent.ParseAdd("Hooks.Build");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return answer.IsSuccessStatusCode ? await RefusedAsync(answer.Content, cancellation) : RemoteConnection.Unexpected(answer.StatusCode).Message;
    }

    private static async Task<string?> RefusedAsync(HttpContent content, CancellationToken cancellation)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellation);
            var answer = new byte[MostOfAnswer];
            return Refused(answer.AsSpan(0, await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancellation)));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            // What was taken is taken, whatever else is answered.
            return null;
        }
    }

    // Of traces and metrics alike: partial_success = 1 { rejected_spans or rejected_data_points = 1, error_message = 2 }. Mere advice would be told
    // at each run.
    private static string? Refused(ReadOnlySpan<byte> answer)
    {
        for (ProtoReader part = new(answer); part.Next();)
        {
            var (count, words) = (0L, "");
            for (ProtoReader said = new(part.Field == 1 ? part.Bytes() : []); said.Next();)
            {
                (count, words) = said.Field switch { 1 => (said.Number(most: long.MaxValue), words), 2 => (count, said.Text()), _ => (count, words) };
            }

            if (count > 0)
            {
                words = Shortened.Of(PlainText.Of(words).ReplaceLineEndings(" ").Trim(), MostOfWords);
                return string.Create(CultureInfo.InvariantCulture, $"refused {count} of its items{(words.Length == 0 ? "" : ": ")}{words}");
            }
        }

        return null;
    }
}
