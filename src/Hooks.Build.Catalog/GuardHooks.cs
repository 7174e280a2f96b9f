using static Hooks.Build.Catalog.StageBits;

namespace Hooks.Build.Catalog;

/// <summary>Ready-made hooks for coding agents. They are about events and not about files.</summary>
public static class GuardHooks
{
    /// <summary>What stands before the colon of their commands.</summary>
    public const string Tool = "agent";

    /// <summary>The id of the hook that runs what a commit would run.</summary>
    public const string CommitChecks = "commit-checks";

    /// <summary>Its option that names profiles.</summary>
    public const string Profile = "--profile";

    /// <summary>Its option that leaves hooks out.</summary>
    public const string Skip = "--skip";

    /// <summary>The id of the hook against <c>--no-verify</c> and its like.</summary>
    public const string NoVerify = "no-verify-guard";

    /// <summary>The id of the hook that tells agents to start others together.</summary>
    public const string ParallelAgents = "parallel-agents";

    /// <summary>Its option that denies those who go on one by one.</summary>
    public const string Deny = "--deny";

    /// <summary>The id of the hook that keeps agents from writing what only people change.</summary>
    public const string ProtectPaths = "protect-paths";

    /// <summary>The id of the hook that finds secrets before they leave.</summary>
    public const string Secrets = "secrets";

    /// <summary>The id of the hook that tells how the repository stands.</summary>
    public const string SessionSummary = "session-summary";

    /// <summary>The option of <see cref="ProtectPaths"/> that leaves out what is protected everywhere.</summary>
    public const string NoDefaults = "--no-defaults";

    /// <summary>Its option that says how much of the hooks' own project is protected.</summary>
    public const string Project = "--project";

    /// <summary>All that is in the project's folder.</summary>
    public const string ProjectFolder = "folder";

    /// <summary>Nothing of the project.</summary>
    public const string NoProject = "none";

    /// <summary>All of them, by id.</summary>
    public static IReadOnlyList<StandardHook> All { get; } =
    [
        Of(CommitChecks, "what a commit would refuse in the files just edited", AfterTool) with
        {
            StagesWithEffect = AfterTool | AgentStop,
            Tools = ["Edit"],
            Options =
            [
                new(Profile, OptionKind.List, "hooks of this profile alone; all when not given"),
                new(Skip, OptionKind.List, "a hook that is left to the commit"),
            ],
        },
        Of(NoVerify, "no command line runs git past its hooks, or switches hooks off", BeforeTool) with { Tools = ["Shell"], FailClosed = true },
        Of(ParallelAgents, "agents that do not need each other are started together, not one after another", BeforeTool | AfterTool) with
        {
            Tools = ["Agent"],
            Options = [new(Deny, OptionKind.Flag, "deny the third in a row, after what was told at the second")],
        },
        Of(ProtectPaths, "no edit and no command line writes what only people change", BeforeTool) with
        {
            Tools = ["Edit", "Shell"],
            FailClosed = true,
            TakesGlobs = true,
            Options =
            [
                new(NoDefaults, OptionKind.Flag, "protect what Files names, and the hooks' own project, alone"),
                new(
                    Project,
                    OptionKind.Text,
                    "what of the hooks' own project is protected: its folder with all that is in it, the project and the files that declare hooks, or nothing")
                {
                    Default = ProjectFolder,
                    Choices = [ProjectFolder, "files", NoProject],
                },
            ],
        },
        Of(Secrets, "no tokens, keys or passwords in prompts, and in what tools are given", PromptSubmit | BeforeTool) with
        {
            Options = [new("--allow-list", OptionKind.File, "a file with a fingerprint or a glob a line of what is accepted") { Default = ".secrets-allowed" }],
        },
        Of(SessionSummary, "how the repository stands, what the last run of hooks came to, and where to read on", SessionStart),
    ];

    private static StandardHook Of(string id, string description, int stages) =>
        new() { Tool = Tool, Id = id, Description = description, Stages = stages, StagesWithEffect = stages, Cache = false };
}
