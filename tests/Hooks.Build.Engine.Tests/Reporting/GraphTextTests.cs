using System.Text.Json;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Reporting;

[TestClass]
public sealed class GraphTextTests
{
    private static readonly HookPlan Plan = Make.Plan(
        Make.Hook("Format") with { Profiles = ["fast"], Rank = 2 },
        Make.Hook("Lint", "Format") with { Wave = 1, Rank = 1, Description = "finds \"faults\"" },
        Make.Method("Audit") with { After = ["Format"], DependsOn = [], Wave = 1, Rank = 1, Stages = HookStages.PrePush });

    [TestMethod]
    public void Mermaid_has_a_box_for_each_wave_and_dots_for_mere_order() =>
        HookGraphText.Write(Plan, GraphFormat.Mermaid).ShouldBe("""
            flowchart LR
              subgraph wave0["Wave 0"]
                h0["Format"]
              end
              subgraph wave1["Wave 1"]
                h1["Lint"]
                h2["Audit"]
              end
              h0 --> h1
              h0 -.-> h2
            """);

    [TestMethod]
    public void Clean_up_and_validations_say_what_they_are_and_only_what_is_declared_is_an_edge()
    {
        var plan = Make.Plan(
            Make.Hook("Start"), Make.Hook("Test[a]", "Start") with { Matrix = "Test", Item = "a" }, Make.Hook("Audit") with { Gates = false },
            Make.Hook("Pack", "Test", "Audit"),
            Make.Hook("Stop", "Pack") with { Finally = true, After = ["Test[a]"] });
        HookGraphText.Write(plan, GraphFormat.Mermaid).Split('\n').Where(line => line.Contains('>', StringComparison.Ordinal)).Select(line => line.Trim())
            .ShouldBe(["h0 --> h1", "h1 --> h3", "h2 -. validates .-> h3", "h1 -.-> h4", "h3 -. finally .-> h4"]);
        HookGraphText.Write(plan, GraphFormat.Dot)
            .ShouldContain(
                "h2 -> h3 [style=dashed, label=\"validates\", arrowhead=none];\n  h1 -> h4 [style=dotted];\n  h3 -> h4 [style=dashed, label=\"finally\"];");
        using var json = JsonDocument.Parse(HookGraphText.Write(plan, GraphFormat.Json));
        var hooks = json.RootElement.GetProperty("hooks");
        (hooks[1].GetProperty("matrix").GetString(), hooks[1].GetProperty("item").GetString()).ShouldBe(("Test", "a"));
        (hooks[2].GetProperty("gates").GetBoolean(), hooks[4].GetProperty("finally").GetBoolean()).ShouldBe((false, true));
    }

    [TestMethod]
    public void Dot_is_the_same_graph() =>
        HookGraphText.Write(Plan, GraphFormat.Dot).ShouldBe("""
            digraph hooks {
              rankdir=LR;
              h0 [label="Format"];
              h1 [label="Lint"];
              h2 [label="Audit"];
              h0 -> h1;
              h0 -> h2 [style=dotted];
            }
            """);

    [TestMethod]
    public void Json_has_a_version_and_every_hook()
    {
        using var json = JsonDocument.Parse(HookGraphText.Write(Plan, GraphFormat.Json));
        json.RootElement.GetProperty("version").GetInt32().ShouldBe(1);
        var audit = json.RootElement.GetProperty("hooks")[2];
        audit.GetProperty("name").GetString().ShouldBe("Audit");
        audit.GetProperty("kind").GetString().ShouldBe("method");
        audit.GetProperty("after")[0].GetString().ShouldBe("Format");
        audit.GetProperty("stages")[0].GetString().ShouldBe("PrePush");
    }

    [TestMethod]
    [DataRow(GraphFormat.Mermaid)]
    [DataRow(GraphFormat.Json)]
    [DataRow(GraphFormat.Dot)]
    public void An_empty_plan_is_an_empty_graph(GraphFormat format) => HookGraphText.Write(Make.Plan(), format).ShouldNotBeEmpty();
}
