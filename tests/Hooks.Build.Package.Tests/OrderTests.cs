using System.Text.Json;
using Hooks.Build.Package.Tests.Kit;

namespace Hooks.Build.Package.Tests;

[TestClass]
public sealed class OrderTests
{
    // Each of the first two ends only when the other has started.
    private const string Diamond = """
        [Hook(Timeout = 60)] const string Format = "sh -c 'touch format; while [ ! -e lint ]; do sleep 0.02; done; echo Format >> order'";
        [Hook(Timeout = 60)] const string Lint = "sh -c 'touch lint; while [ ! -e format ]; do sleep 0.02; done; echo Lint >> order'";
        [Hook(DependsOn = [nameof(Format), nameof(Lint)], Profiles = ["deep"], Stages = HookStages.Build | HookStages.PrePush)]
        static void Check(HookContext hook) => File.AppendAllText(Path.Combine(hook.RepositoryRoot, "order"), "Check\n");
        """;

    [TestMethod]
    public async Task Independent_hooks_run_at_once_and_the_dependent_runs_last()
    {
        var repository = await TestRepository.CreateAsync(Diamond);
        var run = (await repository.BuildAsync()).ShouldExitWith(0);
        repository.ReadLines("order").Count.ShouldBe(3);
        repository.ReadLines("order")[^1].ShouldBe("Check");
        run.Summaries.ShouldHaveSingleItem().ShouldContain("hooks: 3 passed in ");
    }

    [TestMethod]
    public async Task ListHooks_prints_name_wave_stages_profiles_and_dependencies()
    {
        var repository = await TestRepository.CreateBuiltAsync(Diamond);
        var run = (await repository.TargetAsync("ListHooks")).ShouldExitWith(0);
        var table = run.Lines.Select(Columns).ToList();
        table.ShouldContain("Name / Wave / Stages / Profiles / Depends on / Runs");
        table.ShouldContain("Check / 1 / Build|PrePush / deep / Format, Lint / C#");
        table.ShouldContain(row => row.StartsWith("Lint / 0 / Build|PreCommit / - / - / sh -c "));
    }

    [TestMethod]
    public async Task ListHooks_is_seen_in_the_terminal_logger()
    {
        var repository = await TestRepository.CreateBuiltAsync(Diamond);
        var run = (await repository.TargetAsync("ListHooks", "-tl:on")).ShouldExitWith(0);
        run.Lines.Select(Columns).ShouldContain("Check / 1 / Build|PrePush / deep / Format, Lint / C#", run.Output);
    }

    [TestMethod]
    public async Task ShowHookGraph_prints_Mermaid()
    {
        var repository = await TestRepository.CreateBuiltAsync(Diamond);
        var run = (await repository.TargetAsync("ShowHookGraph")).ShouldExitWith(0);
        run.Lines.ShouldContain("flowchart LR");
        run.Lines.ShouldContain("h0 --> h2");
        run.Lines.ShouldContain("h1 --> h2");
        repository.Read("build/obj/Debug/net10.0/hooks/graph.mmd").ShouldStartWith("flowchart LR\n");
    }

    [TestMethod]
    public async Task ShowHookGraph_writes_JSON()
    {
        var repository = await TestRepository.CreateBuiltAsync(Diamond);
        _ = (await repository.TargetAsync("ShowHookGraph", "-p:HookGraphFormat=json")).ShouldExitWith(0);
        using var json = JsonDocument.Parse(repository.Read("build/obj/Debug/net10.0/hooks/graph.json"));
        json.RootElement.GetProperty("hooks").EnumerateArray().Select(hook => hook.GetProperty("name").GetString()).ShouldBe(["Format", "Lint", "Check"]);
    }

    [TestMethod]
    public async Task ShowHookGraph_writes_DOT()
    {
        var repository = await TestRepository.CreateBuiltAsync(Diamond);
        _ = (await repository.TargetAsync("ShowHookGraph", "-p:HookGraphFormat=dot")).ShouldExitWith(0);
        repository.Read("build/obj/Debug/net10.0/hooks/graph.dot").ShouldStartWith("digraph ");
    }

    [TestMethod]
    public async Task An_unknown_graph_format_is_HOOK9002()
    {
        var repository = await TestRepository.CreateBuiltAsync(Diamond);
        var run = (await repository.TargetAsync("ShowHookGraph", "-p:HookGraphFormat=nonsense")).ShouldExitWith(1);
        run.Errors.ShouldHaveSingleItem().ShouldContain("error HOOK9002: HookGraphFormat is 'nonsense'; allowed: mermaid, json, dot");
    }

    private static string Columns(string line) => string.Join(" / ", line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
