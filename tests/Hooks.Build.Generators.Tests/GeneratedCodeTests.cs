using Hooks.Build.Engine.Workers;
using Hooks.Build.Generators.Tests.Kit;
using Hooks.Build.Testing;
using Hooks.Build.Worker;

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
    [DataRow("Plain")]
    [DataRow("Given")]
    public async Task An_overload_with_type_parameters_is_no_hook(string name) => (await InvokeAsync(name, """
        using Hooks.Build;
        internal static class Overloads
        {
            [Hook] internal static bool Plain() { return false; }
            internal static bool Plain<T>() { return true; }
            [Hook] internal static bool Given(HookContext hook) { return false; }
            internal static bool Given<T>(HookContext hook) { return true; }
            internal static bool Given(object hook) { return true; }
        }
        """)).Succeeded.ShouldBeFalse();

    [TestMethod]
    public async Task A_hook_without_a_task_fails_and_says_so() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => InvokeAsync("NoTask"))).Message.ShouldContain("no task");

    [TestMethod]
    public async Task What_a_hook_throws_comes_out_as_it_is() =>
        (await Should.ThrowAsync<InvalidOperationException>(() => InvokeAsync("Throws"))).Message.ShouldBe("from Hook");

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
        var hooks = Enumerable.Range(0, 1000)
            .Select(i =>
                $"[Hook(DependsOn = [{(i < 10 ? "" : $"nameof(H{i - 10}), nameof(H{i - 7 - (i % 3)})")}])] {(i % 2 == 0 ? $"const string H{i} = \"tool {i}\";" : $"static void H{i}() {{ }}")}");
        GeneratorRun.Of($"static class Many {{ {string.Join('\n', hooks)} }}").Hooks().Count.ShouldBe(1000);
    }

    [TestMethod]
    public void Nothing_in_the_assembly_refers_to_the_package_where_hooks_are_commands() =>
        GeneratorRun.Of("""static class A { [Hook(Stages = HookStages.Manual)] const string B = "b"; [Hook] static bool C() => true; }""").Load()
            .GetReferencedAssemblies().Select(name => name.Name).ShouldNotContain("Hooks.Build");

    [TestMethod]
    public void The_attribute_stays_out_of_the_assembly_and_so_does_all_generated_code()
    {
        var assembly = GeneratorRun.Of("#nullable disable\n" + AllShapes).Load();
        assembly.GetTypes().SelectMany(type => type.GetMembers(AnyMember)).SelectMany(member => member.GetCustomAttributesData())
            .Select(attribute => attribute.AttributeType.FullName).ShouldNotContain("Hooks.Build.HookAttribute");
        assembly.GetTypes()
            .Where(type => !type.FullName!.StartsWith("Shapes", StringComparison.Ordinal) && type.Namespace != "Microsoft.CodeAnalysis")
            .ShouldAllBe(type => type.Namespace == "System.Runtime.CompilerServices");
    }

    [TestMethod]
    [DataRow("class Hooks { } class Build { }")]
    [DataRow("using Hooks.Build; namespace Repo { class Hooks { [Hook] const string A = \"a\"; } class System { } class Microsoft { } class Task { } }")]
    [DataRow("using Hooks.Build; class Hook { [Hook] static bool A() { return true; } } class Task { } class AssemblyMetadata { } class HookContext { }")]
    [DataRow("using Hooks.Build; class Outer { class System { class Reflection { [Hook] const string A = \"a\"; } } } class AssemblyMetadataAttribute { }")]
    public void Types_of_the_user_with_hostile_names_do_no_harm(string source) => GeneratorRun.Of(Project.OfNetStandard(source)).Complaints.ShouldBeEmpty();

    private const System.Reflection.BindingFlags AnyMember =
        System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;

    private static async Task<HookResult> InvokeAsync(string name, string source = AllShapes)
    {
        var run = GeneratorRun.Of("#nullable disable\n" + source);
        var hook = run.Hooks()[name];
        using var context = new TestHookContext();
        return await new HookMethods(run.Load()).InvokeAsync(
            new RunCommand(
                1, hook.Type, hook.Name, hook.TakesContext, 0, "", "", Fixing: false, 1, [], new Dictionary<string, string>(StringComparer.Ordinal)), context);
    }
}
