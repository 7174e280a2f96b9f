using System.Collections.Concurrent;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>Which variables the processes of Hooks.Build.CSharp see: those of a hook's own declaration alone are in the key of its result.</summary>
[TestClass]
public sealed class ToolEnvironmentTests
{
    [TestMethod]
    public async Task Hooks_that_declare_other_variables_run_in_another_process()
    {
        var processes = await RunAsync(Build("Plain"), Build("Named") with { Environment = ["TOKEN_A"] });
        processes.Count.ShouldBe(2);
        processes.Count(process => process.ContainsKey("TOKEN_A")).ShouldBe(1);
        processes.ShouldAllBe(process => !process.ContainsKey("TOKEN_B"));
    }

    [TestMethod]
    public async Task Hooks_that_declare_the_same_share_a_process() =>
        (await RunAsync(
            Build("One") with { Environment = ["TOKEN_A", "TOKEN_B"] }, Build("Two") with { Environment = ["TOKEN_B", "TOKEN_A"] })).Count.ShouldBe(1);

    private static PlannedHook Build(string name) => Make.Hook(name) with { Kind = HookKind.Tool, Command = [["csharp:build"]] };

    private static async Task<IReadOnlyCollection<IReadOnlyDictionary<string, string>>> RunAsync(params PlannedHook[] hooks)
    {
        using TempFolder folder = new();
        ConcurrentBag<IReadOnlyDictionary<string, string>> environments = [];
        FakeLauncher launcher = new()
        {
            OnStart = process =>
            {
                environments.Add(process.Asked.Environment);
                _ = ToolAnswers.SucceedAsync(process, _ => { });
            },
        };
        var services = ToolAnswers.Services(launcher) with
        {
            Environment = new Dictionary<string, string>(FakeTool.Environment, StringComparer.Ordinal)
            {
                ["TOKEN_A"] = "a",
                ["TOKEN_B"] = "b",
            }
        };
        var report = await HookEngine.RunAsync(Make.Plan(hooks), Make.Request(folder.Path), services, new Recorder(), CancellationToken.None);
        report.Hooks.ShouldAllBe(hook => hook.Outcome == HookOutcome.Succeeded);
        return environments;
    }
}
