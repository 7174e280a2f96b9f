using System.Text.Json;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Runner.Agents;

/// <summary>What coding agents would start here, and what keeps it from running.</summary>
internal static class AgentDiagnosis
{
    /// <summary>What is to be said of an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    /// <param name="declared">The stages that the hooks of the repository have; <see langword="null"/> where that is not known.</param>
    /// <returns>Lines for people, each with whether it says what is wrong.</returns>
    public static IEnumerable<(string Line, bool IsProblem)> Of(string agent, string root, HookStages? declared)
    {
        var installed = HookStages.None;
        foreach (var file in AgentConfiguration.FilesOf(agent, root))
        {
            var shown = Output.RelativePath.Of(file, root);
            var (hooks, problem) = Read(file, agent);
            if (problem.Length > 0)
            {
                yield return ($"{agent}: {shown} cannot be understood, so the agent starts nothing of it: {problem}", true);
            }

            foreach (var (stage, hook) in hooks)
            {
                installed |= stage;
                if (ProgramOf(hook) is { } program && Path.IsPathRooted(program) && !File.Exists(program))
                {
                    yield return ($"{agent}: {shown} starts {program} at {AgentStageNames.NameOf(agent, stage)}, which is not there: install again", true);
                }
            }

            if (hooks.Count > 0)
            {
                yield return ($"{agent}: {shown} starts hooks at {string.Join(", ", hooks.Select(entry => AgentStageNames.NameOf(agent, entry.Stage)).Distinct(StringComparer.Ordinal))}", false);
            }
        }

        if (installed == HookStages.None)
        {
            yield return ($"{agent}: nothing is installed", false);
        }
        else if (declared is { } known && (known & ~installed) != 0)
        {
            yield return ($"{agent}: hooks run at {string.Join(", ", AgentConfiguration.StagesOf(known & ~installed))} too, and nothing starts them there: hooks install --agent {agent}", true);
        }
    }

    private static (IReadOnlyList<(HookStages Stage, JsonText Hook)> Hooks, string Problem) Read(string file, string agent)
    {
        try
        {
            return (PlainFile.Read(file) is { } bytes ? AgentConfiguration.EntriesIn(bytes, agent) : [], "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return ([], e.Message.TrimEnd('.'));
        }
    }

    // Of a line for a shell the first word, where it is plain.
    private static string? ProgramOf(JsonText hook)
    {
        var command = hook["command"]?.Text ?? "";
        return hook["args"] is not null ? command : command.StartsWith('\'') && command.IndexOf('\'', 1) is > 0 and var end ? command[1..end] : command.Split(' ')[0];
    }
}
