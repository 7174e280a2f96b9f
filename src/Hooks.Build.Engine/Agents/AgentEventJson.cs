using System.Buffers;
using System.Text.Json;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Agents;

/// <summary>An event of a coding agent as commands get it on standard input: one JSON object, the same for every agent.</summary>
internal static class AgentEventJson
{
    /// <summary>Writes the event.</summary>
    public static ReadOnlyMemory<byte> Write(AgentEvent agent)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer);
        writer.WriteStartObject();
        writer.WriteString("agent"u8, agent.Agent);
        writer.WriteString("stage"u8, EnumNames.NameOf(agent.Stage));
        writer.WriteString("session"u8, agent.Session);
        writer.WriteString("turn"u8, agent.Turn);
        writer.WriteString("cwd"u8, agent.WorkingDirectory);
        writer.WriteString("tool"u8, agent.Tool.ToString());
        writer.WriteString("toolName"u8, agent.ToolName);
        writer.WriteString("command"u8, agent.Command);
        writer.WriteStartArray("paths"u8);
        foreach (var path in agent.Paths)
        {
            writer.WriteStringValue(path);
        }

        writer.WriteEndArray();
        writer.WriteString("prompt"u8, agent.Prompt);
        writer.WriteString("result"u8, agent.Result);
        writer.WriteBoolean("failed"u8, agent.Failed);
        writer.WriteBoolean("stopActive"u8, agent.StopActive);
        writer.WriteString("subagent"u8, agent.Subagent);
        writer.WritePropertyName("event"u8);
        writer.WriteRawValue(agent.Raw.Length == 0 ? "{}" : agent.Raw, skipInputValidation: true);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
