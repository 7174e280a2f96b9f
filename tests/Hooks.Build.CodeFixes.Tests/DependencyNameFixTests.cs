using Hooks.Build.Generators;
using Hooks.Build.CodeFixes.Tests.Kit;

namespace Hooks.Build.CodeFixes.Tests;

[TestClass]
public sealed class DependencyNameFixTests
{
    [TestMethod]
    public Task What_was_meant_takes_the_place_of_what_was_written() => CodeFixRun.VerifyAsync<HookAnalyzer, DependencyNameFix>(
        """
        static class RepoHooks
        {
            [Hook] const string Format = "dotnet format";
            [Hook(DependsOn = [{|HOOK0002:"Fromat"|}])] const string Audit = "audit";
            [Hook(After = new[] { /* first */ {|HOOK0002:"format"|} })] const string Lint = "lint";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook] const string Format = "dotnet format";
            [Hook(DependsOn = [nameof(Format)])] const string Audit = "audit";
            [Hook(After = new[] { /* first */ nameof(Format) })] const string Lint = "lint";
        }
        """);

    [TestMethod]
    public Task Where_nameof_would_not_compile_the_name_is_text_or_has_its_type() => CodeFixRun.VerifyAsync<HookAnalyzer, DependencyNameFix>(
        """
        static class RepoHooks
        {
            [Hook(DependsOn = [{|HOOK0002:"Fromat"|}])] const string Audit = "audit";
            [Hook(DependsOn = [{|HOOK0002:"Hiden"|}])] const string Lint = "lint";
        }
        static class Others
        {
            [Hook] internal const string Format = "dotnet format";
            [Hook] private const string Hidden = "hidden";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook(DependsOn = [nameof(Others.Format)])] const string Audit = "audit";
            [Hook(DependsOn = ["Hidden"])] const string Lint = "lint";
        }
        static class Others
        {
            [Hook] internal const string Format = "dotnet format";
            [Hook] private const string Hidden = "hidden";
        }
        """);
}
