using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.Commands;
using Hooks.Build.Engine.Executing;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Engine.Tests.Executing;

/// <summary>Runs single hooks with everything around them faked.</summary>
internal sealed class ExecutorBench : IDisposable, IHookRunner
{
    private readonly TempFolder _folder = new();

    public FakeTimeProvider Clock { get; } = new();

    public FakeLauncher Launcher { get; init; } = new();

    public CancellationTokenSource Stop { get; } = new();

    /// <summary>Runs C# hooks.</summary>
    public Func<HookJob, CancellationToken, Task<Attempt>> OnMethod { get; set; } = (_, _) => Task.FromResult(Attempt.Success);

    public RunRequest Request { get; set; } = Make.Request();

    public string Root => _folder.Path;

    public string[]? Files { get; set; }

    public int Cores { get; set; } = 1;

    /// <summary>When the run of the hook began, by the clock; when the hook does where nothing is said.</summary>
    public long? RunStarted { get; set; }

    public Dictionary<string, string> Environment { get; } = FakeTool.Environment;

    public async Task<HookReport> RunAsync(PlannedHook hook)
    {
        var request = Request with { RepositoryRoot = Root, LogDirectory = _folder.In("logs") };
        var services = EngineServices.Create(worker: null) with { Launcher = Launcher, Clock = Clock, Environment = Environment };
        var nothing = HookSelection.Select(Make.Plan(), request);
        await using CheckRunner checks = new(nothing, [], new PassContext(nothing, request, services, listing: null, staged: null, CancellationToken.None));
        HookRunners runners = new(new CommandRunner(Launcher, Clock, Environment), this, this, checks, this);
        HookExecutor executor = new(
            request,
            [Files],
            staged: null,
            cache: null,
            runners,
            new LogFolder(request.LogDirectory, _ => { }),
            Clock,
            RunStarted ?? Clock.GetTimestamp(),
            new Verdicts());
        return await executor.RunAsync(hook, Cores, Stop.Token).WaitAsync(TimeSpan.FromMinutes(10));
    }

    /// <summary>The hook's log, without the line that says how it ended.</summary>
    public string Log(PlannedHook hook) => LogText.Body(_folder.In($"logs/{hook.Name}.log"));

    public void MakeFolder(string name) => Directory.CreateDirectory(_folder.In(name));

    public void Write(string name, string text) => _ = _folder.File(name, text);

    public void Dispose()
    {
        _folder.Dispose();
        Stop.Dispose();
    }

    Task<Attempt> IHookRunner.RunAsync(HookJob job, CancellationToken cancellation) => OnMethod(job, cancellation);
}
