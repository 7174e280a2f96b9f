using System.Text.Json;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Mcp;

/// <summary>What a hook found.</summary>
internal sealed record FindingRecord(string Hook, string File, int Line, int Column, string Code, string Level, string Message)
{
    /// <summary>Writes it as it is told.</summary>
    public void Write(Utf8JsonWriter json) => json.Object(() =>
    {
        json.WriteString("hook", Hook);
        json.WriteString("file", File);
        json.WriteNumber("line", Line);
        json.WriteNumber("column", Column);
        json.WriteString("code", Code);
        json.WriteString("level", Level);
        json.WriteString("message", Message);
    });
}
