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
    public Task A_matrix_follows_where_all_its_items_do_and_nothing_does_of_what_is_cleaned_up() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Matrix = ["a", "b"])] const string Test = "test {item}";
            [Hook(DependsOn = ["Test[a]"])] const string One = "one";
            [Hook(DependsOn = [nameof(Test)])] const string All = "all";
            [Hook(DependsOn = [nameof(Test), nameof(One)])] const string Some = "some";
            [Hook(DependsOn = [{|HOOK0010:nameof(Test)|}, nameof(All)])] const string Whole = "whole";
            [Hook(DependsOn = [{|HOOK0010:"Test[a]"|}, nameof(One)])] const string Item = "item";
            [Hook(Gates = false)] const string Aside = "aside";
            [Hook(DependsOn = [nameof(Aside)])] const string Beside = "beside";
            [Hook(DependsOn = [nameof(Aside), nameof(Beside)])] const string Behind = "behind";
            [Hook(Finally = true, DependsOn = [nameof(Test), nameof(All)])] const string CleanUp = "clean";
        }
        """);

    [TestMethod]
    public Task What_one_item_of_a_matrix_needs_does_not_follow_for_the_others() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Matrix = ["core", "api"])] const string Build = "build {item}";
            [Hook(Matrix = ["core", "api"], DependsOn = ["Build[core]", "Build[{item}]"])] const string Test = "test {item}";
            [Hook(Matrix = ["core", "api"], DependsOn = [nameof(Build), {|HOOK0010:"Build[{item}]"|}])] const string Look = "look {item}";
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
