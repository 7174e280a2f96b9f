namespace Hooks.Build.Runner.Tests.Agents;

/// <summary>
/// Events as the agents' documentation shows them (2026), with folders and ids of our own. None was recorded from a running agent.
/// Claude Code: hooks reference. Codex: developers.openai.com/codex/hooks and its schemas. Copilot CLI: docs.github.com, cli-hooks-reference.
/// VS Code: code.visualstudio.com, hooks-reference. Cursor: cursor.com/docs/hooks. Gemini CLI: geminicli.com/docs/hooks/reference.
/// </summary>
internal static class AgentEvents
{
    public const string ClaudeShell = """
        {"session_id":"abc123","transcript_path":"/home/me/.claude/projects/x/abc123.jsonl","cwd":"/repo","permission_mode":"default","prompt_id":"p1","hook_event_name":"PreToolUse",
         "tool_name":"Bash","tool_input":{"command":"git commit -m x","description":"Commit"},"tool_use_id":"toolu_01"}
        """;

    public const string ClaudeWritten = """
        {"session_id":"abc123","transcript_path":"/t.jsonl","cwd":"/repo","permission_mode":"acceptEdits","prompt_id":"p1","hook_event_name":"PostToolUse","tool_name":"Write",
         "tool_input":{"file_path":"/repo/src/a.cs","content":"class A;"},"tool_response":{"filePath":"/repo/src/a.cs","success":true},"tool_use_id":"toolu_01","duration_ms":12}
        """;

    public const string ClaudePrompt =
        """{"session_id":"abc123","transcript_path":"/t.jsonl","cwd":"/repo","permission_mode":"default","prompt_id":"p1","hook_event_name":"UserPromptSubmit","prompt":"Write a function"}""";

    public const string ClaudeStop =
        """{"session_id":"abc123","transcript_path":"/t.jsonl","cwd":"/repo","permission_mode":"default","prompt_id":"p1","hook_event_name":"Stop","stop_hook_active":true,"last_assistant_message":"Done."}""";

    public const string ClaudeStart =
        """{"session_id":"abc123","transcript_path":"/t.jsonl","cwd":"/repo","hook_event_name":"SessionStart","source":"startup","model":"m"}""";

    public const string CodexShell = """
        {"session_id":"s","turn_id":"t1","transcript_path":null,"cwd":"/repo/sub","hook_event_name":"PreToolUse","model":"gpt-5","permission_mode":"default","tool_name":"Bash",
         "tool_use_id":"call_1","tool_input":{"command":"npm test"}}
        """;

    public const string CodexPatch = """
        {"session_id":"s","turn_id":"t1","transcript_path":null,"cwd":"/repo","hook_event_name":"PreToolUse","model":"gpt-5","permission_mode":"default","tool_name":"apply_patch",
         "tool_use_id":"call_2","tool_input":{"command":"*** Begin Patch\n*** Update File: src/a.cs\n@@\n-x\n+y\n*** Add File: b.txt\n+b\n*** Delete File: old/c.txt\n*** End Patch"}}
        """;

    public const string CodexWritten = """
        {"session_id":"s","turn_id":"t1","transcript_path":null,"cwd":"/repo","hook_event_name":"PostToolUse","model":"gpt-5","permission_mode":"default","tool_name":"Bash",
         "tool_use_id":"call_1","tool_input":{"command":"npm test"},"tool_response":"ok"}
        """;

    public const string CodexPrompt =
        """{"session_id":"s","turn_id":"t1","transcript_path":null,"cwd":"/repo","hook_event_name":"UserPromptSubmit","model":"gpt-5","permission_mode":"default","prompt":"go"}""";

    public const string CodexStop =
        """{"session_id":"s","turn_id":"t1","transcript_path":null,"cwd":"/repo","hook_event_name":"Stop","model":"gpt-5","permission_mode":"default","stop_hook_active":false,"last_assistant_message":null}""";

    public const string CodexStart =
        """{"session_id":"s","transcript_path":null,"cwd":"/repo","hook_event_name":"SessionStart","model":"gpt-5","permission_mode":"default","source":"startup"}""";

    public const string CopilotShell =
        """{"hook_event_name":"PreToolUse","session_id":"s","timestamp":"2026-10-01T10:00:00Z","cwd":"/repo","tool_name":"Bash","tool_input":{"command":"rm -rf x"}}""";

    public const string CopilotCamel =
        """{"sessionId":"s","timestamp":1704614600000,"cwd":"/repo","toolName":"bash","toolArgs":"{\"command\":\"rm -rf x\"}"}""";

    public const string CopilotWritten = """
        {"hook_event_name":"PostToolUse","session_id":"s","timestamp":"2026-10-01T10:00:00Z","cwd":"/repo","tool_name":"Edit","tool_input":{"path":"/repo/a.cs","new_str":"x"},
         "tool_result":{"result_type":"success","text_result_for_llm":"ok"}}
        """;

    public const string CopilotStop =
        """{"hook_event_name":"Stop","session_id":"s","timestamp":"2026-10-01T10:00:00Z","cwd":"/repo","stop_reason":"end_turn"}""";

    public const string CopilotPrompt =
        """{"hook_event_name":"UserPromptSubmit","session_id":"s","timestamp":"2026-10-01T10:00:00Z","cwd":"/repo","prompt":"go"}""";

    public const string CopilotStart =
        """{"hook_event_name":"SessionStart","session_id":"s","timestamp":"2026-10-01T10:00:00Z","cwd":"/repo","source":"startup","initial_prompt":"go"}""";

    public const string VsCodePrompt =
        """{"timestamp":"2026-02-09T10:30:00.000Z","cwd":"/repo","sessionId":"s","hookEventName":"UserPromptSubmit","transcript_path":"/t","prompt":"go"}""";

    public const string VsCodeStart =
        """{"timestamp":"2026-02-09T10:30:00.000Z","cwd":"/repo","sessionId":"s","hookEventName":"SessionStart","transcript_path":"/t","source":"new"}""";

    public const string VsCodeShell = """
        {"timestamp":"2026-02-09T10:30:00.000Z","cwd":"/repo","sessionId":"s","hookEventName":"PreToolUse","transcript_path":"/t","tool_name":"run_in_terminal","tool_input":{"command":"ls"},"tool_use_id":"tool-123"}
        """;

    public const string VsCodeEdit = """
        {"timestamp":"2026-02-09T10:30:00.000Z","cwd":"/repo","sessionId":"s","hookEventName":"PostToolUse","transcript_path":"/t","tool_name":"editFiles","tool_input":{"files":["src/main.ts"]},
         "tool_use_id":"tool-123","tool_response":"File edited successfully"}
        """;

    public const string VsCodeStop =
        """{"timestamp":"2026-02-09T10:30:00.000Z","cwd":"/repo","sessionId":"s","hookEventName":"Stop","transcript_path":"/t","stop_hook_active":false}""";

    public const string CursorShell = """
        {"conversation_id":"c","generation_id":"g","model":"m","hook_event_name":"preToolUse","cursor_version":"2.4.0","workspace_roots":["/repo"],"user_email":"me@example.com","transcript_path":null,
         "tool_name":"Shell","tool_input":{"command":"npm install","working_directory":"/repo"},"tool_use_id":"u","cwd":"","agent_message":"Installing"}
        """;

    public const string CursorGranular = """
        {"conversation_id":"c","generation_id":"g","model":"m","hook_event_name":"beforeShellExecution","cursor_version":"2.4.0","workspace_roots":["/repo"],"command":"npm install","cwd":"/repo"}
        """;

    public const string CursorWritten = """
        {"conversation_id":"c","generation_id":"g","model":"m","hook_event_name":"postToolUse","cursor_version":"2.4.0","workspace_roots":["/repo"],"tool_name":"Write",
         "tool_input":{"file_path":"/repo/a.cs","content":"x"},"tool_output":"{\"success\":true}","tool_use_id":"u","cwd":"/repo","duration":3}
        """;

    public const string CursorPrompt =
        """{"conversation_id":"c","generation_id":"g","model":"m","hook_event_name":"beforeSubmitPrompt","cursor_version":"2.4.0","workspace_roots":["/repo"],"prompt":"go","attachments":[]}""";

    public const string CursorStop =
        """{"conversation_id":"c","generation_id":"g","model":"m","hook_event_name":"stop","cursor_version":"2.4.0","workspace_roots":["/repo"],"status":"completed","loop_count":1}""";

    public const string CursorStart =
        """{"conversation_id":"c","generation_id":"g","model":"m","hook_event_name":"sessionStart","cursor_version":"2.4.0","workspace_roots":["/repo"],"session_id":"c","is_background_agent":false}""";

    public const string GeminiShell = """
        {"session_id":"s","transcript_path":"/t","cwd":"/repo","hook_event_name":"BeforeTool","timestamp":"2026-06-01T10:00:00Z","tool_name":"run_shell_command","tool_input":{"command":"ls"}}
        """;

    public const string GeminiWritten = """
        {"session_id":"s","transcript_path":"/t","cwd":"/repo","hook_event_name":"AfterTool","timestamp":"2026-06-01T10:00:00Z","tool_name":"write_file",
         "tool_input":{"file_path":"src/a.cs","content":"x"},"tool_response":{"llmContent":"ok","returnDisplay":"ok","error":null}}
        """;

    public const string GeminiPrompt =
        """{"session_id":"s","transcript_path":"/t","cwd":"/repo","hook_event_name":"BeforeAgent","timestamp":"2026-06-01T10:00:00Z","prompt":"go"}""";

    public const string GeminiStop =
        """{"session_id":"s","transcript_path":"/t","cwd":"/repo","hook_event_name":"AfterAgent","timestamp":"2026-06-01T10:00:00Z","prompt":"go","prompt_response":"Done.","stop_hook_active":false}""";

    public const string GeminiStart =
        """{"session_id":"s","transcript_path":"/t","cwd":"/repo","hook_event_name":"SessionStart","timestamp":"2026-06-01T10:00:00Z","source":"startup"}""";
}
