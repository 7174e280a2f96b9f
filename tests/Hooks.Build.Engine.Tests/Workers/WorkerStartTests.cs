using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Plans;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>A worker that does not come up.</summary>
[TestClass]
public sealed class WorkerStartTests
{
    [TestMethod]
    public async Task Without_dotnet_the_folders_searched_are_told()
    {
        using WorkerBench bench = new() { Dotnet = "no-such-dotnet" };
        var report = await bench.RunOneAsync("Void");
        report.Outcome.ShouldBe(HookOutcome.Crashed);
        report.Reason.ShouldStartWith("'no-such-dotnet', which runs C# hooks, was not found; searched ");
    }

    [TestMethod]
    public async Task A_run_with_CSharp_hooks_cannot_take_place_where_the_worker_is_not()
    {
        using WorkerBench bench = new() { Worker = "/no/such/Hooks.Build.Worker.dll" };
        var problem = (await Should.ThrowAsync<HooksException>(bench.RunOneAsync("Void"))).Problems.Single();
        problem.Code.ShouldBe(Codes.NoWorker);
        problem.Message.ShouldContain("/no/such/Hooks.Build.Worker.dll does not exist");
    }

    [TestMethod]
    public async Task Commands_run_by_themselves_though_there_is_no_worker()
    {
        using TempFolder folder = new();
        using WorkerBench bench = new()
        {
            Worker = "/no/such/worker.dll",
            Assembly = HooksAssembly.Compile(
                folder.Path, "static class H { [Hook] const string Command = \"dotnet --version\"; [Hook] static void Method() { } }"),
        };
        (await bench.RunOneAsync("Command")).Outcome.ShouldBe(HookOutcome.Succeeded);
    }

    [TestMethod]
    public async Task An_assembly_whose_start_throws_says_why()
    {
        using TempFolder folder = new();
        using WorkerBench bench = new()
        {
            Assembly = HooksAssembly.Compile(
                folder.Path,
                "static class H { [Hook] static void A() { } } static class M { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Start() => throw new Exception(\"not today\"); }"),
        };
        var report = await bench.RunOneAsync("A");
        report.Outcome.ShouldBe(HookOutcome.Crashed);
        report.Reason.ShouldContain("not today");
    }

    [TestMethod]
    public async Task An_assembly_whose_start_never_ends_is_ended_at_the_hooks_time_limit()
    {
        using TempFolder folder = new();
        using WorkerBench bench = new()
        {
            Assembly = HooksAssembly.Compile(
                folder.Path,
                "static class H { [Hook(Timeout = 2)] static void A() { } } static class M { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Start() { while (true) ; } }"),
        };
        (await bench.RunOneAsync("A")).Outcome.ShouldBe(HookOutcome.TimedOut);
    }

    [TestMethod]
    public async Task Without_a_worker_configured_a_run_with_methods_cannot_take_place()
    {
        EngineServices services = new()
        {
            Launcher = new FakeLauncher(),
            Clock = new FakeTimeProvider(),
            Environment = FakeTool.Environment,
            Files = new FakeFiles(),
        };
        var run = HookEngine.RunAsync(Make.Plan(Make.Method("M")), Make.Request(), services, new Recorder(), CancellationToken.None);
        (await Should.ThrowAsync<HooksException>(run)).Problems.Single().Code.ShouldBe(Codes.NoWorker);
    }

    [TestMethod]
    public async Task A_worker_that_cannot_start_for_a_reason_nobody_foresaw_is_a_crash_of_its_hooks()
    {
        using TempFolder folder = new();
        EngineServices services = new()
        {
            Launcher = new FakeLauncher { OnStart = _ => throw new NotSupportedException("no processes here") },
            Clock = new FakeTimeProvider(),
            Environment = FakeTool.Environment,
            Files = new FakeFiles(),
            Worker = new() { Dotnet = FakeTool.Name, WorkerAssembly = typeof(WorkerStartTests).Assembly.Location, HooksAssembly = "h.dll" },
        };
        var report = await HookEngine.RunAsync(Make.Plan(Make.Method("M")), Make.Request(folder.Path), services, new Recorder(), CancellationToken.None);
        report.Hooks.Single().Outcome.ShouldBe(HookOutcome.Crashed);
        report.Hooks.Single().Reason.ShouldContain("no processes here");
    }

    [TestMethod]
    public async Task A_failure_before_the_first_hook_leaves_no_worker()
    {
        using WorkerBench bench = new() { Files = ["a.txt"] };
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        (await bench.RunAsync(cancelled.Token, "Void")).Interrupted.ShouldBeTrue();
    }
}
