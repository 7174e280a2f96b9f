namespace Hooks.Build.Engine.Model;

/// <summary>
/// Names of what every run writes down. <see cref="Enum.ToString()"/> looks them up in metadata, which is 4 % of what a commit with one hook takes.
/// </summary>
internal static class EnumNames
{
    /// <summary>The name of an outcome.</summary>
    public static string NameOf(HookOutcome outcome) => outcome switch
    {
        HookOutcome.Succeeded => nameof(HookOutcome.Succeeded),
        HookOutcome.NoFiles => nameof(HookOutcome.NoFiles),
        HookOutcome.Failed => nameof(HookOutcome.Failed),
        HookOutcome.TimedOut => nameof(HookOutcome.TimedOut),
        HookOutcome.Crashed => nameof(HookOutcome.Crashed),
        HookOutcome.ToolNotFound => nameof(HookOutcome.ToolNotFound),
        HookOutcome.Skipped => nameof(HookOutcome.Skipped),
        HookOutcome.Cancelled => nameof(HookOutcome.Cancelled),
        HookOutcome.NotNeeded => nameof(HookOutcome.NotNeeded),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, message: null),
    };

    /// <summary>The name of a source.</summary>
    public static string NameOf(ResultSource source) => source switch
    {
        ResultSource.NotRemembered => nameof(ResultSource.NotRemembered),
        ResultSource.Miss => nameof(ResultSource.Miss),
        ResultSource.Local => nameof(ResultSource.Local),
        ResultSource.Remote => nameof(ResultSource.Remote),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, message: null),
    };

    /// <summary>The names of stages, separated by a comma and a space where there are several.</summary>
    public static string NameOf(HookStages stage) => stage switch
    {
        HookStages.None => nameof(HookStages.None),
        HookStages.Build => nameof(HookStages.Build),
        HookStages.PreCommit => nameof(HookStages.PreCommit),
        HookStages.CommitMsg => nameof(HookStages.CommitMsg),
        HookStages.PrePush => nameof(HookStages.PrePush),
        HookStages.PostMerge => nameof(HookStages.PostMerge),
        HookStages.PostCheckout => nameof(HookStages.PostCheckout),
        HookStages.Manual => nameof(HookStages.Manual),
        HookStages.SessionStart => nameof(HookStages.SessionStart),
        HookStages.PromptSubmit => nameof(HookStages.PromptSubmit),
        HookStages.BeforeTool => nameof(HookStages.BeforeTool),
        HookStages.AfterTool => nameof(HookStages.AfterTool),
        HookStages.AgentStop => nameof(HookStages.AgentStop),
        _ => stage.ToString(),
    };
}
