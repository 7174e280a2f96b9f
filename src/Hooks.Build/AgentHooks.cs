namespace Hooks.Build;

/// <summary>Ready-made hooks for coding agents, with nothing to install: <c>[Hook] const string Guard = AgentHooks.NoVerifyGuard;</c>.</summary>
public static class AgentHooks
{
    /// <summary>
    /// No command line runs git past its hooks, or switches hooks off: <c>--no-verify</c>, <c>commit -n</c>, <c>core.hooksPath</c>, <c>HOOKS=0</c>, <c>HUSKY=0</c> and their like, read as
    /// a shell reads them. At <see cref="HookStages.BeforeTool"/>, of shells.
    /// </summary>
    public const string NoVerifyGuard = "agent:no-verify-guard";
}
