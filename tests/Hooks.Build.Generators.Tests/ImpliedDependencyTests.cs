using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class ImpliedDependencyTests
{
    [TestMethod]
    public Task What_follows_from_another_dependency_is_told_with_the_reason() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook] const string A = "a";
            [Hook(DependsOn = [nameof(A)])] const string B = "b";
            [Hook(DependsOn = [nameof(B)])] const string C = "c";
            [Hook(DependsOn = [{|HOOK0010:nameof(A)|}, nameof(C)])] const string Far = "d";
            [Hook(DependsOn = [nameof(A), {|HOOK0010:"A"|}])] const string Twice = "e";
            [Hook(DependsOn = [nameof(C)], After = [{|HOOK0010:nameof(C)|}, {|HOOK0010:nameof(B)|}])] const string Order = "f";
        }
        """,
        "Hook 'Far' need not name 'A': 'C' does so already",
        "Hook 'Twice' need not name 'A': it is named twice",
        "Hook 'Order' need not name 'C': DependsOn says so already",
        "Hook 'Order' need not name 'B': 'C' does so already");

    [TestMethod]
    public Task Success_follows_from_no_order() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook] const string A = "a";
            [Hook(After = [nameof(A)])] const string B = "b";
            [Hook(DependsOn = [nameof(A), nameof(B)])] const string C = "c";
            [Hook(DependsOn = [nameof(A)], After = [nameof(B)])] const string D = "d";
        }
        """);

    [TestMethod]
    public Task In_a_circle_nothing_follows() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(DependsOn = [{|HOOK0001:nameof(B)|}])] const string A = "a";
            [Hook(DependsOn = [nameof(A)])] const string B = "b";
            [Hook(DependsOn = [nameof(A), nameof(B)])] const string C = "c";
        }
        """);
}
