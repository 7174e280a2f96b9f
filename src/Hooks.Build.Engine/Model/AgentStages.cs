namespace Hooks.Build.Engine.Model;

/// <summary>The stages of coding agents.</summary>
public static class AgentStages
{
    /// <summary>All of them.</summary>
    public const HookStages All = HookStages.SessionStart | HookStages.PromptSubmit | HookStages.BeforeTool | HookStages.AfterTool | HookStages.AgentStop;

    /// <summary>Those at which an agent can be held back from what it is about to do.</summary>
    public const HookStages CanDeny = HookStages.PromptSubmit | HookStages.BeforeTool;

    private static readonly HookStages[] InOrder = [
        HookStages.SessionStart, HookStages.PromptSubmit, HookStages.BeforeTool, HookStages.AfterTool, HookStages.AgentStop];

    /// <summary>Those that are among some stages, one by one, in the order in which they happen.</summary>
    public static IEnumerable<HookStages> In(HookStages stages) => InOrder.Where(stage => (stages & stage) != 0);
}
