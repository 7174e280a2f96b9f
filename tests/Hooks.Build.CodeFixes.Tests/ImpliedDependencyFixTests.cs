using Hooks.Build.CodeFixes.Tests.Kit;
using Hooks.Build.Generators;

namespace Hooks.Build.CodeFixes.Tests;

[TestClass]
public sealed class ImpliedDependencyFixTests
{
    [TestMethod]
    public Task What_follows_from_another_goes_and_so_does_an_empty_list() => CodeFixRun.VerifyAsync<HookAnalyzer, ImpliedDependencyFix>(
        """
        static class RepoHooks
        {
            [Hook] const string A = "a";
            [Hook(DependsOn = [nameof(A)])] const string B = "b";
            [Hook(DependsOn = [{|HOOK0010:nameof(A)|}, nameof(B)])] const string C = "c";
            [Hook(DependsOn = new[] { {|HOOK0010:nameof(A)|}, {|HOOK0010:"B"|}, nameof(C) })] const string D = "d";
            [Hook(DependsOn = [nameof(C)], After = [{|HOOK0010:nameof(C)|}])] const string E = "e";
            [Hook(DependsOn = [nameof(A), {|HOOK0010:nameof(A)|}, {|HOOK0010:nameof(A)|}])] const string F = "f";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook] const string A = "a";
            [Hook(DependsOn = [nameof(A)])] const string B = "b";
            [Hook(DependsOn = [nameof(B)])] const string C = "c";
            [Hook(DependsOn = new[] { nameof(C) })] const string D = "d";
            [Hook(DependsOn = [nameof(C)])] const string E = "e";
            [Hook(DependsOn = [nameof(A)])] const string F = "f";
        }
        """);
}
