using Hooks.Build.CodeFixes.Tests.Kit;
using Hooks.Build.Generators;

namespace Hooks.Build.CodeFixes.Tests;

[TestClass]
public sealed class MissingHookFixTests
{
    [TestMethod]
    public Task A_hook_is_added_that_fails_until_somebody_says_what_it_does() => CodeFixRun.VerifyAsync<HookAnalyzer, MissingHookFix>(
        """
        static class RepoHooks
        {
            [Hook(DependsOn = [{|HOOK0002:"Restore"|}])]
            const string Lint = "lint";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook]
            static HookResult Restore() => HookResult.Failure("Say what the hook Restore does.");

            [Hook(DependsOn = [nameof(Restore)])]
            const string Lint = "lint";
        }
        """,
        isDecision: true);

    [TestMethod]
    public Task A_hook_whose_name_is_a_keyword_is_written_so() => CodeFixRun.VerifyAsync<HookAnalyzer, MissingHookFix>(
        """
        static class RepoHooks
        {
            [Hook(DependsOn = [{|HOOK0002:"class"|}])]
            const string Lint = "lint";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook]
            static HookResult @class() => HookResult.Failure("Say what the hook class does.");

            [Hook(DependsOn = [nameof(@class)])]
            const string Lint = "lint";
        }
        """,
        isDecision: true);

    [TestMethod]
    public Task A_member_that_could_be_one_is_marked() => CodeFixRun.VerifyAsync<HookAnalyzer, MissingHookFix>(
        """
        static class RepoHooks
        {
            const string Format = "dotnet format";

            [Hook(DependsOn = [{|HOOK0002:nameof(Format)|}])]
            const string Lint = "lint";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook]
            const string Format = "dotnet format";

            [Hook(DependsOn = [nameof(Format)])]
            const string Lint = "lint";
        }
        """,
        isDecision: true);
}
