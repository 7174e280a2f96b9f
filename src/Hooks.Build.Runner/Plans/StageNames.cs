using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;

namespace Hooks.Build.Runner.Plans;

/// <summary>Stages as people write them: <c>PreCommit</c>, <c>pre-commit</c>.</summary>
internal static class StageNames
{
    private static readonly HookStages[] Stages =
        [HookStages.Build, HookStages.PreCommit, HookStages.CommitMsg, HookStages.PrePush, HookStages.PostMerge, HookStages.PostCheckout, HookStages.Manual];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> All => Stages.Select(stage => stage.ToString());

    /// <summary>Reads one stage of git, the build or a person.</summary>
    public static bool TryRead(string text, out HookStages stage) => TryRead(text, Stages, out stage);

    /// <summary>Reads one stage, also of those at which coding agents call.</summary>
    /// <param name="text">What was given.</param>
    /// <param name="option">The option that it was given to.</param>
    /// <exception cref="HooksException">HOOK9002: it is none.</exception>
    public static HookStages ReadAny(string text, string option)
    {
        HookStages[] all = [.. Stages, .. AgentStages.In(AgentStages.All)];
        return TryRead(text, all, out var stage) ? stage
            : throw new HooksException(
                Codes.InvalidSetting,
                $"{option} is '{text}', which is no stage{(NameSuggestion.Closest(text, all.Select(known => known.ToString())) is { } closest ? $"; did you mean {closest}?" : ".")} The stages are {string.Join(", ", all)}");
    }

    private static bool TryRead(string text, HookStages[] stages, out HookStages stage)
    {
        var name = text.Replace("-", "", StringComparison.Ordinal);
        stage = Array.Find(stages, candidate => string.Equals(candidate.ToString(), name, StringComparison.OrdinalIgnoreCase));
        return stage != HookStages.None;
    }
}
