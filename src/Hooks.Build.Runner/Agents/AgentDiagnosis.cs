using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Graph;

namespace Hooks.Build.Runner.Agents;

/// <summary>What coding agents would start here, and what keeps it from running.</summary>
internal static class AgentDiagnosis
{
    /// <summary>What is to be said of an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="root">Absolute path of the top of the working tree.</param>
    /// <param name="declared">The stages that the hooks of the repository have; <see langword="null"/> where that is not known.</param>
    /// <param name="closed">Of each project, from the top of the working tree, the stages at which a hook is declared to hold agents back where it cannot
    /// run.</param>
    /// <param name="environment">The variables of this process: programs without a path are looked for on PATH.</param>
    /// <returns>Lines for people, each with whether it says what is wrong.</returns>
    public static IEnumerable<(string Line, bool IsProblem)> Of(
        string agent,
        string root,
        HookStages? declared,
        IReadOnlyList<(string Project, HookStages Stages)> closed,
        IReadOnlyDictionary<string, string> environment)
    {
        var installed = HookStages.None;
        foreach (var file in AgentConfiguration.FilesOf(agent, root))
        {
            var shown = Output.RelativePath.Of(file, root);
            var hooks = AgentConfiguration.Read(file, agent, out var problem);
            if (problem.Length > 0)
            {
                yield return ($"{agent}: {shown} cannot be understood, so the agent starts nothing of it: {problem}", true);
            }

            List<string> problems = [];
            foreach (var (stage, name, _, limit, entry) in hooks)
            {
                if (!AgentStageNames.IsKnown(agent, name))
                {
                    problems.Add($"{agent}: {shown} is to start hooks at '{name}', and there is no such event{Meant(agent, name)} ({HowToInstall(entry)})");
                    continue;
                }

                installed |= stage;
                if (limit.Length > 0)
                {
                    problems.Add(
                        $"{agent}: {shown} has {limit} at {name}, so that the agent does not start hooks at each event there, or does not wait for them: {HowToInstall(entry)}");
                }

                problems.AddRange(Missing(entry, root, environment).Select(missing => $"{agent}: {shown} starts {missing}"));
                if (!entry.FailsClosed
                    && closed.Any(project => (project.Stages & stage) != 0 && (entry.Paths.Count == 0 || EntryProjects.Has(entry.Projects, project.Project))))
                {
                    problems.Add(
                        $"{agent}: {shown} lets the agent go on at {AgentStageNames.NameOf(agent, stage)} where hooks cannot run, and a hook is declared to forbid it then: {HowToInstall(entry)}");
                }
            }

            foreach (var line in problems.Distinct(StringComparer.Ordinal))
            {
                yield return (line, true);
            }

            if (hooks.Select(entry => entry.Event)
                .Where(name => AgentStageNames.IsKnown(agent, name))
                .Distinct(StringComparer.Ordinal)
                .ToList() is { Count: > 0 } names)
            {
                yield return ($"{agent}: {shown} starts hooks at {string.Join(", ", names)}", false);
            }

            foreach (var line in agent == AgentNames.Codex && hooks.Count > 0 ? CodexFile.Refused(file) : [])
            {
                yield return ($"{agent}: {shown} {line}", true);
            }
        }

        if (installed == HookStages.None)
        {
            yield return ($"{agent}: nothing is installed", false);
            yield break;
        }

        foreach (var off in new AgentSwitches(root, environment).Of(agent))
        {
            yield return ($"{agent}: starts no hooks at all, since {off}", true);
        }

        yield return (AgentInstallation.Approval(agent), false);
        if (declared is { } known && (known & ~installed) != 0)
        {
            yield return ($"{agent}: hooks run at {string.Join(", ", AgentStages.In(known & ~installed))} too, and nothing starts them there: hooks install --agent {agent}", true);
        }
    }

    /// <summary>What an entry needs and does not find.</summary>
    public static IEnumerable<string> Missing(AgentEntry entry, string root, IReadOnlyDictionary<string, string> environment)
    {
        var program = entry.Program[0];
        if (!ToolPath.TryFind(program, root, environment, out _, out _))
        {
            yield return Path.IsPathRooted(program)
                ? $"{program}, which is not there or may not be executed: install again"
                : $"{program}, which is not on PATH: the agent cannot start it";
        }

        // Of the program for dotnet.
        if (entry.Program.Skip(1).FirstOrDefault(word => word.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)) is { } library
            && !File.Exists(Path.GetFullPath(library, root)))
        {
            yield return $"{library}, which is not there: install again";
        }

        foreach (var project in entry.Projects.Where(project => !File.Exists(Path.GetFullPath(project, root))))
        {
            yield return $"the hooks of {project}, which is not there: hooks uninstall --agent {entry.Agent} --project {project}";
        }
    }

    private static string Meant(string agent, string name) =>
        NameSuggestion.Closest(name, AgentStages.In(AgentStages.All).Select(stage => AgentStageNames.NameOf(agent, stage))) is { } meant
            ? $"; did you mean {meant}?"
            : "";

    private static string HowToInstall(AgentEntry entry) => $"hooks install --agent {entry.Agent}{(entry.IsShared ? " --shared" : "")}";
}
