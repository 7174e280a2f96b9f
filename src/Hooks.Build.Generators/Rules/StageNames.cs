namespace Hooks.Build.Generators.Rules;

/// <summary>The values of <c>HookStages</c>, in the order of their bits.</summary>
internal static class StageNames
{
    private static readonly string[] Names = ["Build", "PreCommit", "CommitMsg", "PrePush", "PostMerge", "PostCheckout", "Manual", "SessionStart", "PromptSubmit", "BeforeTool", "AfterTool", "AgentStop"];

    /// <summary>All bits.</summary>
    public static int All => (1 << Names.Length) - 1;

    /// <summary>The names of the bits that are set.</summary>
    public static IEnumerable<string> Of(int stages) => Names.Where((_, bit) => (stages & (1 << bit)) != 0);
}
