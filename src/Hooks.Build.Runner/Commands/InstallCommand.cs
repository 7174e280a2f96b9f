using System.CommandLine;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Settings;
using Hooks.Build.Runner.Agents;
using Hooks.Build.Runner.Building;
using Hooks.Build.Runner.Hosting;
using Hooks.Build.Runner.Machine;
using Hooks.Build.Runner.Output;
using Hooks.Build.Runner.Plans;
using Hooks.Build.Runner.Projects;
using GitStages = Hooks.Build.Engine.Settings.GitHooks;

namespace Hooks.Build.Runner.Commands;

/// <summary><c>hooks install</c> and <c>hooks uninstall</c>.</summary>
internal static class InstallCommand
{
    /// <summary>Creates <c>install</c>.</summary>
    public static Command Create()
    {
        Argument<string[]> stages = new("stages")
        {
            Description = "The stages to install, such as pre-commit; without them those of the project's hooks, and pre-commit.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> force = new("--force")
        {
            Description = "Takes the place of a project that owns the same folder, and of a core.hooksPath that holds for all repositories.",
        };
        Option<bool> shared = new("--shared")
        {
            Description = "With --agent: for all who work on the repository; agents look for the program 'hooks' on PATH.",
        };
        Option<bool> failClosed = new(AgentCall.FailClosedSwitch) { Description = "With --agent: agents are held back where the hooks cannot run at all." };
        var agents = Agents("Installs the hooks into a coding agent instead of git");
        Command command = new("install", "Installs the hooks into git, or into coding agents.") { stages, force, agents, shared, failClosed };
        command.SetAction(parsed => HooksCommandLine.Guard(() =>
        {
            using WholeChange change = new();
            if (Named(parsed, agents) is { Count: > 0 } named)
            {
                Require(
                    parsed.GetValue(stages) is null or [] && !parsed.GetValue(force),
                    "stages and --force are of git's hooks, and not of --agent: an agent has the stages of the hooks");
                if (OpenPlan.Open(parsed.GetValue(HooksCommandLine.Project), Terminal.OfErrors(), change.Token) is not { } plan)
                {
                    return change.End(ExitCodes.WrongUse);
                }

                change.Begin();
                Tell(AgentInstallation.Install(named, plan.Projects, OwnProgram.Command, parsed.GetValue(shared), parsed.GetValue(failClosed)));
                return change.End();
            }

            Require(!parsed.GetValue(shared) && !parsed.GetValue(failClosed), $"--shared and {AgentCall.FailClosedSwitch} are of --agent NAME");
            CheckVariables(Path.GetFullPath("."), change.Token);
            if (OpenPlan.Open(parsed.GetValue(HooksCommandLine.Project), Terminal.OfErrors(), change.Token) is not { } open)
            {
                return change.End(ExitCodes.WrongUse);
            }

            var environment = HookEnvironment.OfThisProcess();
            foreach (var project in open.Projects)
            {
                InstallRequest request = new()
                {
                    Folder = project.State.RepositoryRoot,
                    Project = project.State.Project,
                    StateFile = project.Place.StateFile,
                    FolderOf = (path, state) => OwnedFolder.Of(new ProjectPlace(path, state)),
                    Runner = OwnProgram.Path,
                    Dotnet = DotnetProgram.Find(project.State.Dotnet, environment) ?? "dotnet",
                    Stages = Stages(parsed.GetValue(stages) ?? [], project.Plan),
                    Force = parsed.GetValue(force),
                };
                Tell(EventLoop.Run(loop => Installer(loop).InstallAsync(request, change.Token)).Lines);
                change.HasBegun = true;
                if (ProjectRegister.TryAdd(project.Place) is { } unknown)
                {
                    Terminal.OfErrors().WriteLine($"hooks: {unknown}");
                }

                if (EventLoop.Run(loop => IgnoredProject.FindAsync(
                    loop.CreateLauncher(), environment, request.Folder, request.Project, change.Token)) is { } problem)
                {
                    Terminal.OfErrors().WriteLine($"hooks: warning {problem.Code}: {problem.Message}");
                }
            }

            return change.End();
        }));
        return command;
    }

    private static void Require(bool isRight, string otherwise)
    {
        if (!isRight)
        {
            throw new HooksException(Codes.InvalidSetting, otherwise + " (see hooks install --help)");
        }
    }

    /// <summary>Creates <c>uninstall</c>.</summary>
    public static Command CreateUninstall()
    {
        var agents = Agents("Takes the hooks out of a coding agent instead of git");
        Command command = new(
            "uninstall",
            "Takes the hooks out of git, or out of coding agents, those of --project alone or all; hooks that were there before come back as they were.") { agents };
        command.SetAction(parsed => HooksCommandLine.Guard(() =>
        {
            using WholeChange change = new();
            if (Named(parsed, agents) is { Count: > 0 } taken)
            {
                change.Begin();
                Tell(AgentInstallation.Uninstall(taken, Path.GetFullPath("."), [.. ProjectFinder.PathsOf(parsed.GetValue(HooksCommandLine.Project) ?? [])]));
                return change.End();
            }

            var folder = Path.GetFullPath(".");
            CheckVariables(folder, change.Token);
            List<string?> named = [.. ProjectFinder.PathsOf(parsed.GetValue(HooksCommandLine.Project) ?? [])];
            foreach (var project in named.DefaultIfEmpty(defaultValue: null))
            {
                Tell(EventLoop.Run(loop => Installer(loop).UninstallAsync(folder, project, change.Token)).Lines);
                change.HasBegun = true;
            }

            return change.End();
        }));
        return command;
    }

    private static HookInstaller Installer(EventLoop loop) => new(loop.CreateLauncher(), HookEnvironment.OfThisProcess());

    private static void CheckVariables(string folder, CancellationToken cancellation) => EventLoop.Run(async loop =>
    {
        await Installer(loop).CheckVariablesAsync(folder, cancellation);
        return true;
    });

    private static HookStages Stages(string[] words, HookPlan plan)
    {
        if (Array.Find(words, word => word.StartsWith('-')) is { } option)
        {
            throw new HooksException(Codes.InvalidSetting, $"{option} is no option of 'hooks install' (see hooks install --help)");
        }

        var asked = GitStages.Read("The stage", string.Join(' ', words));
        return asked != HookStages.None ? asked : GitStages.Of(plan);
    }

    private static Option<string[]> Agents(string what) => new("--agent")
    {
        Description = $"{what}: {string.Join(", ", AgentNames.Installable)}; several times for several.",
        HelpName = "name",
        AllowMultipleArgumentsPerToken = true,
    };

    // An option without a name asks for agents, not for git: it is an error, not the installation without the option.
    private static IReadOnlyList<string> Named(ParseResult parsed, Option<string[]> agents)
    {
        var named = SettingReader.Agents("--agent", string.Join(' ', parsed.GetValue(agents) ?? []));
        return named.Count > 0 || parsed.GetResult(agents) is not { Implicit: false } ? named
            : throw new HooksException(Codes.InvalidSetting, $"--agent names no agent; there are {string.Join(", ", AgentNames.Installable)}");
    }

    // As they come: what is done is told though the next fails.
    private static void Tell(IEnumerable<string> lines)
    {
        var terminal = Terminal.OfOutput();
        foreach (var line in lines)
        {
            terminal.WriteLine(line);
        }
    }
}
