using System.Text.Json;
using Hooks.Build.Catalog;
using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Guarding;

/// <summary>Finds agents that are started one after another, each by itself, in one turn of the agent that starts them.</summary>
internal static class SerialAgents
{
    // From here on it is denied where that was declared: once is chance, and was told.
    private const int Many = 2;
    private const int Looks = 6;
    private const string Advice = "Start agents that do not need each other's results together, in one message: then they run at the same time.";

    // Those that are started together come almost at once, and nobody can tell at the first of them.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Takes note of a start or an end, and judges the start.</summary>
    public static async Task<Attempt> RunAsync(HookJob job, HookArguments arguments, AgentEvent agent, TimeProvider clock, CancellationToken cancellation)
    {
        var (id, isBackground) = Read(agent);
        if (isBackground || agent.ToolName is "spawn_agent")
        {
            return Attempt.Success;
        }

        var starts = AgentStarts.Open(StateFiles.AgentsIn(job.Request.LogDirectory), agent, id);
        if (agent.Stage == HookStages.AfterTool)
        {
            starts.End();
            return Attempt.Success;
        }

        var before = starts.Start();
        for (var look = 0; look < Looks && before > 0; look++)
        {
            await Task.Delay(Pause, clock, cancellation);
            before = starts.Alone();
        }

        if (before < Many || !arguments.Has(GuardHooks.Deny))
        {
            return before != 1
                ? Attempt.Success
                : Attempt.Success with { Answer = HookAnswer.Context, AnswerText = $"This agent was started after another had ended, and by itself. {Advice}" };
        }

        starts.Deny();
        return Attempt.Failure("agents are started one after another") with
        {
            Answer = HookAnswer.Deny,
            AnswerText = $"This is the third agent in a row that is started by itself after the one before has ended. {Advice} If this one needs what the others found, start it again: it passes then.",
        };
    }

    private static (string Id, bool IsBackground) Read(AgentEvent agent)
    {
        try
        {
            using var document = JsonDocument.Parse(agent.Raw.Length == 0 ? "{}" : agent.Raw, new JsonDocumentOptions { MaxDepth = 512 });
            var root = document.RootElement;
            var id = root.ValueKind == JsonValueKind.Object
                && (root.TryGetProperty("tool_use_id", out var said)
                    || root.TryGetProperty("toolUseId", out said)
                    || root.TryGetProperty("tool_call_id", out said))
                && said.ValueKind == JsonValueKind.String ? said.GetString()! : "";
            return (id, root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("tool_input", out var input)
                && input.ValueKind == JsonValueKind.Object
                && input.TryGetProperty("run_in_background", out var flag)
                && flag.ValueKind == JsonValueKind.True);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return ("", false);
        }
    }
}
