using Hooks.Build.Engine.Agents;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Guarding;

/// <summary>A repository in which ready-made hooks judge what a coding agent does.</summary>
internal sealed class GuardedRepository : IDisposable
{
    private readonly TempRepository _repository = new();
    private readonly TempFolder _home = new();

    public GuardedRepository(params PlannedHook[] hooks)
    {
        Hooks = hooks;
        _ = _repository.Write("build/RepoHooks.cs", "build/Hooks.csproj", "src/a.cs", "README.md");
        Environment = new(HookEnvironment.OfThisProcess(), StringComparer.Ordinal) { ["HOME"] = _home.Path };
    }

    public PlannedHook[] Hooks { get; set; }

    public TempRepository Files => _repository;

    public string Root => _repository.Path;

    public string Home => _home.Path;

    public Dictionary<string, string> Environment { get; }

    /// <summary>The answer of the first hook to a command line; empty where it passes.</summary>
    public Task<string> ShellAsync(string command, string folder = "") =>
        AnswerAsync(new AgentEvent
        {
            Stage = HookStages.BeforeTool,
            Tool = AgentTool.Shell,
            ToolName = "Bash",
            Command = command,
            WorkingDirectory = Path.Combine(Root, folder),
        });

    /// <summary>The answer of the first hook to an edit.</summary>
    public Task<string> EditAsync(params string[] paths) =>
        AnswerAsync(new AgentEvent
        {
            Stage = HookStages.BeforeTool,
            Tool = AgentTool.Edit,
            ToolName = "Edit",
            Paths = [.. paths.SelectMany(path => AgentPaths.Full(path, Root))],
            WorkingDirectory = Root,
        });

    /// <summary>The answer of the first hook.</summary>
    public async Task<string> AnswerAsync(AgentEvent agent)
    {
        var report = (await RunAsync(agent)).Hooks.Single(hook => hook.Hook.Index == 0);
        report.Outcome.ShouldBeOneOf([HookOutcome.Succeeded, HookOutcome.Failed], report.Reason);
        return report.AnswerText;
    }

    public async Task<RunReport> RunAsync(AgentEvent agent)
    {
        var request = Make.Request(Root) with { Stage = agent.Stage, Agent = agent, Fix = FixMode.Never, LogDirectory = Path.Combine(_home.Path, "logs") };
        WorkerOptions worker = new() { Dotnet = "dotnet", WorkerAssembly = "", HooksAssembly = "", HooksProject = Path.Combine(Root, "build", "Hooks.csproj") };
        var services = EngineServices.Create(worker, SystemLauncher.Create(), Environment);
        return await HookEngine.RunAsync(
            Make.Plan(Hooks), request, services with { Files = new AgentFiles(agent, services.Files) }, new Recorder(), CancellationToken.None);
    }

    public void Dispose()
    {
        _repository.Dispose();
        _home.Dispose();
    }
}
