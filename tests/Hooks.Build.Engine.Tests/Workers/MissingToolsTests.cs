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

    [TestMethod]
    public async Task One_that_did_not_come_up_is_started_again_where_the_hook_is_tried_again()
    {
        var starts = 0;
        var hook = await RunAsync(
            typeof(MissingToolsTests).Assembly.Location,
            retries: 2,
            process => _ = ++starts > 2 ? ToolAnswers.SucceedAsync(process, _ => { }) : Task.Run(() => process.Exit(137)));
        hook.Outcome.ShouldBe(HookOutcome.Succeeded);
    }

    [TestMethod]
    public async Task One_that_never_comes_up_is_started_three_times_in_a_run()
    {
        var starts = 0;
        (await RunAsync(typeof(MissingToolsTests).Assembly.Location, retries: 9, process =>
        {
            starts++;
            process.Exit(134);
        })).Outcome.ShouldBe(HookOutcome.Crashed);
        starts.ShouldBe(3);
    }

    private static async Task<HookReport> RunAsync(string assembly, int retries = 0, Action<FakeProcess>? onStart = null)
    {
        using TempFolder folder = new();
        var services = ToolAnswers.Services(new FakeLauncher { OnStart = onStart ?? (process => process.Exit(134)) });
        services = services with { Worker = services.Worker! with { ToolAssembly = assembly } };
        var format = Make.Hook("Format") with { Kind = HookKind.Tool, Command = [["csharp:format"]], Retries = retries };
        return (await HookEngine.RunAsync(Make.Plan(format), Make.Request(folder.Path), services, new Recorder(), CancellationToken.None)).Hooks.Single();
    }
}
