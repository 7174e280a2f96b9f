using Hooks.Build.CodeFixes.Tests.Kit;
using Hooks.Build.Generators;

namespace Hooks.Build.CodeFixes.Tests;

[TestClass]
public sealed class RootOnlyGlobFixTests
{
    [TestMethod]
    public Task What_was_meant_is_written() => CodeFixRun.VerifyAsync<HookAnalyzer, RootOnlyGlobFix>(
        """
        static class RepoHooks
        {
            [Hook(Files = [{|HOOK0013:"*.cs"|}, {|HOOK0013:@"*.vb"|}], Exclude = [{|HOOK0013:"obj"|}, {|HOOK0013:"docs"|}])] const string A = "a";
            [Hook(Reads = new[] { /* all */ {|HOOK0013:"*"|} })] const string B = "b";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook(Files = ["**/*.cs", "**/*.vb"], Exclude = ["**/obj/**", "docs/**"])] const string A = "a";
            [Hook(Reads = new[] { /* all */ "**/*" })] const string B = "b";
        }
        """);

    [TestMethod]
    public Task A_constant_is_left_to_people() => CodeFixRun.VerifyAsync<HookAnalyzer, RootOnlyGlobFix>(
        """static class RepoHooks { const string Glob = "*.cs"; [Hook(Files = [{|HOOK0013:Glob|}])] const string A = "a"; }""",
        """static class RepoHooks { const string Glob = "*.cs"; [Hook(Files = [{|HOOK0013:Glob|}])] const string A = "a"; }""");
}
