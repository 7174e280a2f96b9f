using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Settings;

/// <summary>The stages that git starts, and git's names for them.</summary>
public static class GitHooks
{
    /// <summary>Every stage that can be installed, with the name of its script.</summary>
    public static IReadOnlyList<(HookStages Stage, string Name)> All { get; } =
    [
        (HookStages.PreCommit, "pre-commit"),
        (HookStages.CommitMsg, "commit-msg"),
        (HookStages.PrePush, "pre-push"),
        (HookStages.PostMerge, "post-merge"),
        (HookStages.PostCheckout, "post-checkout"),
    ];

    /// <summary>The stages for which a plan has hooks; <see cref="HookStages.PreCommit"/> at least, so that a hook written tomorrow runs.</summary>
    public static HookStages Of(HookPlan plan) =>
        plan.Hooks.Aggregate(HookStages.PreCommit, (stages, hook) => stages | hook.Stages) & ~(HookStages.Build | HookStages.Manual | AgentStages.All);

    /// <summary>Reads a list of stages; <see cref="HookStages.None"/> for an empty text.</summary>
    /// <exception cref="HooksException">HOOK9002.</exception>
    public static HookStages Read(string setting, string? text)
    {
        var stages = HookStages.None;
        foreach (var name in SettingReader.Names(text))
        {
            // As the stage or as git spells it.
            var stage = All.FirstOrDefault(hook => string.Equals(hook.Name, name, StringComparison.OrdinalIgnoreCase)).Stage;
            stages |= stage == HookStages.None
                ? SettingReader.Choice(setting, name, HookStages.None, All.Select(hook => (hook.Stage.ToString(), hook.Stage)))
                : stage;
        }

        return stages;
    }
}
