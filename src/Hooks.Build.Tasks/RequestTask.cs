using Hooks.Build.Engine.Remembering;
using Hooks.Build.Engine.Remote;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Workers;
using Microsoft.Build.Framework;

namespace Hooks.Build.Tasks;

/// <summary>What the tasks about a run have in common. Their parameters are the properties of the same name, as people wrote them.</summary>
public abstract class RequestTask : HooksTask
{
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

    /// <summary>The property <c>HooksCache</c>.</summary>
    public string? Cache { get; set; }

    /// <summary>The property <c>HooksCacheDirectory</c>.</summary>
    public string? CacheDirectory { get; set; }

    /// <summary>The property <c>HooksRemoteCache</c>.</summary>
    public string? RemoteCache { get; set; }

    /// <summary>The property <c>HooksRemoteCacheWrite</c>.</summary>
    public string? RemoteCacheWrite { get; set; }

    /// <summary>The property <c>HooksSpeculate</c>.</summary>
    public string? Speculate { get; set; }

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

    /// <summary>The property <c>HooksCSharpWorker</c>, which the package Hooks.Build.CSharp sets.</summary>
    public string? CSharpWorker { get; set; }

    /// <summary>Folders in which restored packages lie.</summary>
    public string[] PackageFolders { get; set; } = [];

    /// <summary>The world as the build describes it.</summary>
    private protected Engine.EngineServices CreateServices() => Engine.EngineServices.Create(new WorkerOptions
    {
        Dotnet = string.IsNullOrEmpty(Dotnet) ? "dotnet" : Dotnet,
        WorkerAssembly = Worker,
        ToolAssembly = CSharpWorker ?? "",
        HooksAssembly = Assembly,
        HooksProject = Project,
        PackageFolders = PackageFolders,
    }).WithRemoteCache(RemoteCache, RemoteCacheWrite);

    private protected RunRequest ReadRequest()
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
            Cache = Settings.Flag("HooksCache", Cache, otherwise: true),
            CacheDirectory = CacheSettings.Directory(CacheDirectory, RepositoryRoot),
            Speculate = Settings.Flag("HooksSpeculate", Speculate, otherwise: false),
            Properties = Values.Select(value => value.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase),
        };
    }
}
