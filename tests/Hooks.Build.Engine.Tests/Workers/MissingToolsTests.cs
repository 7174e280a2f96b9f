using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>The program of the ready-made C# hooks does not start.</summary>
[TestClass]
public sealed class MissingToolsTests
{
    [TestMethod]
    public async Task One_that_is_not_there_is_named_with_the_property_that_says_where()
    {
        var hook = await RunAsync("nowhere/t.dll");
        hook.Outcome.ShouldBe(HookOutcome.ToolNotFound);
        hook.Reason.ShouldStartWith("nowhere/t.dll, which runs csharp:format, is not there.");
        hook.Reason.ShouldContain("HooksCSharpWorker");
    }

    [TestMethod]
    public async Task One_that_is_there_is_told_by_how_it_ended()
    {
        var hook = await RunAsync(typeof(MissingToolsTests).Assembly.Location);
        hook.Outcome.ShouldBe(HookOutcome.Crashed);
        hook.Reason.ShouldContain("exit code 134");
    }

    private static async Task<HookReport> RunAsync(string assembly)
    {
        using TempFolder folder = new();
        EngineServices services = new()
        {
            Launcher = new FakeLauncher { OnStart = process => process.Exit(134) },
            Clock = TimeProvider.System,
            Environment = FakeTool.Environment,
            Files = new FakeFiles(),
            Worker = new() { Dotnet = FakeTool.Name, WorkerAssembly = typeof(MissingToolsTests).Assembly.Location, HooksAssembly = "h.dll", ToolAssembly = assembly },
        };
        var format = Make.Hook("Format") with { Kind = HookKind.Tool, Command = [["csharp:format"]] };
        return (await HookEngine.RunAsync(Make.Plan(format), Make.Request(folder.Path), services, new Recorder(), CancellationToken.None)).Hooks.Single();
    }
}
