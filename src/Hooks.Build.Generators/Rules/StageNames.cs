using Hooks.Build.Catalog;

namespace Hooks.Build.Generators.Rules;

/// <summary>The values of <c>HookStages</c>, in the order of their bits.</summary>
internal static class StageNames
{
    private static readonly string[] Names =
    [
        nameof(StageBits.Build), nameof(StageBits.PreCommit), nameof(StageBits.CommitMsg), nameof(StageBits.PrePush), nameof(StageBits.PostMerge),
        nameof(StageBits.PostCheckout), nameof(StageBits.Manual),
        nameof(StageBits.SessionStart), nameof(StageBits.PromptSubmit), nameof(StageBits.BeforeTool), nameof(StageBits.AfterTool), nameof(StageBits.AgentStop),
    ];

    /// <summary>The names of the bits that are set.</summary>
    public static IEnumerable<string> Of(int stages) => Names.Where((_, bit) => (stages & (1 << bit)) != 0);
}
