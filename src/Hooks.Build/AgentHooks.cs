namespace Hooks.Build;

/// <summary>Ready-made hooks for coding agents, with nothing to install: <c>[Hook] const string Guard = AgentHooks.NoVerifyGuard;</c>.</summary>
public static class AgentHooks
{
    /// <summary>
    /// What a commit would refuse in the files just edited: the hooks of <see cref="HookStages.PreCommit"/> that are about files run on them, and the agent
    /// reads what they find. Nothing is repaired. At <see cref="HookStages.AfterTool"/>, of edits; at <see cref="HookStages.AgentStop"/> about all that differs
    /// from the last commit.
    /// </summary>
    /// <remarks>
    /// Arguments:
    /// <c>--profile</c>: hooks of this profile alone; all when not given;
    /// <c>--skip</c>: a hook that is left to the commit.
    /// </remarks>
    public const string CommitChecks = "agent:commit-checks";

    /// <summary>
    /// No command line runs git past its hooks, or switches hooks off: <c>--no-verify</c>, <c>commit -n</c>, <c>core.hooksPath</c>, <c>HOOKS=0</c>,
    /// <c>HUSKY=0</c> and their like, read as a shell reads them. At <see cref="HookStages.BeforeTool"/>, of shells.
    /// </summary>
    public const string NoVerifyGuard = "agent:no-verify-guard";

    /// <summary>
    /// Agents that do not need each other are started together: who starts them one after another, each when the one before has ended, is told so. Several at
    /// once always pass. At
    /// <see cref="HookStages.BeforeTool"/> and <see cref="HookStages.AfterTool"/>, of tools that start agents.
    /// </summary>
    /// <remarks>
    /// Arguments:
    /// <c>--deny</c>: deny the third in a row, after what was told at the second.
    /// </remarks>
    public const string ParallelAgents = "agent:parallel-agents";

    /// <summary>
    /// No edit and no command line writes what only people change: git's folder, what git runs, the settings of agents, the hooks' own project, locks that a
    /// person accepts, and what
    /// <see cref="HookAttribute.Files"/> names, without <see cref="HookAttribute.Exclude"/>. At <see cref="HookStages.BeforeTool"/>, of edits and shells.
    /// </summary>
    /// <remarks>
    /// Arguments:
    /// <c>--no-defaults</c>: protect what <see cref="HookAttribute.Files"/> names, and the hooks' own project, alone;
    /// <c>--project</c>: what of the hooks' own project is protected: its <c>folder</c> with all that is in it, the <c>files</c> that declare hooks and the
    /// project, or <c>none</c> (default: folder).
    /// </remarks>
    public const string ProtectPaths = "agent:protect-paths";

    /// <summary>
    /// No tokens, keys or passwords of well-known formats in prompts, and in what tools are given: what is written, run or sent. Before they leave, at
    /// <see cref="HookStages.PromptSubmit"/> and <see cref="HookStages.BeforeTool"/>. The answer has nothing of them.
    /// </summary>
    /// <remarks>
    /// Arguments:
    /// <c>--allow-list</c>: a file with a fingerprint or a glob a line of what is accepted (default: .secrets-allowed).
    /// </remarks>
    public const string Secrets = "agent:secrets";

    /// <summary>
    /// How the repository stands, what the last run of hooks came to, and where to read on, in at most 50 lines. At <see cref="HookStages.SessionStart"/>.
    /// </summary>
    public const string SessionSummary = "agent:session-summary";
}
