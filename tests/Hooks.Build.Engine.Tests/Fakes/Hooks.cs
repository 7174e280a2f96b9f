using Hooks.Build.Catalog;
using Hooks.Build.Engine.Model;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>Plans and requests in few words.</summary>
internal static class Make
{
    /// <summary>A command hook.</summary>
    public static PlannedHook Hook(string name, params string[] dependsOn) =>
        new() { Index = 0, Name = name, DependsOn = dependsOn, Command = [[FakeTool.Name]], File = "build/H.cs", Line = 7, Column = 5 };

    /// <summary>A C# hook.</summary>
    public static PlannedHook Method(string name) => Hook(name) with { Kind = HookKind.Method, Command = [] };

    /// <summary>A ready-made check, as the generator plans it.</summary>
    public static PlannedHook Check(string name, string command, params string[] dependsOn)
    {
        var words = command.Split(' ');
        var standard = HookCatalog.Find(words[0]).ShouldNotBeNull();
        return Hook(name, dependsOn) with
        {
            Kind = HookKind.Check,
            Command = [words],
            Files = standard.Files,
            Reads = standard.Reads,
            PerFile = standard.PerFile,
            NoCache = !standard.Cache,
            NeverFixes = !standard.Fixes,
            Hash = command,
        };
    }

    /// <summary>A ready-made hook for coding agents, as the generator plans it.</summary>
    public static PlannedHook Guard(string name, string command, params string[] files)
    {
        var words = command.Split(' ');
        var standard = HookCatalog.Find(words[0]).ShouldNotBeNull();
        return Hook(name) with
        {
            Kind = HookKind.Guard,
            Command = [words],
            Files = files,
            Stages = (HookStages)standard.Stages,
            Tools = standard.Tools,
            FailClosed = standard.FailClosed,
            NoCache = true,
            NeverFixes = true,
        };
    }

    /// <summary>A project that owns a folder, among others.</summary>
    public static HookProject Project(string folder) => new()
    {
        Folder = folder,
        Prefix = HookProject.PrefixOf(folder),
        Worker = new WorkerOptions { Dotnet = "dotnet", WorkerAssembly = "worker.dll", HooksAssembly = $"/{folder}/Hooks.dll" },
        LogDirectory = $"/{folder}/logs",
        Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["Folder"] = folder },
    };

    public static HookPlan Plan(params PlannedHook[] hooks) => HookPlan.Create([.. hooks.Select((hook, index) => hook with { Index = index })]);

    public static RunRequest Request(string root = "/repository") =>
        new() { RepositoryRoot = root, LogDirectory = Path.Combine(root, "logs"), MaxParallel = 8, Cores = 8 };
}
