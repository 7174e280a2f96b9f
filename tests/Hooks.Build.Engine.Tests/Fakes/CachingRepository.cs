using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Tests.Plans;
using Hooks.Build.Engine.Tests.Workers;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>A real repository with real hooks, a real cache, and a tool of its own on PATH; each run is one of the whole engine.</summary>
internal sealed class CachingRepository : IDisposable
{
    private readonly TempFolder _outside = new();
    private readonly Dictionary<string, string> _environment;

    public CachingRepository()
    {
        _ = _outside.Script("bin/check", "#!/bin/sh\necho \"ran $*\" >> \"$RAN\"\n[ -z \"$WRITES\" ] || echo \"$WRITES\" > out.txt\nexit 0\n");
        _environment = new Dictionary<string, string>(HookEnvironment.OfThisProcess(), StringComparer.Ordinal)
        {
            ["RAN"] = _outside.In("ran"),
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        };
        _environment["PATH"] = _outside.In("bin") + ":" + _environment["PATH"];
    }

    public TempRepository Files { get; } = new();

    public TempFolder Outside => _outside;

    public Recorder Observer { get; } = new();

    /// <summary>How C# hooks would be run.</summary>
    public WorkerOptions? Worker { get; set; }

    /// <summary>The cache that machines share.</summary>
    public IRemoteResults? Remote { get; set; }

    public IReadOnlyDictionary<string, string> Environment => _environment;

    public string Cache => _outside.In("cache");

    /// <summary>Sets or removes a variable.</summary>
    public void Set(string name, string? value)
    {
        if (value is null)
        {
            _ = _environment.Remove(name);
        }
        else
        {
            _environment[name] = value;
        }
    }

    /// <summary>A hook that runs the tool; the variable by which the tool says that it ran is passed without counting.</summary>
    public static PlannedHook Hook(string name = "Check", params string[] dependsOn) =>
        Make.Hook(name, dependsOn) with { Command = [["check", "{files}"]], Files = ["**/*.cs"], Hash = "hash of " + name };

    /// <summary>A hook in C#, in an assembly that is compiled, and a .NET with some runtimes that runs it.</summary>
    public PlannedHook MethodHook() => MethodHooks("""static class RepoHooks { [Hook(Files = ["**/*.cs"])] static void Check() { } }""").Single();

    /// <summary>The hooks of an assembly that is compiled, and a .NET with some runtimes that runs those in C#.</summary>
    public IReadOnlyList<PlannedHook> MethodHooks(string source)
    {
        var folder = Path.GetDirectoryName(_outside.Script("net/dotnet", "#!/bin/sh\nexec dotnet \"$@\"\n"))!;
        foreach (var runtime in (string[])["Microsoft.NETCore.App/8.0.1", "Microsoft.NETCore.App/10.0.1", "Microsoft.AspNetCore.App/10.0.1"])
        {
            _ = Directory.CreateDirectory(Path.Combine(folder, "shared", runtime));
        }

        var assembly = HooksAssembly.Compile(Directory.CreateDirectory(_outside.In("build")).FullName, source);
        File.Copy(Path.ChangeExtension(WorkerBench.WorkerAssembly, ".runtimeconfig.json"), _outside.In("build/RepoHooks.runtimeconfig.json"));
        Worker = new WorkerOptions { Dotnet = _outside.In("net/dotnet"), WorkerAssembly = WorkerBench.WorkerAssembly, HooksAssembly = assembly };
        return PlanReader.Read(assembly).Hooks;
    }

    public RunRequest Request => Make.Request(Files.Path) with
    {
        LogDirectory = _outside.In("logs"),
        Stage = HookStages.Build,
        Cache = true,
        CacheDirectory = Cache,
    };

    public async Task<RunReport> RunAsync(RunRequest? request, params PlannedHook[] hooks)
    {
        var environment = new Dictionary<string, string>(_environment, StringComparer.Ordinal);
        var launcher = SystemLauncher.Create();
        using var disposable = launcher as IDisposable;
        var services = EngineServices.Create(Worker, launcher, environment) with { Remote = Remote is null ? null : _ => Remote };
        return await HookEngine.RunAsync(Make.Plan(hooks), request ?? Request, services, Observer, CancellationToken.None);
    }

    /// <summary>Runs hooks and tells for each where its result comes from.</summary>
    public async Task<IReadOnlyList<string>> SourcesAsync(params PlannedHook[] hooks) =>
        [.. (await RunAsync(null, hooks)).Hooks.OrderBy(hook => hook.Hook.Index).Select(hook => $"{hook.Hook.Name} {hook.Outcome} {hook.Source}")];

    /// <summary>Runs one hook and tells where its result comes from.</summary>
    public async Task<ResultSource> SourceAsync(PlannedHook hook) => (await RunAsync(null, hook)).Hooks.Single().Source;

    public void Dispose()
    {
        Files.Dispose();
        _outside.Dispose();
    }
}
