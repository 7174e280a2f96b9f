using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Settings;

/// <summary>
/// The properties, in one place: names, defaults, bounds. The doors and the <c>hooks</c> command read values through it, and look at all of them before
/// anything depends on one. The package's targets, the defaults of a <see cref="RunRequest"/> and docs/properties.md are held to it by tests.
/// </summary>
public static class SettingTable
{
    private const bool Kept = true;
    private const string None = "none";

    public static Setting<bool> Enabled { get; } = Flag("HooksEnabled", Kept, otherwise: true);

    public static Setting<bool> RunOnBuild { get; } = Flag("HooksRunOnBuild", !Kept, otherwise: true);

    public static Setting<HookStages> Stage { get; } = new("HookStage", !Kept, None, SettingReader.Stage);

    public static Setting<IReadOnlyList<string>> Profile { get; } = Names("HookProfile");

    public static Setting<IReadOnlyList<string>> Filter { get; } = Names("HookFilter");

    public static Setting<IReadOnlyList<string>> Skip { get; } = Names("HookSkip");

    public static Setting<FileChoice> Files { get; } = new("HooksFiles", !Kept, "the stage's own", SettingReader.Files);

    /// <summary>False: one hook at a time, whatever the schedule.</summary>
    public static Setting<bool> Parallel { get; } = Flag("HooksParallel", Kept, otherwise: true);

    public static Setting<int> MaxParallel { get; } = Number(
        "HooksMaxParallel", "the larger of 4 and the cores, 64 at most", Math.Clamp(Environment.ProcessorCount, 4, 64), least: 1, most: 64);

    public static Setting<HookSchedule> Schedule { get; } = new("HooksSchedule", Kept, nameof(HookSchedule.Ready), SettingReader.Schedule);

    /// <summary>0 for all.</summary>
    public static Setting<int> MaxConcurrentProfiles { get; } = Number("HooksMaxConcurrentProfiles", "all", otherwise: 0, least: 1, most: 64);

    public static Setting<bool> FailFast { get; } = Flag("HooksFailFast", Kept, otherwise: false);

    /// <summary>Seconds.</summary>
    public static Setting<int> DefaultTimeout { get; } = Number("HooksDefaultTimeout", "300", otherwise: 300, least: 1, most: 24 * 60 * 60);

    public static Setting<FixMode> Fix { get; } = new("HooksFix", Kept, nameof(FixMode.OnCommit), SettingReader.Fix);

    public static Setting<bool> FailOnFix { get; } = Flag("HooksFailOnFix", Kept, otherwise: false);

    public static Setting<bool> Cache { get; } = Flag("HooksCache", Kept, otherwise: true);

    /// <summary>A path from the repository's root.</summary>
    public static Setting<string> CacheDirectory { get; } = Text("HooksCacheDirectory", Kept, "the user's cache folder");

    public static Setting<string> RemoteCache { get; } = new("HooksRemoteCache", Kept, None, RemoteCacheSettings.RequireAddress);

    /// <summary><see langword="null"/>: on build servers.</summary>
    public static Setting<bool?> RemoteCacheWrite { get; } = Flag("HooksRemoteCacheWrite", "`true` on build servers, else `false`");

    /// <summary><see langword="null"/>: but on build servers.</summary>
    public static Setting<bool?> KeepWorkers { get; } = Flag("HooksKeepWorkers", "`true`, but on build servers and where `MSBUILDDISABLENODEREUSE=1`");

    public static Setting<string> LogDirectory { get; } = Text("HooksLogDirectory", Kept, "$(IntermediateOutputPath)hooks/");

    /// <summary>The assembly that runs ready-made C# hooks; empty where there are none.</summary>
    public static Setting<string> CSharpWorker { get; } = Text("HooksCSharpWorker", Kept, "that of Hooks.Build.CSharp");

    /// <summary>A path from the repository's root; empty where nothing is said.</summary>
    public static Setting<string> Folder { get; } = Text("HooksFolder", Kept, "all; of several projects the folder of its `build/`");

    public static Setting<GraphFormat> GraphFormat { get; } = new("HookGraphFormat", !Kept, "mermaid", SettingReader.GraphFormat);

    /// <summary>Since when <c>HookReport</c> looks at runs.</summary>
    public static Setting<string> ReportSince { get; } = Text("HookReportSince", !Kept, "7d");

    /// <summary>A file that <c>HookReport</c> writes a page to, by path from the project; empty for none.</summary>
    public static Setting<string> ReportPage { get; } = Text("HookReportPage", !Kept, None);

    public static Setting<HookStages> InstallStages { get; } = new("HooksInstallStages", !Kept, "those that the hooks use, and `PreCommit`", GitHooks.Read);

    /// <summary>Which coding agents the hooks are installed into.</summary>
    public static Setting<IReadOnlyList<string>> Agents { get; } = new("HooksAgents", !Kept, None, SettingReader.Agents);

    public static Setting<bool> InstallForce { get; } = Flag("HooksInstallForce", !Kept, otherwise: false);

    public static Setting<bool> WriteSolutionTargets { get; } = Flag("HooksWriteSolutionTargets", !Kept, otherwise: false);

    /// <summary>Every property, in the order of docs/properties.md. Those without a name of their own here are read by the package's targets.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Enabled,
        RunOnBuild,
        Stage,
        Profile,
        Filter,
        Skip,
        Files,
        Parallel,
        MaxParallel,
        Schedule,
        MaxConcurrentProfiles,
        FailFast,
        DefaultTimeout,
        Fix,
        FailOnFix,
        Cache,
        CacheDirectory,
        RemoteCache,
        RemoteCacheWrite,
        KeepWorkers,
        LogDirectory,
        Folder,
        Text("HooksRepositoryRoot", !Kept, "the nearest folder with `.git`, else the project's"),
        Text("HooksTargetFramework", !Kept, "the first .NET without a platform"),
        GraphFormat,
        ReportSince,
        ReportPage,
        new Setting<bool>("HookProperties", !Kept, None, SettingReader.ArePairs),
        Flag("HooksAudit", !Kept, otherwise: false),
        Flag("HooksShipped", "decided by `PrivateAssets`", !Kept),
        Flag("HooksInstall", !Kept, otherwise: false),
        InstallStages,
        Agents,
        InstallForce,
        WriteSolutionTargets,
        Text("HooksStateFile", !Kept, "$(BaseIntermediateOutputPath)hooks.state"),
        Text("HooksBuildRunnerPath", !Kept, "the package's"),
        Text("HooksBuildToolsPath", !Kept, "the package's `tools/PLATFORM` such as `tools/win-x64`, where it is there, else its `tools/net8.0`"),
        Text(
            "HooksBuildTasksPath",
            !Kept,
            "the package's `tools/PLATFORM/Hooks.Build.Tasks.dll` on `dotnet`, else its `tools/netstandard2.0/Hooks.Build.Tasks.dll`"),
        Text("HooksBuildWorkerPath", !Kept, "in `HooksBuildToolsPath`"),
        CSharpWorker,
    ];

    /// <summary>What is wrong with the values of properties; empty where nothing is.</summary>
    public static IReadOnlyList<Problem> Check(IEnumerable<KeyValuePair<string, string>> values)
    {
        List<Problem> problems = [];
        foreach (var (name, text) in values)
        {
            try
            {
                All.FirstOrDefault(setting => setting.Name == name)?.Require(text);
            }
            catch (HooksException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        return problems;
    }

    /// <summary>Requires that no value is wrong.</summary>
    /// <exception cref="HooksException">HOOK9002: some are.</exception>
    public static void Require(IEnumerable<KeyValuePair<string, string>> values)
    {
        if (Check(values) is { Count: > 0 } problems)
        {
            throw new HooksException(problems);
        }
    }

    private static Setting<bool> Flag(string name, bool isKept, bool otherwise) =>
        new(name, isKept, otherwise ? "true" : "false", (saidAs, text) => SettingReader.Flag(saidAs, text) ?? otherwise);

    private static Setting<bool?> Flag(string name, string standard, bool isKept = Kept) => new(name, isKept, standard, SettingReader.Flag);

    private static Setting<int> Number(string name, string standard, int otherwise, int least, int most) =>
        new(name, Kept, standard, (saidAs, text) => SettingReader.Number(saidAs, text, least, most) ?? otherwise);

    private static Setting<IReadOnlyList<string>> Names(string name) => new(name, Kept, None, (_, text) => SettingReader.Names(text), takesAll: true);

    private static Setting<string> Text(string name, bool isKept, string standard) => new(name, isKept, standard, (_, text) => text ?? "", takesAll: true);
}
