using System.Text;
using System.Text.Json;

namespace Hooks.Build.Engine.Workers;

/// <summary>What the process of Hooks.Build.CSharp says: a line of a hook's output, or how the hook ended.</summary>
/// <param name="Id">The request it is about; 0 where it is about none.</param>
/// <param name="Line">A line of output.</param>
/// <param name="Exit">Exit code, where it is the last answer.</param>
/// <param name="ProcessorTime">Processor time in milliseconds, where it is known.</param>
/// <param name="Text">A line of output that is no finding.</param>
/// <param name="Idle">Why there was nothing to do; <see langword="null"/> where there was.</param>
internal readonly record struct ToolAnswer(int Id, string? Line, int? Exit, double? ProcessorTime, string? Text = null, string? Idle = null)
{
    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ToolAnswer Read(string line)
    {
        ToolAnswer answer = default;
        try
        {
            Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(line));
            _ = reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                _ = reader.Read();
                answer = name switch
                {
                    "id" => answer with { Id = reader.GetInt32() },
                    "line" => answer with { Line = reader.GetString() },
                    "text" => answer with { Text = reader.GetString() },
                    "exit" => answer with { Exit = reader.GetInt32() },
                    "cpu" => answer with { ProcessorTime = reader.GetDouble() },
                    "idle" => answer with { Idle = reader.GetString() },
                    _ => answer,
                };
            }
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new JsonException("a value is of the wrong kind", e);
        }

        return answer;
    }
}
