namespace Hooks.Build;

/// <summary>The moments at which hooks run.</summary>
[Flags]
public enum HookStages
{
    /// <summary>Never by itself.</summary>
    None = 0,

    /// <summary>After the project is built.</summary>
    Build = 1,

    /// <summary>Before <c>git commit</c> writes the commit, on what is staged.</summary>
    PreCommit = 2,

    /// <summary>After the commit message is written, on the message.</summary>
    CommitMsg = 4,

    /// <summary>Before <c>git push</c>, on what is pushed.</summary>
    PrePush = 8,

    /// <summary>After <c>git merge</c>.</summary>
    PostMerge = 16,

    /// <summary>After <c>git checkout</c>.</summary>
    PostCheckout = 32,

    /// <summary>Only when asked for.</summary>
    Manual = 64,

    /// <summary>A coding agent begins a session, or resumes one.</summary>
    SessionStart = 128,

    /// <summary>Somebody sent a prompt to a coding agent, which has not read it yet.</summary>
    PromptSubmit = 256,

    /// <summary>A coding agent is about to use a tool.</summary>
    BeforeTool = 512,

    /// <summary>A coding agent has used a tool.</summary>
    AfterTool = 1024,

    /// <summary>A coding agent is about to end its turn.</summary>
    AgentStop = 2048,
}
