namespace Hooks.Build.Catalog;

/// <summary>Ready-made hooks for coding agents. They are about events and not about files.</summary>
public static class GuardHooks
{
    /// <summary>What stands before the colon of their commands.</summary>
    public const string Tool = "agent";

    /// <summary>The id of the hook against <c>--no-verify</c> and its like.</summary>
    public const string NoVerify = "no-verify-guard";

    // Bit of HookStages.BeforeTool.
    private const int BeforeTool = 512;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<StandardHook> All { get; } =
    [
        new()
        {
            Tool = Tool,
            Id = NoVerify,
            Description = "no command line runs git past its hooks, or switches hooks off",
            Stages = BeforeTool,
            Tools = ["Shell"],
            FailClosed = true,
            Cache = false,
        },
    ];
}
