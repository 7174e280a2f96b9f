using Hooks.Build.Generators.Tests.Kit;
using Hooks.Build.Plan;
using Hooks.Build.Testing;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class GeneratedCodeTests
{
    private const string AllShapes =
        """
        using System;
        using System.Threading.Tasks;
        using Hooks.Build;

        internal static class Shapes
        {
            [Hook(Description = "lone \u2028 \0 \" \\ {0}")] public const string Command = "echo \"a b\" ''\nnext";
            [Hook] internal static void Void() { }
            [Hook] internal static void Throws(HookContext hook) { throw new InvalidOperationException("from " + hook.Name); }
            [Hook] internal static bool False(HookContext hook) { return false; }
            [Hook] internal static HookResult Fails() { return HookResult.Failure("why"); }
            [Hook] internal static HookResult NoResult() { return null; }
            [Hook] internal static async Task Later(HookContext hook) { await Task.Yield(); hook.Error("later"); }
            [Hook] internal static Task NoTask() { return null; }
            [Hook] internal static Task<bool> FalseLater() { return Task.FromResult(false); }
            [Hook] internal static Task<HookResult> FailsLater(HookContext hook) { return Task.FromResult(HookResult.Failure(hook.Name)); }
            [Hook, Obsolete("old")] internal static bool Old() { return false; }
            [Hook] private static void PrivateVoid(HookContext hook) { hook.Error("private"); }
            [Hook] private static bool PrivateFalse() { return false; }
            [Hook] private static HookResult PrivateFails(HookContext hook) { return HookResult.Failure("private"); }
            [Hook] private static Task<bool> PrivateFalseLater() { return Task.FromResult(false); }

            private class Nested
            {
                protected class Deeper
                {
                    [Hook] internal static Task<HookResult> Hidden(HookContext hook) { return Task.FromResult(HookResult.Failure("hidden")); }
                }
            }
        }
        """;

    [TestMethod]
    public void It_compiles_without_a_warning_in_a_strict_project() =>
        GeneratorRun.Of("#nullable disable\n" + AllShapes).Complaints.ShouldAllBe(complaint => complaint.Contains("hidden CS8019", StringComparison.Ordinal));

    [TestMethod]
    public void It_compiles_without_a_warning_as_CSharp_7_3() => GeneratorRun.Of(Project.OfNetStandard(AllShapes)).Complaints.ShouldBeEmpty();

    [TestMethod]
    public async Task A_hook_that_returns_no_result_has_not_succeeded() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => InvokeAsync("NoResult"))).Message.ShouldBe("The hook returned no result (null).");

    [TestMethod]
    [DataRow("Void", null)]
    [DataRow("False", "")]
    [DataRow("Fails", "why")]
    [DataRow("Later", null)]
    [DataRow("FalseLater", "")]
    [DataRow("FailsLater", "Hook")]
    [DataRow("Old", "")]
    [DataRow("PrivateVoid", null)]
    [DataRow("PrivateFalse", "")]
    [DataRow("PrivateFails", "private")]
    [DataRow("PrivateFalseLater", "")]
    [DataRow("Hidden", "hidden")]
    public async Task Each_shape_is_called_and_answers(string name, string? failure)
    {
        var result = await InvokeAsync(name);
        result.Succeeded.ShouldBe(failure is null);
        (result.Message ?? "").ShouldBe(failure ?? "");
    }

    [TestMethod]
    public async Task A_hook_without_a_task_fails_and_says_so() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => InvokeAsync("NoTask"))).Message.ShouldContain("no task");

    [TestMethod]
    public async Task What_a_hook_throws_comes_out_as_it_is() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => InvokeAsync("Throws"))).Message.ShouldBe("from Hook");

    [TestMethod]
    public async Task An_index_that_is_no_method_is_refused() => await Should.ThrowAsync<ArgumentOutOfRangeException>(() => InvokeAsync("Command"));

    [TestMethod]
    public void Text_of_any_kind_survives_the_way_through_metadata()
    {
        var command = GeneratorRun.Of("#nullable disable\n" + AllShapes).Hooks()["Command"];
        command.Description.ShouldBe("lone \u2028 \0 \" \\ {0}");
        command.Command.ShouldBe(["echo", "a b", "", null, "next"]);
    }

    [TestMethod]
    public void A_thousand_hooks_compile()
    {
        var hooks = Enumerable.Range(0, 1000).Select(i => $"[Hook(DependsOn = [{(i < 10 ? "" : $"nameof(H{i - 10}), nameof(H{i - 7 - (i % 3)})")}])] {(i % 2 == 0 ? $"const string H{i} = \"tool {i}\";" : $"static void H{i}() {{ }}")}");
        GeneratorRun.Of($"static class Many {{ {string.Join('\n', hooks)} }}").Hooks().Count.ShouldBe(1000);
    }

    [TestMethod]
    public void The_mark_names_the_dispatcher_only_where_there_are_methods()
    {
        Mark("""static class A { [Hook] const string B = "b"; }""").Dispatcher.ShouldBeNull();
        Mark("static class A { [Hook] static void B() { } }").Dispatcher!.BaseType.ShouldBe(typeof(HookDispatcher));

        static HookPlanAttribute Mark(string source) => (HookPlanAttribute)GeneratorRun.Of(source).Load().GetCustomAttributes(typeof(HookPlanAttribute), inherit: false).Single();
    }

    private static async Task<HookResult> InvokeAsync(string name)
    {
        var run = GeneratorRun.Of("#nullable disable\n" + AllShapes);
        var assembly = run.Load();
        var mark = (HookPlanAttribute)assembly.GetCustomAttributes(typeof(HookPlanAttribute), inherit: false).Single();
        var hook = assembly.GetCustomAttributes(typeof(PlannedHookAttribute), inherit: false).Cast<PlannedHookAttribute>().Single(hook => hook.Name == name);
        using var context = new TestHookContext();
        return await ((HookDispatcher)Activator.CreateInstance(mark.Dispatcher!, nonPublic: true)!).InvokeAsync(hook.Index, context);
    }
}
