namespace Hooks.Build.Runner.Commands;

/// <summary>Stages as people write them: <c>PreCommit</c>, <c>pre-commit</c>.</summary>
internal static class StageNames
{
    private static readonly HookStages[] Stages =
        [HookStages.Build, HookStages.PreCommit, HookStages.CommitMsg, HookStages.PrePush, HookStages.PostMerge, HookStages.PostCheckout, HookStages.Manual];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> All => Stages.Select(stage => stage.ToString());

    /// <summary>Reads one stage.</summary>
    public static bool TryRead(string text, out HookStages stage)
    {
        var name = text.Replace("-", "", StringComparison.Ordinal);
        stage = Array.Find(Stages, candidate => string.Equals(candidate.ToString(), name, StringComparison.OrdinalIgnoreCase));
        return stage != HookStages.None;
    }
}
