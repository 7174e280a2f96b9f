using System.Text;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Agents;

/// <summary>An event with which an entry of an agent's configuration is tried: as that agent writes it, of a session that there is not.</summary>
internal static class TrialEvent
{
    /// <summary>The command line that a guard is asked about. Nobody runs it.</summary>
    public const string Denied = "git commit --no-verify -m trial";

    private const string Harmless = "git status";

    /// <summary>The event of a stage.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="folder">Absolute path of the folder in which the agent works.</param>
    /// <param name="isGuarded">Whether the event is one that <c>NoVerifyGuard</c> denies.</param>
    public static byte[] Of(string agent, HookStages stage, string folder, bool isGuarded)
    {
        var name = AgentStageNames.NameOf(agent, stage);
        var command = JsonEdit.Quote(isGuarded ? Denied : Harmless);
        var cwd = JsonEdit.Quote(folder);
        var own = agent switch
        {
            AgentNames.Codex =>
                $$""" "session_id":"trial","transcript_path":null,"cwd":{{cwd}},"model":"trial","permission_mode":"default" {{Turn(stage, "\"turn_id\":\"trial\"")}}""",
            AgentNames.Copilot => $$""" "session_id":"trial","timestamp":"2026-01-01T00:00:00Z","cwd":{{cwd}} """,
            AgentNames.Cursor =>
                $$""" "conversation_id":"trial","generation_id":"trial","model":"trial","cursor_version":"2.4.0","workspace_roots":[{{cwd}}],"transcript_path":null,"cwd":{{cwd}} """,
            AgentNames.Gemini => $$""" "session_id":"trial","transcript_path":"","cwd":{{cwd}},"timestamp":"2026-01-01T00:00:00Z" """,
            _ =>
                $$""" "session_id":"trial","transcript_path":"trial.jsonl","cwd":{{cwd}},"permission_mode":"default" {{Turn(stage, "\"prompt_id\":\"trial\"")}}""",
        };
        var tool = agent switch
        {
            AgentNames.Cursor => "Shell",
            AgentNames.Gemini => "run_shell_command",
            _ => "Bash",
        };
        var result = agent switch
        {
            AgentNames.Copilot => """ "tool_result":{"result_type":"success","text_result_for_llm":"ok"} """,
            AgentNames.Cursor => """ "tool_output":"ok","duration":1 """,
            AgentNames.Gemini => """ "tool_response":{"llmContent":"ok","returnDisplay":"ok"} """,
            AgentNames.Codex => """ "tool_response":"ok" """,
            _ => """ "tool_response":{"stdout":"ok","stderr":""},"duration_ms":1 """,
        };
        var rest = stage switch
        {
            HookStages.SessionStart => """ "source":"startup" """,
            HookStages.PromptSubmit => """ "prompt":"trial" """,
            HookStages.BeforeTool => $$""" "tool_name":"{{tool}}","tool_input":{"command":{{command}}},"tool_use_id":"trial" """,
            HookStages.AfterTool => $$""" "tool_name":"{{tool}}","tool_input":{"command":{{command}}},"tool_use_id":"trial",{{result}} """,
            _ => agent == AgentNames.Cursor ? """ "status":"completed","loop_count":0 """ : """ "stop_hook_active":false """,
        };
        return Encoding.UTF8.GetBytes($$"""{"hook_event_name":"{{name}}",{{own}},{{rest}}}""");
    }

    // A session begins before there is a turn.
    private static string Turn(HookStages stage, string property) => stage == HookStages.SessionStart ? "" : "," + property;
}
