using System.Text.Json;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Mcp;

/// <summary>How a hook ended.</summary>
/// <param name="Name">Which.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Findings">How many findings it has.</param>
/// <param name="Output">What it printed instead of them; empty for nothing.</param>
internal sealed record HookRecord(string Name, string Outcome, string Reason, double Milliseconds, int Findings, string Output)
{
    /// <summary>Writes it as it is told.</summary>
    public void Write(Utf8JsonWriter json) => json.Object(() =>
    {
        json.WriteString("name", Name);
        json.WriteString("outcome", Outcome);
        json.WriteString("reason", Reason);
        json.WriteNumber("durationMs", Milliseconds);
        json.WriteNumber("findings", Findings);
        if (Output.Length > 0)
        {
            json.WriteString("output", Output);
        }
    });
}
