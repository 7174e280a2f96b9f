namespace Hooks.Build.Engine.Model;

/// <summary>In which order hooks start.</summary>
public enum HookSchedule
{
    /// <summary>A hook starts as soon as its own dependencies are done, longest remaining path first.</summary>
    Ready = 0,

    /// <summary>A hook starts when every hook of lower waves is done.</summary>
    Waves = 1,

    /// <summary>One hook at a time.</summary>
    Sequential = 2,
}

/// <summary>When the repairing commands of hooks apply.</summary>
public enum FixMode
{
    /// <summary>At commit.</summary>
    OnCommit = 0,

    /// <summary>Always.</summary>
    Always = 1,

    /// <summary>Never.</summary>
    Never = 2,
}

/// <summary>What is to be run, and how.</summary>
public sealed record RunRequest
{
    /// <summary>Absolute path of the repository's root folder.</summary>
    public required string RepositoryRoot { get; init; }

    /// <summary>Absolute path of the folder for the hooks' logs.</summary>
    public required string LogDirectory { get; init; }

    /// <summary>The stage to run; <see cref="HookStages.None"/> for every stage but <see cref="HookStages.CommitMsg"/> and those of coding agents.</summary>
    public HookStages Stage { get; init; }

    /// <summary>The event of a coding agent that the run is about; <see langword="null"/> at other stages.</summary>
    public AgentEvent? Agent { get; init; }

    /// <summary>Profiles to run; empty for all hooks.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Hooks to run, with what they depend on; empty for all.</summary>
    public IReadOnlyList<string> Filter { get; init; } = [];

    /// <summary>Hooks to leave out; what depends on them runs as if they had succeeded.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>What the three are called by whoever gave them: messages speak of what was written.</summary>
    public SelectionNames SaidAs { get; init; } = new("HookProfile", "HookFilter", "HookSkip");

    /// <summary>More hooks to leave out, of which some may be other projects': names that are no hook here count for nothing.</summary>
    public IReadOnlyList<string> SkipIfKnown { get; init; } = [];

    /// <summary>
    /// Hooks that do not run here by what their own project selects: one that is asked for by its name is told, as one of another profile is.
    /// </summary>
    public IReadOnlyList<string> Unselected { get; init; } = [];

    /// <summary>Which files are checked.</summary>
    public FileChoice Files { get; init; } = FileChoice.OfStage;

    /// <summary>In which order hooks start.</summary>
    public HookSchedule Schedule { get; init; }

    /// <summary>How many hooks run at a time at most.</summary>
    public int MaxParallel { get; init; } = Math.Clamp(System.Environment.ProcessorCount, 4, 64);

    /// <summary>How many profiles run at a time at most; 0 for all.</summary>
    public int MaxConcurrentProfiles { get; init; }

    /// <summary>Cores the run may use, handed on to the hooks as their share.</summary>
    public int Cores { get; init; } = System.Environment.ProcessorCount;

    /// <summary>The first failure of any severity but <see cref="HookSeverity.Warning"/> stops the run.</summary>
    public bool FailFast { get; init; }

    /// <summary>Time limit of hooks that declare none.</summary>
    public TimeSpan DefaultTimeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>
    /// Time limit of the whole run, whatever hooks declare; <see langword="null"/> for none. Hooks that run when it is over, or wait, time out: who waits for
    /// the run waits no longer.
    /// </summary>
    public TimeSpan? Longest { get; init; }

    /// <summary>When repairing commands apply.</summary>
    public FixMode Fix { get; init; }

    /// <summary>Whether repaired files stop the commit.</summary>
    public bool FailOnFix { get; init; }

    /// <summary>Results are remembered and used.</summary>
    public bool Cache { get; init; }

    /// <summary>Absolute path of the file that is to say that nothing need be done while everything is as it is; empty for none.</summary>
    public string StampFile { get; init; } = "";

    /// <summary>What the stamp holds for: all that says what is run, in words.</summary>
    public string StampIdentity { get; init; } = "";

    /// <summary>Absolute paths of files of which the stamp tells, too: what else decides whether there is anything to do.</summary>
    public IReadOnlyList<string> StampPlaces { get; init; } = [];

    /// <summary>Absolute path of the folder in which results are remembered; empty for none.</summary>
    public string CacheDirectory { get; init; } = "";

    /// <summary>The configuration where no build said one.</summary>
    public const string DefaultConfiguration = "Debug";

    /// <summary>Values from the build, for <c>{configuration}</c> and C# hooks.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The values that a hook gets.</summary>
    public IReadOnlyDictionary<string, string> PropertiesOf(PlannedHook hook) => hook.Project?.Properties ?? Properties;

    /// <summary>The configuration that a hook is about.</summary>
    public string ConfigurationOf(PlannedHook hook) =>
        PropertiesOf(hook).TryGetValue("Configuration", out var configuration) ? configuration : DefaultConfiguration;

    /// <summary>Whether repairing applies in this run.</summary>
    public bool Fixing => Fix == FixMode.Always || (Fix == FixMode.OnCommit && Stage is HookStages.PreCommit or HookStages.CommitMsg);
}

/// <summary>What the choices of hooks are called: properties of a build, options of a command.</summary>
/// <param name="Profiles">Of <see cref="RunRequest.Profiles"/>.</param>
/// <param name="Filter">Of <see cref="RunRequest.Filter"/>.</param>
/// <param name="Skip">Of <see cref="RunRequest.Skip"/>.</param>
public sealed record SelectionNames(string Profiles, string Filter, string Skip);
