using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class PlanTextTests
{
    [TestMethod]
    public void Commands_are_written_with_all_that_is_not_default() => GeneratorRun.Of(
        """"
        static class RepoHooks
        {
            [Hook(Files = ["**/*.cs"], Exclude = ["**/obj/**"], Fix = "dotnet format --include {files}")]
            const string Format = "dotnet format --verify-no-changes --include {files}";

            [Hook(DependsOn = [nameof(Format)], Timeout = 120, Locks = ["nuget"], Cache = false, Severity = HookSeverity.Critical)]
            const string Audit = "dotnet list package --vulnerable";

            [Hook(
                DependsOn = [nameof(Format)],
                After = [nameof(Audit)],
                Stages = HookStages.PreCommit | HookStages.Build,
                Profiles = [],
                Reads = ["eng/*.json"],
                Writes = ["out/**"],
                Retries = 2,
                Cores = 1.5,
                Batch = true,
                Environment = ["HOME", "*"],
                WorkingDirectory = "src",
                Description = "Says \"hello\" \\ to ünïcode",
                Severity = HookSeverity.Warning)]
            internal const string Sequence = """
                echo 'one two'

                echo three {{literal}}
                """;
        }
        """").Plan.ShouldMatchBaseline();

    [TestMethod]
    public void Ready_made_hooks_bring_their_settings() => GeneratorRun.Of(
        """
        static class RepoHooks
        {
            [Hook] const string Whitespace = StandardHooks.TrailingWhitespace;
            [Hook(Files = ["**/*.md"], Timeout = 5, Stages = HookStages.Manual)] const string Large = StandardHooks.CheckAddedLargeFiles + " --maxkb=10";
            [Hook] const string Message = StandardHooks.CommitMessage;
            [Hook] const string Style = "csharp:format --whitespace";
            [Hook] const string Secrets = StandardHooks.Secrets + " --allow-list=eng/allowed.txt";
        }
        """).Plan.ShouldMatchBaseline();

    [TestMethod]
    public void Methods_of_all_shapes_are_called_directly_or_bound_by_name() => GeneratorRun.Of(
        """
        namespace Repo.@class;

        internal static class Reachable
        {
            [Hook] public static void Nothing() { }
            [Hook] internal static void Context(HookContext hook) { }
            [Hook] internal static bool Truth(HookContext hook) => true;
            [Hook] internal static HookResult Result() => HookResult.Success;
            [Hook] internal static Task Asynchronous() => Task.CompletedTask;
            [Hook] internal static async Task<bool> TruthLater(HookContext hook) { await Task.Yield(); return true; }
            [Hook] internal static Task<HookResult> ResultLater() => Task.FromResult(HookResult.Success);
            [Hook, System.Diagnostics.Conditional("NEVER")] internal static void Conditional() { }
            [Hook] internal static void @event() { }
        }

        internal static class Hidden
        {
            [Hook] private static void PrivateNothing() { }
            [Hook] static Task<HookResult> PrivateResultLater(HookContext hook) => Task.FromResult(HookResult.Success);

            private static class Nested
            {
                public static class Deeper
                {
                    [Hook] public static bool InHiddenTypes() => true;
                }
            }
        }
        """).Plan.ShouldMatchBaseline();

    [TestMethod]
    public void A_broken_law_leaves_refusals_in_place_of_hooks() => GeneratorRun.Of(
        """
        static class RepoHooks
        {
            [Hook(DependsOn = [nameof(Lint)])] const string Format = "dotnet format";
            [Hook(DependsOn = [nameof(Format)])] const string Lint = "lint";
            [Hook] static void Fine() { }
        }
        """).Plan.ShouldMatchBaseline();

    [TestMethod]
    public void A_project_without_hooks_still_has_a_plan() => GeneratorRun.Of("class C;").Plan.ShouldMatchBaseline();

    [TestMethod]
    public void A_project_without_the_package_has_none() =>
        GeneratorRun.Of(Project.WithoutPackage("class C;")).Result.GeneratedSources.ShouldBeEmpty();

    [TestMethod]
    public void A_warning_does_not_refuse_the_plan() => GeneratorRun.Of(
        """
        static class RepoHooks
        {
            [Hook] const string Format = "dotnet format";
            [Hook(DependsOn = [nameof(Format)], Stages = HookStages.PrePush)] const string Test = "dotnet test";
        }
        """).Hooks().Keys.ShouldBe(["Format", "Test"], ignoreOrder: true);

    [TestMethod]
    public void Hooks_are_ordered_by_file_and_place_whatever_order_the_compiler_has()
    {
        string[] sources = [
            "class C;",
            """static class One { [Hook] const string B = "b"; [Hook] const string A = "a"; }""",
            """static class Two { [Hook] const string C = "c"; }"""];
        var forward = Project.Of(sources);
        var backward = forward.RemoveAllSyntaxTrees().AddSyntaxTrees(forward.SyntaxTrees.Reverse());
        GeneratorRun.Of(backward).Plan.ShouldBe(GeneratorRun.Of(forward).Plan);
        GeneratorRun.Of(forward).Hooks().Values.OrderBy(hook => hook.Index).Select(hook => hook.Name).ShouldBe(["B", "A", "C"]);
    }

    [TestMethod]
    public void One_attribute_on_two_constants_makes_two_hooks() =>
        GeneratorRun.Of("""static class One { [Hook] const string A = "a", B = "b"; }""")
            .Hooks().Values.Select(hook => (hook.Index, hook.Name))
            .ShouldBe([(0, "A"), (1, "B")]);

    [TestMethod]
    public void Waves_and_ranks_follow_both_kinds_of_edges()
    {
        var hooks = GeneratorRun.Of(
            """
            static class RepoHooks
            {
                [Hook] const string A = "a";
                [Hook(DependsOn = [nameof(A)])] const string B = "b";
                [Hook(After = [nameof(B)])] const string C = "c";
                [Hook] const string Alone = "d";
            }
            """).Hooks();
        hooks.Values.Select(hook => (hook.Name, hook.Wave, hook.Rank)).ShouldBe([("A", 0, 3), ("B", 1, 2), ("C", 2, 1), ("Alone", 0, 1)], ignoreOrder: true);
    }
}
