using Hooks.Build.Engine;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Workers;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>Runs the hooks of a built project. Its parameters are the properties of the same name, as people wrote them.</summary>
public sealed class RunHooks : HooksTask, ICancelableTask, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>The property <c>HookStage</c>.</summary>
    public string? Stage { get; set; }

    /// <summary>The property <c>HookProfile</c>.</summary>
    public string? Profile { get; set; }

    /// <summary>The property <c>HookFilter</c>.</summary>
    public string? Filter { get; set; }

    /// <summary>The property <c>HookSkip</c>.</summary>
    public string? Skip { get; set; }

    /// <summary>The environment variable <c>HOOKS_SKIP</c>, which holds for every project of every repository.</summary>
    public string? SkipIfKnown { get; set; }

    /// <summary>The property <c>HooksFiles</c>.</summary>
    public string? Files { get; set; }

    /// <summary>The property <c>HooksParallel</c>.</summary>
    public string? Parallel { get; set; }

    /// <summary>The property <c>HooksMaxParallel</c>.</summary>
    public string? MaxParallel { get; set; }

    /// <summary>The property <c>HooksSchedule</c>.</summary>
    public string? Schedule { get; set; }

    /// <summary>The property <c>HooksMaxConcurrentProfiles</c>.</summary>
    public string? MaxConcurrentProfiles { get; set; }

    /// <summary>The property <c>HooksFailFast</c>.</summary>
    public string? FailFast { get; set; }

    /// <summary>The property <c>HooksDefaultTimeout</c>.</summary>
    public string? DefaultTimeout { get; set; }

    /// <summary>The property <c>HooksFix</c>.</summary>
    public string? Fix { get; set; }

    /// <summary>The property <c>HooksFailOnFix</c>.</summary>
    public string? FailOnFix { get; set; }

    /// <summary>The property <c>HooksLogDirectory</c>, absolute.</summary>
    [Required]
    public string LogDirectory { get; set; } = "";

    /// <summary>Values for C# hooks and placeholders, as <c>Name=Value</c>.</summary>
    public string[] Values { get; set; } = [];

    /// <summary>The <c>dotnet</c> program that runs C# hooks.</summary>
    public string? Dotnet { get; set; }

    /// <summary>Absolute path of the worker's assembly.</summary>
    [Required]
    public string Worker { get; set; } = "";

    /// <summary>Folders in which restored packages lie.</summary>
    public string[] PackageFolders { get; set; } = [];

    /// <summary>True where the run is part of a build: a project without hooks is then no mistake.</summary>
    public bool OnBuild { get; set; }

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

        var request = ReadRequest();
        var services = Engine.EngineServices.Create(new WorkerOptions
        {
            Dotnet = string.IsNullOrEmpty(Dotnet) ? "dotnet" : Dotnet,
            WorkerAssembly = Worker,
            HooksAssembly = Assembly,
            PackageFolders = PackageFolders,
        });
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

    private RunRequest ReadRequest()
    {
        var maxParallel = Settings.Number("HooksMaxParallel", MaxParallel, Math.Max(4, Environment.ProcessorCount), 1, 64);
        var isParallel = Settings.Flag("HooksParallel", Parallel, otherwise: true);
        return new RunRequest
        {
            RepositoryRoot = RepositoryRoot,
            LogDirectory = LogDirectory,
            Stage = Settings.Stage("HookStage", Stage),
            Profiles = Settings.Names(Profile),
            Filter = Settings.Names(Filter),
            Skip = Settings.Names(Skip),
            SkipIfKnown = Settings.Names(SkipIfKnown),
            Files = Settings.Files("HooksFiles", Files),
            MaxParallel = maxParallel,
            Schedule = isParallel ? Settings.Schedule("HooksSchedule", Schedule) : HookSchedule.Sequential,
            MaxConcurrentProfiles = Settings.Number("HooksMaxConcurrentProfiles", MaxConcurrentProfiles, 0, 1, 64),
            FailFast = Settings.Flag("HooksFailFast", FailFast, otherwise: false),
            DefaultTimeout = TimeSpan.FromSeconds(Settings.Number("HooksDefaultTimeout", DefaultTimeout, 300, 1, 86400)),
            Fix = Settings.Fix("HooksFix", Fix),
            FailOnFix = Settings.Flag("HooksFailOnFix", FailOnFix, otherwise: false),
            Properties = Values.Select(value => value.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase),
        };
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
