namespace Hooks.Build.Catalog;

/// <summary>The values of <c>HookStages</c>, for what knows nothing of the attributes: the generator works on the numbers that are in source.</summary>
public static class StageBits
{
    public const int Build = 1;
    public const int PreCommit = 2;
    public const int CommitMsg = 4;
    public const int PrePush = 8;
    public const int PostMerge = 16;
    public const int PostCheckout = 32;
    public const int Manual = 64;
    public const int SessionStart = 128;
    public const int PromptSubmit = 256;
    public const int BeforeTool = 512;
    public const int AfterTool = 1024;
    public const int AgentStop = 2048;

    /// <summary>Those of coding agents.</summary>
    public const int OfAgents = SessionStart | PromptSubmit | BeforeTool | AfterTool | AgentStop;

    /// <summary>All there are.</summary>
    public const int All = Build | PreCommit | CommitMsg | PrePush | PostMerge | PostCheckout | Manual | OfAgents;
}
