using System.CommandLine;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Projects;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Runner.Commands;

/// <summary><c>hooks doctor</c>: what is installed into git and into coding agents, and what keeps it from running. Builds and changes nothing.</summary>
internal static class DoctorCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("doctor", "Says what is installed into git and into coding agents, and what keeps it from running.");
        command.SetAction(parsed => HooksCommandLine.Guard(() =>
        {
            using Interruption interruption = new();
            var folder = Path.GetFullPath(".");
            var root = GitFolders.Above(folder)?.Root ?? throw new HooksException(Codes.CannotInstall, $"{folder} is in no git repository, so nothing can be installed");
            List<(string Line, bool IsProblem)> lines = [];
            List<(string Project, HookStages Stages)> closed = [];
            var stages = AddProjects(root, ProjectFinder.Find(parsed.GetValue(HooksCommandLine.Project), root, interruption.Token), lines, closed);
            AddGit(root, lines, interruption.Token);
            lines.AddRange(AgentNames.Installable.SelectMany(agent => AgentDiagnosis.Of(agent, root, stages, closed, HookEnvironment.OfThisProcess())));
            foreach (var (line, isProblem) in lines)
            {
                Terminal.OfOutput().WriteLine((isProblem ? "! " : "  ") + line);
            }

            return lines.Exists(line => line.IsProblem) ? ExitCodes.Failed : ExitCodes.Passed;
        }));
        return command;
    }

    private static HookStages? AddProjects(string root, IReadOnlyList<ProjectPlace> places, List<(string Line, bool IsProblem)> lines, List<(string Project, HookStages Stages)> closed)
    {
        HookStages? stages = null;
        foreach (var place in places)
        {
            if (PlanStateFile.TryRead(place.StateFile) is not { } state)
            {
                lines.Add(($"{place.Shown}: not built here; agents run none of its hooks until it is", true));
                continue;
            }

            lines.Add(PlanFreshness.Of(state).Reason is { } reason ? ($"{place.Shown}: older than its source ({reason}); agents run what was built", true) : ($"{place.Shown}: built, and as its source says", false));
            try
            {
                var hooks = PlanReader.Read(state.Assembly).Hooks;
                stages = (stages ?? HookStages.None) | (hooks.Aggregate(HookStages.None, (all, hook) => all | hook.Stages) & AgentStages.All);
                closed.Add((AgentInstallation.FromTop(root, place.Project), AgentInstallation.FailsClosedAt(hooks)));
            }
            catch (HooksException e)
            {
                lines.AddRange(e.Problems.Select(problem => ($"{place.Shown}: its plan cannot be read, so agents run none of its hooks until it is built: {problem.Message.TrimEnd('.')}", true)));
            }
        }

        return stages;
    }

    private static void AddGit(string root, List<(string Line, bool IsProblem)> lines, CancellationToken cancellation)
    {
        HookInstaller installer = new(SystemLauncher.Create(), HookEnvironment.OfThisProcess());
        var installed = EventLoop.Run(_ => installer.InstalledAsync(root, cancellation));
        lines.AddRange(installed.Select(project => File.Exists(project.Project)
            ? ($"git: runs the hooks of {RelativePath.OfHere(project.Project)}", false)
            : ($"git: runs the hooks of {RelativePath.OfHere(project.Project)}, which is not there", true)));
        lines.AddRange(installed.Count == 0 ? [("git: nothing is installed (hooks install)", false)] : []);
    }
}
