using System.Buffers;
using System.Text.Json;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Mcp;

/// <summary>Messages to a client, a line each and whole, whoever sends them. A client that reads no more is gone.</summary>
/// <param name="output">Where they go.</param>
/// <param name="gone">Is told when the client is gone; as often as something was to be sent.</param>
internal sealed class McpOutput(Stream output, Action gone)
{
    private readonly object _lock = new();

    /// <summary>Answers a request.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="write">Writes the members of the result.</param>
    public void Result(JsonElement id, Action<Utf8JsonWriter> write) => Send(json =>
    {
        json.WritePropertyName("id");
        id.WriteTo(json);
        json.Object("result", () => write(json));
    });

    /// <summary>Says that a request, or what should have been one, cannot be answered.</summary>
    /// <param name="id">Its id; <see langword="null"/> where it has none.</param>
    /// <param name="code">The number that the protocol has for it.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    public void Error(JsonElement? id, int code, string message) => Send(json =>
    {
        json.WritePropertyName("id");
        if (id is { } known)
        {
            known.WriteTo(json);
        }
        else
        {
            json.WriteNullValue();
        }

        json.Object("error", () =>
        {
            json.WriteNumber("code", code);
            json.WriteString("message", message);
        });
    });

    /// <summary>Tells how far a request is.</summary>
    /// <param name="token">What the client calls it by.</param>
    /// <param name="progress">How far; more each time.</param>
    /// <param name="total">How far it goes; 0 where nobody knows.</param>
    /// <param name="message">What happened.</param>
    public void Progress(JsonElement token, int progress, int total, string message) => Send(json =>
    {
        json.WriteString("method", "notifications/progress");
        json.Object("params", () =>
        {
            json.WritePropertyName("progressToken");
            token.WriteTo(json);
            json.WriteNumber("progress", progress);
            if (total > 0)
            {
                json.WriteNumber("total", total);
            }

            json.WriteString("message", message);
        });
    });

    private void Send(Action<Utf8JsonWriter> write)
    {
        var buffer = JsonBuffer.OfObject(JsonBuffer.Unescaped, json =>
        {
            json.WriteString("jsonrpc", "2.0");
            write(json);
        });
        buffer.Write("\n"u8);
        try
        {
            lock (_lock)
            {
                output.Write(buffer.WrittenSpan);
                output.Flush();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            gone();
        }
    }
}
