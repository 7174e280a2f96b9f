using Hooks.Build.CodeFixes.Tests.Kit;
using Hooks.Build.Generators;

namespace Hooks.Build.CodeFixes.Tests;

[TestClass]
public sealed class CircularHooksFixTests
{
    private const string Ring =
        """
        static class RepoHooks
        {
            [Hook(DependsOn = [{|HOOK0001:nameof(B)|}])] const string A = "a";
            [Hook(After = [nameof(C), nameof(D)])] const string B = "b";
            [Hook(DependsOn = ["A"], Timeout = 5)] static void C() { }
            [Hook] const string D = "d";
        }
        """;

    [TestMethod]
    [DataRow(0, "[Hook(DependsOn = [{|HOOK0001:nameof(B)|}])]", "[Hook]")]
    [DataRow(1, "[nameof(C), nameof(D)]", "[nameof(D)]")]
    [DataRow(2, "DependsOn = [\"A\"], ", "")]
    public Task Each_edge_of_the_ring_can_be_taken_out(int title, string before, string after) => CodeFixRun.VerifyAsync<HookAnalyzer, CircularHooksFix>(
        Ring,
        Ring.Replace(before, after, StringComparison.Ordinal).Replace("{|HOOK0001:nameof(B)|}", "nameof(B)", StringComparison.Ordinal),
        title,
        isDecision: true);

    [TestMethod]
    public Task An_edge_in_another_file_can_be_taken_out() => CodeFixRun.VerifyAsync<HookAnalyzer, CircularHooksFix>(
        """static class RepoHooks { [Hook(DependsOn = [{|HOOK0001:nameof(Other.B)|}])] internal const string A = "a"; }""",
        """static class RepoHooks { [Hook(DependsOn = [nameof(Other.B)])] internal const string A = "a"; }""",
        title: 1,
        isDecision: true,
        other: (
            """static class Other { [Hook(DependsOn = [nameof(RepoHooks.A)])] internal const string B = "b"; }""",
            """static class Other { [Hook] internal const string B = "b"; }"""));
}
