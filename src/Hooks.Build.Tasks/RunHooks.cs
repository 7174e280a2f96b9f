using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>Runs the hooks of a built project.</summary>
public sealed class RunHooks : RequestTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>True where the run is part of a build: a project without hooks is then no mistake.</summary>
    public bool OnBuild { get; set; }

    /// <summary>Codes of warnings that the project silences (<c>NoWarn</c>).</summary>
    public string[] Silenced { get; set; } = [];

    /// <summary>Absolute path of the stamp that spares the next build a run; empty for none.</summary>
    public string Stamp { get; set; } = "";

    /// <summary>What the stamp holds for.</summary>
    public string StampIdentity { get; set; } = "";

    /// <inheritdoc />
    public void Cancel() => _cancellation.Cancel();

    /// <inheritdoc />
    public void Dispose() => _cancellation.Dispose();

    /// <inheritdoc />
    protected override void Execute(HookPlan plan)
    {
        if (plan.Hooks.Count == 0)
        {
            TellNoHooks();
            return;
        }

        var request = ReadRequest() with { StampFile = Stamp, StampIdentity = StampIdentity };
        var services = CreateServices();
        using var launcher = services.Launcher as IDisposable;
        using CoreGrant cores = new(BuildEngine, request.MaxParallel);
        RunLog log = new(Log, this);
        var report = RunUntilExit(HookEngine.RunAsync(plan, request with { Cores = cores.Count }, services with { ReleaseCores = cores.Release }, log, _cancellation.Token));
        var isAskedFor = !OnBuild || !string.IsNullOrWhiteSpace(Profile + Filter + Skip);
        log.Summarise(report, isAskedFor);
    }

    // At SIGTERM MSBuild ends without a word to its tasks: what they started would go on.
    private RunReport RunUntilExit(Task<RunReport> run)
    {
        AppDomain.CurrentDomain.ProcessExit += EndRun;
        try
        {
            return run.GetAwaiter().GetResult();
        }
        finally
        {
            AppDomain.CurrentDomain.ProcessExit -= EndRun;
        }

        void EndRun(object? sender, EventArgs e)
        {
            _cancellation.Cancel();
            _ = Task.WaitAny([run], TimeSpan.FromSeconds(2));
        }
    }

    private void TellNoHooks()
    {
        Problem problem = new(Codes.NoHooks, $"{Path.GetFileNameWithoutExtension(Assembly)} declares no hooks: put [Hook] on a const string or a static method");
        if (OnBuild)
        {
            // Every project of a repository may carry the package.
            LogMessage(problem, MessageImportance.Normal);
        }
        else
        {
            LogWarning(problem);
        }
    }
}
