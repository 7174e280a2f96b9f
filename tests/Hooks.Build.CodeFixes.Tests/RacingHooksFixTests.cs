using Hooks.Build.CodeFixes.Tests.Kit;
using Hooks.Build.Generators;

namespace Hooks.Build.CodeFixes.Tests;

[TestClass]
public sealed class RacingHooksFixTests
{
    private const string Racing =
        """
        static class RepoHooks
        {
            [Hook(Writes = ["docs/**"])] const string A = "a";
            [Hook(Writes = [{|HOOK0008:"docs/*.md"|}])] const string B = "b";
        }
        """;

    [TestMethod]
    public Task Items_of_one_matrix_get_a_lock() => CodeFixRun.VerifyAsync<HookAnalyzer, RacingHooksFix>(
        """
        static class RepoHooks
        {
            [Hook(Matrix = ["a", "b"], Writes = [{|HOOK0008:"out/**"|}])] const string Build = "build {item}";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook(Locks = ["Build"], Matrix = ["a", "b"], Writes = ["out/**"])] const string Build = "build {item}";
        }
        """,
        isDecision: true);

    [TestMethod]
    public Task Who_races_with_items_of_a_matrix_waits_for_all_of_them() => CodeFixRun.VerifyAsync<HookAnalyzer, RacingHooksFix>(
        """
        static class RepoHooks
        {
            [Hook(Matrix = ["a", "b"], Writes = ["out/{item}"])] const string Build = "build {item}";
            [Hook(Reads = [{|HOOK0009:"out/**"|}])] const string See = "see";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook(Matrix = ["a", "b"], Writes = ["out/{item}"])] const string Build = "build {item}";
            [Hook(After = [nameof(Build)], Reads = ["out/**"])] const string See = "see";
        }
        """,
        isDecision: true);

    [TestMethod]
    public Task Nobody_is_made_to_wait_for_who_gates_nobody() => CodeFixRun.VerifyAsync<HookAnalyzer, RacingHooksFix>(
        """
        static class RepoHooks
        {
            [Hook(Gates = false, Writes = ["report/**"])] const string Audit = "audit";
            [Hook(Reads = [{|HOOK0009:"report/**"|}])] const string Reader = "read";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook(After = [nameof(Reader)], Gates = false, Writes = ["report/**"])] const string Audit = "audit";
            [Hook(Reads = ["report/**"])] const string Reader = "read";
        }
        """,
        isDecision: true);

    [TestMethod]
    public Task All_get_an_order_at_once() => CodeFixRun.VerifyAsync<HookAnalyzer, RacingHooksFix>(
        """
        static class RepoHooks
        {
            [Hook(Files = ["**/*.txt"], Fix = "a --fix {files}")] const string A = "a {files}";
            [Hook(Files = [{|HOOK0008:"**/*.txt"|}], Fix = "b --fix {files}")] const string B = "b {files}";
            [Hook(Files = [{|HOOK0008:"**/*.txt"|}], Fix = "c --fix {files}", DependsOn = [])] const string C = "c {files}";
            [{|HOOK0009:Hook|}] const string Reader = "reader {files}";
            [Hook] const string Whole = "whole";
            [Hook(Reads = [{|HOOK0009:"a.txt"|}], DependsOn = new[] { nameof(Whole) })] const string Old = "old";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook(Files = ["**/*.txt"], Fix = "a --fix {files}")] const string A = "a {files}";
            [Hook(After = [nameof(A)], Files = ["**/*.txt"], Fix = "b --fix {files}")] const string B = "b {files}";
            [Hook(After = [nameof(B)], Files = ["**/*.txt"], Fix = "c --fix {files}", DependsOn = [])] const string C = "c {files}";
            [Hook(After = [nameof(C)])] const string Reader = "reader {files}";
            [Hook] const string Whole = "whole";
            [Hook(After = [nameof(C)], Reads = ["a.txt"], DependsOn = new[] { nameof(Whole) })] const string Old = "old";
        }
        """);

    [TestMethod]
    public Task Either_may_wait_for_the_other() => CodeFixRun.VerifyAsync<HookAnalyzer, RacingHooksFix>(
        Racing,
        """
        static class RepoHooks
        {
            [Hook(After = [nameof(B)], Writes = ["docs/**"])] const string A = "a";
            [Hook(Writes = ["docs/*.md"])] const string B = "b";
        }
        """,
        title: 1,
        isDecision: true);

    [TestMethod]
    public Task Or_both_get_a_lock() => CodeFixRun.VerifyAsync<HookAnalyzer, RacingHooksFix>(
        Racing,
        """
        static class RepoHooks
        {
            [Hook(Locks = ["A"], Writes = ["docs/**"])] const string A = "a";
            [Hook(Locks = ["A"], Writes = ["docs/*.md"])] const string B = "b";
        }
        """,
        title: 2,
        isDecision: true);

    [TestMethod]
    public Task In_two_files_each_names_what_it_can() => CodeFixRun.VerifyAsync<HookAnalyzer, RacingHooksFix>(
        """
        static class RepoHooks
        {
            [Hook(Writes = ["docs/**"])] internal const string A = "a";
            [Hook(Reads = [{|HOOK0009:"x/y"|}])] internal const string R = "r";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook(Writes = ["docs/**"])] internal const string A = "a";
            [Hook(After = ["Hidden"], Reads = ["x/y"])] internal const string R = "r";
        }
        """,
        other: (
            """
            static class Other
            {
                [Hook(Writes = [{|HOOK0008:"docs/*.md"|}])] internal const string B = "b";
                [Hook(Writes = ["x/*"])] private const string Hidden = "h";
            }
            """,
            """
            static class Other
            {
                [Hook(After = [nameof(RepoHooks.A)], Writes = ["docs/*.md"])] internal const string B = "b";
                [Hook(Writes = ["x/*"])] private const string Hidden = "h";
            }
            """));
}
