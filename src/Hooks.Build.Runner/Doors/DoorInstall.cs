using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Engine.State;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Doors;

/// <summary>Installs scripts into git's hooks that start the program, and takes them away.</summary>
internal static class DoorInstall
{
    /// <summary>Installs them.</summary>
    public static void Install(DoorRequest request, EventStream events, CancellationToken cancellation)
    {
        var state = request.ToState();
        if (!request.Flag("automatic"))
        {
            // Git's hooks are installed where agents can be, too.
            var agents = state.Read(SettingTable.Agents);
            var runner = request.Text("runner");
            IReadOnlyList<string> program = runner.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? ["dotnet", runner] : [runner];
            IReadOnlyList<OpenProject> projects = agents.Count == 0
                ? []
                : [OpenProject.Open(new ProjectPlace(state.Project, request.Text("state-file")), state, HookStages.None, cancellation)];
            if (agents.Count > 0)
            {
                AgentInstallation.Require(agents, projects, program);
            }

            TellLines(InstallOnce(request, state, cancellation).Lines, events);
            RegisteredProject.Note(new ProjectPlace(state.Project, request.Text("state-file")), events);

            // What is begun is done: not git's hooks alone.
            if (EventLoop.Run(loop => IgnoredProject.FindAsync(
                loop.CreateLauncher(), HookEnvironment.OfThisProcess(), state.RepositoryRoot, state.Project, CancellationToken.None)) is { } problem)
            {
                events.TellProblem(problem, EventStream.Warning);
            }

            if (agents.Count > 0)
            {
                TellLines(AgentInstallation.Install(agents, projects, program, isShared: false, failsClosed: false), events);
            }

            TellLines(SolutionTargets.Offer(state.RepositoryRoot, state.Project, state.Read(SettingTable.WriteSolutionTargets)), events);
            return;
        }

        // Nobody asked for it just now: nothing is said as long as nothing changes, and what goes wrong stops no build. A folder without .git is a copy of
        // the sources, as in the build of a container.
        if (!Path.Exists(Path.Combine(state.RepositoryRoot, ".git")))
        {
            return;
        }

        try
        {
            if (InstallOnce(request, state, cancellation) is { Changed: true } report)
            {
                TellLines(report.Lines, events);
            }
        }
        catch (HooksException e)
        {
            events.TellProblems(e.Problems, EventStream.Warning);
        }
    }

    /// <summary>Takes them away, and out of the agents that are named; hooks that were there before come back.</summary>
    public static void Uninstall(DoorRequest request, EventStream events, CancellationToken cancellation)
    {
        var state = request.ToState();
        var agents = state.Read(SettingTable.Agents);
        TellLines(EventLoop.Run(loop => Installer(loop).UninstallAsync(state.RepositoryRoot, request.Text("project"), cancellation)).Lines, events);
        if (agents.Count > 0)
        {
            TellLines(AgentInstallation.Uninstall(agents, state.RepositoryRoot, [state.Project]), events);
        }
    }

    private static InstallReport InstallOnce(DoorRequest request, PlanState state, CancellationToken cancellation)
    {
        var stages = state.Read(SettingTable.InstallStages);

        // After a restore the assembly may not exist yet.
        var knowsStages = stages != HookStages.None || !request.Flag("automatic") || File.Exists(state.Assembly);
        InstallRequest install = new()
        {
            Folder = state.RepositoryRoot,
            Project = state.Project,
            StateFile = request.Text("state-file"),
            FolderOf = (path, file) => path == state.Project ? OwnedFolder.Of(state) : OwnedFolder.Of(new ProjectPlace(path, file)),
            Runner = request.Text("runner"),
            Dotnet = state.Dotnet.Length == 0 ? "dotnet" : state.Dotnet,
            Stages = stages != HookStages.None ? stages : knowsStages ? Engine.Settings.GitHooks.Of(PlanReader.Read(state.Assembly)) : HookStages.PreCommit,
            KeepsOtherStages = !knowsStages,
            Force = state.Read(SettingTable.InstallForce),
        };
        return EventLoop.Run(loop => Installer(loop).InstallAsync(install, cancellation));
    }

    private static HookInstaller Installer(EventLoop loop) => new(loop.CreateLauncher(), HookEnvironment.OfThisProcess());

    private static void TellLines(IEnumerable<string> lines, EventStream events)
    {
        foreach (var line in lines)
        {
            events.TellText(line);
        }
    }
}
