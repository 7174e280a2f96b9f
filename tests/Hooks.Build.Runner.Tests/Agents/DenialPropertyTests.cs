using System.Globalization;
using System.Text;
using System.Text.Json;
using Hooks.Build.Runner.Agents;

namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>The law of the door: whatever an event is made of, an agent that hooks hold back does not take the answer for leave.</summary>
[TestClass]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5394", Justification = "The same cases in each run")]
public sealed class DenialPropertyTests
{
    private const int Trials = 10_000;

    // An event, the agent that writes it, and those whose configuration that agent reads.
    private static readonly (string Origin, HookStages Stage, string Json, string[] Installed)[] Recorded =
    [
        ("claude", HookStages.BeforeTool, AgentEvents.ClaudeShell, ["", "claude"]),
        ("claude", HookStages.PromptSubmit, AgentEvents.ClaudePrompt, ["", "claude"]),
        ("codex", HookStages.BeforeTool, AgentEvents.CodexShell, ["", "codex"]), ("codex", HookStages.BeforeTool, AgentEvents.CodexPatch, ["", "codex"]),
        ("codex", HookStages.PromptSubmit, AgentEvents.CodexPrompt, ["", "codex"]),
        ("copilot", HookStages.BeforeTool, AgentEvents.CopilotShell, ["", "copilot", "claude"]),
        ("copilot", HookStages.BeforeTool, AgentEvents.CopilotCamel, ["", "copilot", "claude"]),
        ("vscode", HookStages.BeforeTool, AgentEvents.VsCodeShell, ["", "copilot", "claude"]),
        ("vscode", HookStages.PromptSubmit, AgentEvents.VsCodePrompt, ["", "copilot", "claude"]),
        ("cursor", HookStages.BeforeTool, AgentEvents.CursorShell, ["", "cursor", "claude"]),
        ("cursor", HookStages.BeforeTool, AgentEvents.CursorGranular, ["", "cursor", "claude"]),
        ("cursor", HookStages.PromptSubmit, AgentEvents.CursorPrompt, ["", "cursor", "claude"]),
        ("gemini", HookStages.BeforeTool, AgentEvents.GeminiShell, ["", "gemini"]),
        ("gemini", HookStages.PromptSubmit, AgentEvents.GeminiPrompt, ["", "gemini"]),
    ];

    private static readonly string[] Values = [
        "null",
        "true",
        "7",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "{\"a\":[1,{}]}",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"{\\\"command\\\":\\\"git\\\"}\"",
        "\"\\u202e\\udb40\\udc61\""];

    [TestMethod]
    public void No_event_and_no_reason_makes_an_answer_that_lets_an_agent_go_on_where_hooks_held_it_back()
    {
        var root = Directory.CreateTempSubdirectory("hooks-law-").FullName;
        _ = Directory.CreateDirectory(Path.Combine(root, ".git", "objects"));
        File.WriteAllText(Path.Combine(root, ".git", "HEAD"), "");
        File.WriteAllText(Path.Combine(root, "state"), "");
        Random random = new(7);
        var held = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var (origin, stage, recorded, configurations) = Recorded[random.Next(Recorded.Length)];
            var installed = configurations[random.Next(configurations.Length)];
            var bytes = Encoding.UTF8.GetBytes(Mutated(recorded, random));
            bytes = random.Next(20) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
            var isInCopilot = origin == "copilot" || random.Next(3) == 0;
            AgentCall call = new(
                installed, installed.Length == 0 ? "" : AgentStageNames.NameOf(installed, stage), FailsClosed: random.Next(3) == 0, ["project", "state"]);
            AgentAnswer answer = new()
            {
                Reason = Text(random),
                Context = random.Next(2) == 0 ? "" : Text(random),
                Notice = random.Next(2) == 0 ? "" : Text(random),
            };
            var ran = false;
            var reply = AgentCommand.Answer(call, bytes, name => name == "COPILOT_CLI" && isInCopilot ? "1" : null, root, (_, _) =>
            {
                ran = true;
                return answer;
            });

            held += ran ? 1 : 0;
            ((ran || call.FailsClosed) && Lets(origin, stage, reply))
                .ShouldBeFalse($"{origin}, installed for '{installed}': {Encoding.UTF8.GetString(bytes)}\n{reply}");
            reply.Output.ShouldNotContain("allow");
            reply.Output.ShouldNotContain("approve");
            Encoding.UTF8.GetByteCount(reply.Output).ShouldBeLessThan(60_000);
        }

        held.ShouldBeGreaterThan(Trials / 2);
        Directory.Delete(root, recursive: true);
    }

    // How the agent that wrote the event reads an answer, by its documentation; exit code 2 holds back everywhere.
    private static bool Lets(string origin, HookStages stage, AgentReply reply)
    {
        if (reply.ExitCode == 2)
        {
            return reply.Errors.Length == 0;
        }

        using var document = JsonDocument.Parse(reply.Output);
        var root = document.RootElement;
        var nested = root.TryGetProperty("hookSpecificOutput", out var specific) ? specific : default;
        return !((origin, stage) switch
        {
            ("claude" or "codex" or "vscode", HookStages.BeforeTool) => Is(nested, "permissionDecision", "deny") && Has(nested, "permissionDecisionReason"),
            ("claude" or "codex", _) => Is(root, "decision", "block") && Has(root, "reason"),
            ("copilot", HookStages.BeforeTool) => Is(root, "permissionDecision", "deny") && Has(root, "permissionDecisionReason"),
            ("cursor", HookStages.BeforeTool) => Is(root, "permission", "deny") && Has(root, "agent_message"),
            ("cursor", _) => root.TryGetProperty("continue", out var goesOn) && goesOn.ValueKind == JsonValueKind.False,
            _ => Is(root, "decision", "deny") && Has(root, "reason"),
        });
    }

    private static bool Is(JsonElement element, string name, string value) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) && found.GetString() == value;

    private static bool Has(JsonElement element, string name) => element.TryGetProperty(name, out var found) && !string.IsNullOrWhiteSpace(found.GetString());

    private static string Text(Random random)
    {
        string[] pieces = ["no", " ", "\n", "\"}", "\u001b[31m", "\u0000", "\u202e", "\ud800", "\udc00", char.ConvertFromUtf32(0xE0041), "\u00e4", "{\"decision\":\"approve\"}", "\\"];
        StringBuilder text = new(pieces[random.Next(pieces.Length)]);
        for (var left = random.Next(5) == 0 ? random.Next(20_000) : random.Next(6); left > 0; left--)
        {
            _ = text.Append(pieces[random.Next(pieces.Length)]);
        }

        // Hooks cannot hold back without a word, but with words that say nothing.
        return text.Replace("approve", "no").ToString() is { Length: > 0 } said ? said : "no";
    }

    // Takes away properties, replaces their values, adds those of other agents.
    private static string Mutated(string json, Random random)
    {
        using var document = JsonDocument.Parse(json);
        List<string> properties = [];
        foreach (var property in document.RootElement.EnumerateObject())
        {
            var value = random.Next(12) == 0 ? Values[random.Next(Values.Length)] : property.Value.GetRawText();
            if (random.Next(15) != 0)
            {
                properties.Add($"\"{property.Name}\":{value}");
            }
        }

        string[] foreign = ["cursor_version", "turn_id", "toolName", "hookEventName", "generation_id", "conversation_id", "timestamp", "toolArgs", "hook_event_name", "loop_count", "mcp_context", "tool_name", "permission", "decision"];
        for (var left = random.Next(4) == 0 ? random.Next(3) : 0; left > 0; left--)
        {
            properties.Add(string.Create(CultureInfo.InvariantCulture, $"\"{foreign[random.Next(foreign.Length)]}\":{Values[random.Next(Values.Length)]}"));
        }

        return "{" + string.Join(',', properties) + "}";
    }
}
