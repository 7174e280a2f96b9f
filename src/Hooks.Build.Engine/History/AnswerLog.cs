using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.History;

/// <summary>Adds what coding agents were answered to their log.</summary>
internal static class AnswerLog
{
    /// <summary>The most characters of a reason.</summary>
    public const int MostOfReason = 200;

    private const int MostReasons = 10;

    /// <summary>Adds one answer. Where it cannot be added nothing is lost but the figure.</summary>
    /// <param name="folder">Absolute path of the folder of the hooks' logs.</param>
    /// <param name="answer">The answer.</param>
    public static void Append(string folder, LoggedAnswer answer)
    {
        try
        {
            LogAppend.Write(folder, RunLogFormat.Agents, Write(answer));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // The agent waits for its answer, and for nothing else.
        }
    }

    /// <summary>The id of an answer.</summary>
    public static string IdOf(DateTimeOffset time) => string.Create(CultureInfo.InvariantCulture, $"{time.UtcTicks:x}-{System.Environment.ProcessId:x}-a");

    private static ReadOnlySpan<byte> Write(LoggedAnswer answer)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = AsciiJsonEncoder.Instance }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema"u8, RunLogFormat.Schema);
            json.WriteString("kind"u8, "answer"u8);
            json.WriteString("run"u8, answer.Run);
            json.WriteString("time"u8, answer.Time.UtcDateTime);
            json.WriteString("stage"u8, EnumNames.NameOf(answer.Stage));
            json.WriteString("platform"u8, Platform.Name);
            json.WriteNumber("durationMs"u8, Math.Round(answer.Duration.TotalMilliseconds, 3));
            json.WriteString("agent"u8, answer.Agent);
            if (answer.Tool.Length > 0)
            {
                json.WriteString("tool"u8, answer.Tool);
            }

            json.WriteBoolean("held"u8, answer.Held);
            if (answer.HeldBy.Count > 0)
            {
                json.WriteStartArray("heldBy"u8);
                foreach (var (hook, reason) in answer.HeldBy.Take(MostReasons))
                {
                    json.WriteStartObject();
                    json.WriteString("hook"u8, hook);
                    json.WriteString("reason"u8, reason);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteNumber("contextBytes"u8, answer.ContextBytes);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan;
    }
}
