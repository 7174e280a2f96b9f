using Hooks.Build.Engine.Model;

namespace Hooks.Build.Testing;

/// <summary>The event of a coding agent that a test gives to a hook.</summary>
internal static class TestEvent
{
    /// <summary>The stage that runs: that of the event, where there is one.</summary>
    /// <exception cref="ArgumentException">The event has none of coding agents.</exception>
    public static HookStages StageOf(HookTestOptions options) => options.Event switch
    {
        null => options.Stage,
        { Stage: var stage } when (stage & AgentStages.All) != 0 && (stage & (stage - 1)) == 0 => stage,
        _ => throw new ArgumentException("The event is of no stage of coding agents: set its Stage, such as HookStages.BeforeTool.", nameof(options)),
    };

    /// <summary>The event as an agent in the test's folder would have it; <see langword="null"/> where there is none.</summary>
    public static AgentEvent? In(HookTestOptions options, TestFolder folder) => options.Event is not { } given ? null : new AgentEvent
    {
        Agent = given.Agent,
        Stage = given.Stage,
        Session = given.Session,
        Turn = given.Turn,
        WorkingDirectory = Path.GetFullPath(given.WorkingDirectory, folder.Root),
        Tool = given.Tool,
        ToolName = given.ToolName,
        Command = given.Command,
        Paths = [.. given.Paths.Select(path => Path.GetFullPath(path, folder.Root))],
        Prompt = given.Prompt,
        Result = given.Result,
        Failed = given.Failed,
        StopActive = given.StopActive,
        Subagent = given.Subagent,
        Raw = given.Raw,
    };
}
