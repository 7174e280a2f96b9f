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
    private const int Trials = 3000;

    private static readonly string[] Installed = ["", "claude", "codex", "copilot", "cursor", "gemini"];

    private static readonly string[] Recorded =
    [
        AgentEvents.ClaudeShell, AgentEvents.ClaudePrompt, AgentEvents.ClaudeStop, AgentEvents.CodexShell, AgentEvents.CodexPatch, AgentEvents.CodexPrompt, AgentEvents.CodexStop, AgentEvents.CopilotShell,
        AgentEvents.CopilotCamel, AgentEvents.CopilotStop, AgentEvents.VsCodeShell, AgentEvents.VsCodeStop, AgentEvents.CursorShell, AgentEvents.CursorGranular, AgentEvents.CursorPrompt, AgentEvents.CursorStop,
        AgentEvents.GeminiShell, AgentEvents.GeminiPrompt, AgentEvents.GeminiStop,
    ];

    private static readonly string[] Values = ["null", "true", "7", "\"\"", "\"x\"", "[]", "{}", "{\"a\":[1,{}]}", "\"\\u0000\"", "\"\\ud800\"", "\"{\\\"command\\\":\\\"git\\\"}\"", "\"\\u202e\\udb40\\udc61\""];

    [TestMethod]
    public void No_event_and_no_reason_makes_an_answer_that_lets_an_agent_go_on_where_hooks_held_it_back()
    {
        Random random = new(7);
        for (var trial = 0; trial < Trials; trial++)
        {
            var json = Mutated(Recorded[random.Next(Recorded.Length)], random);
            var installed = Installed[random.Next(Installed.Length)];
            var read = ReplyTests.Read(installed, json, ("COPILOT_CLI", random.Next(3) == 0 ? "1" : ""));
            AgentAnswer answer = new() { Reason = Text(random), Context = random.Next(2) == 0 ? "" : Text(random), Notice = random.Next(2) == 0 ? "" : Text(random) };
            var reply = AgentReplies.Write(read, answer);

            Lets(read, reply).ShouldBeFalse($"{installed} {read.Event.Agent} {read.Event.Stage}: {json}\n{reply}");
            reply.Output.ShouldNotContain("allow");
            reply.Output.ShouldNotContain("approve");
            Encoding.UTF8.GetByteCount(reply.Output).ShouldBeLessThan(60_000);
        }
    }

    // How each agent reads an answer, by its documentation; exit code 2 holds back everywhere.
    private static bool Lets(ReadEvent read, AgentReply reply)
    {
        var stage = read.Event.Stage;
        if (reply.ExitCode == 2)
        {
            return reply.Errors.Length == 0;
        }

        var canHold = stage is HookStages.BeforeTool or HookStages.AgentStop || (stage == HookStages.PromptSubmit && read.Event.Agent != "copilot");
        using var document = JsonDocument.Parse(reply.Output);
        var root = document.RootElement;
        var nested = root.TryGetProperty("hookSpecificOutput", out var specific) ? specific : default;
        return canHold && !((read.Event.Agent, stage) switch
        {
            ("claude" or "codex", HookStages.BeforeTool) or ("vscode", HookStages.BeforeTool) => Is(nested, "permissionDecision", "deny") && Has(nested, "permissionDecisionReason"),
            ("claude" or "codex", _) => Is(root, "decision", "block") && Has(root, "reason"),
            ("copilot", HookStages.BeforeTool) => Is(root, "permissionDecision", "deny") && Has(root, "permissionDecisionReason"),
            ("copilot", _) => Is(root, "decision", "block") && Has(root, "reason"),
            ("vscode", _) => Is(nested, "decision", "block") && Has(nested, "reason"),
            ("cursor", HookStages.BeforeTool) => Is(root, "permission", "deny") && Has(root, "agent_message"),
            ("cursor", HookStages.PromptSubmit) => root.GetProperty("continue").ValueKind == JsonValueKind.False,
            ("cursor", _) => Has(root, "followup_message"),
            _ => Is(root, "decision", "deny") && Has(root, "reason"),
        });
    }

    private static bool Is(JsonElement element, string name, string value) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) && found.GetString() == value;

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
