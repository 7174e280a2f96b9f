using Hooks.Build.Engine.Code;
using Hooks.Build.Engine.Model;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Tests.Code;

/// <summary>The code of hooks that another assembly declares.</summary>
[TestClass]
public sealed class JoinedHookCodeTests
{
    private static readonly string Own = typeof(JoinedHookCodeTests).Assembly.Location;

    [TestMethod]
    public void An_assembly_beside_the_hooks_is_read_and_remembered()
    {
        var folder = Directory.CreateTempSubdirectory("hooks-codes-");
        try
        {
            var memo = Path.Combine(folder.FullName, "codes");
            PlannedHook[] hooks = [Hook(nameof(CommandTemplate.FromPlan), typeof(CommandTemplate)), Hook("Missing", typeof(CommandTemplate))];
            var codes = HookCodes.Read(Own, hooks, memo, keeps: true);
            codes.Keys.ShouldBe([nameof(CommandTemplate.FromPlan)], "who is not there cannot be remembered");
            codes.Values.Single().SeesStage.ShouldBeFalse();
            File.ReadAllText(memo).ShouldContain($"uses\t{typeof(CommandTemplate).Assembly.GetName().Name}\t");
            HookCodes.Read(Own, hooks, memo, keeps: true).ShouldBe(codes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void An_item_that_appears_later_has_the_code_that_is_remembered_of_its_declaration()
    {
        var folder = Directory.CreateTempSubdirectory("hooks-codes-");
        try
        {
            var memo = Path.Combine(folder.FullName, "codes");
            var hook = Hook(nameof(CommandTemplate.FromPlan), typeof(CommandTemplate));
            PlannedHook Item(string item) => hook with { Name = $"{hook.Name}[{item}]", Matrix = hook.Name, Item = item };
            var none = HookCodes.Read(Own, [hook], memo, keeps: true).Values.Single();
            var first = HookCodes.Read(Own, [Item("src/old")], memo, keeps: true);
            var remembered = File.ReadAllText(memo);
            var second = HookCodes.Read(Own, [Item("src/old"), Item("src/new")], memo, keeps: true);
            (first.Keys.Single(), first.Values.Single()).ShouldBe(("FromPlan[src/old]", none));
            (second["FromPlan[src/old]"], second["FromPlan[src/new]"], second.Count).ShouldBe((none, none, 2));
            File.ReadAllText(memo).ShouldBe(remembered, "nothing had to be found out");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [TestMethod]
    public void One_that_is_elsewhere_is_known_by_the_project_s_packages_and_may_see_all()
    {
        var code = HookCodes.Read(Own, [Hook("Any", typeof(CommandTemplate)) with { Origin = new HookOrigin("Acme.Hooks") }], "", keeps: false)["Any"];
        (code.SeesStage, code.SeesProperties).ShouldBe((true, true));
    }

    private static PlannedHook Hook(string name, Type type) => new()
    {
        Index = 0,
        Name = name,
        Kind = HookKind.Method,
        Type = type.FullName,
        TakesContext = true,
        Origin = new HookOrigin(type.Assembly.GetName().Name!),
    };
}
