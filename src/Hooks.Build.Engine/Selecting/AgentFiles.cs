using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Selecting;

/// <summary>The files of a coding agent's event, without asking git; where it ends its turn those that differ from the last commit.</summary>
/// <param name="agent">The event.</param>
/// <param name="others">Lists what the event does not say.</param>
public sealed class AgentFiles(AgentEvent agent, IFileSource others) : IFileSource
{
    /// <inheritdoc />
    public Task<FileListing> ListAsync(string root, FileChoice choice, CancellationToken cancellation) =>
        agent.Stage == HookStages.AgentStop
            ? others.ListAsync(root, choice with { Kind = FileChoiceKind.Changed }, cancellation)
            : Task.FromResult(new FileListing(agent.Tool == AgentTool.Read
                ? []
                : AgentPaths.Within(root, agent.Paths))
            { AreToBeWritten = agent.Stage == HookStages.BeforeTool });
}
