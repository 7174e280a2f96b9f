using System.CommandLine;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.GitHooks;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Projects;
using Hooks.Build.Runner.Trials;

namespace Hooks.Build.Runner.Commands;

/// <summary>
/// <c>hooks doctor</c>: what is installed into git and into coding agents, whether it answers, and what keeps it from running. Builds and changes nothing.
/// </summary>
internal static class DoctorCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Command command = new("doctor", "Says what is installed into git and into coding agents, tries it, and says what keeps it from running.");
        command.SetAction(parsed => HooksCommandLine.Guard(() =>
        {
            using Interruption interruption = new();
            var folder = Path.GetFullPath(".");
            var root = GitFolders.Above(folder)?.Root
                ?? throw new HooksException(Codes.CannotInstall, $"{folder} {GitFolders.WhyNone(folder)}, so nothing can be installed");
            var named = parsed.GetValue(HooksCommandLine.Project);
            var places = ProjectFinder.Find(named, root, interruption.Token);
            var lines = Diagnose(
                root,
                named is { Length: > 0 } ? places : [.. places, .. AgentInstallation.OtherProjects(root, places)],
                HookEnvironment.OfThisProcess(),
                interruption.Token);
            var isGood = true;
            try
            {
                foreach (var (line, isProblem) in lines.TakeWhile(_ => !interruption.Token.IsCancellationRequested))
                {
                    Terminal.OfOutput().WriteLine((isProblem ? "! " : "  ") + line);
                    isGood &= !isProblem;
                }
            }
            catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
            {
                // Of what was cut off nothing is known.
            }

            return interruption.ExitCode ?? (isGood ? ExitCodes.Passed : ExitCodes.Failed);
        }));
        return command;
    }

    private static IEnumerable<(string Line, bool IsProblem)> Diagnose(
        string root, IReadOnlyList<ProjectPlace> places, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        foreach (var wish in Wishes.Of(environment))
        {
            yield return (wish, true);
        }

        List<(string Line, bool IsProblem)> lines = [];
        List<DeclaredHooks> projects = [.. places.Select(place => DeclaredHooks.Of(place, root, lines, cancellation)).OfType<DeclaredHooks>()];
        foreach (var line in lines)
        {
            yield return line;
        }

        // What has no plan may have hooks at any stage.
        HookStages? stages = projects.Count == 0 ? null : projects.Aggregate(HookStages.None, (all, project) => all | project.Stages);
        var found = EventLoop.Run(loop => new HookInstaller(loop.CreateLauncher(), environment).InspectAsync(root, cancellation));
        var trial = new GitTrial(found.WorkingTree, environment, OwnProgram.Command, Longest, cancellation);
        var ofGit = projects.Where(project => found.Hooks.Any(hook => hook.Projects.Contains(project.Path, StringComparer.Ordinal)))
            .Aggregate(HookStages.None, (all, project) => all | project.Stages);
        foreach (var line in GitDiagnosis.Of(found, ofGit, trial.Of))
        {
            yield return line;
        }

        AgentTrial agents = new(
            root,
            [.. projects.Where(project => project.IsGuarded).Select(project => project.Project)],
            environment,
            OwnProgram.Command,
            PackageVersion.Of(AppContext.BaseDirectory),
            Longest,
            cancellation);
        foreach (var line in AgentNames.Installable.SelectMany(agent => AgentDiagnosis.Of(
            agent,
            root,
            stages & AgentStages.All,
            [.. projects.Select(project => (project.Project, project.FailsClosedAt))],
            environment).Concat(agents.Of(agent))))
        {
            yield return line;
        }
    }
}
