using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class CircularHooksTests
{
    [TestMethod]
    public async Task A_circle_is_told_as_a_path_with_the_other_edges_beside_it()
    {
        var diagnostics = await AnalyzerRun.VerifyAsync(
            """
            static class RepoHooks
            {
                [Hook(DependsOn = [{|HOOK0001:nameof(Format)|}])] const string Lint = "lint";
                [Hook(DependsOn = [nameof(Scan)])] const string Format = "dotnet format";
                [Hook(After = new[] { "Lint" })] static void Scan() { }
                [Hook(DependsOn = [nameof(Lint)])] const string Test = "dotnet test";
            }
            """);
        var circle = diagnostics.ShouldHaveSingleItem();
        circle.GetMessage().ShouldBe("Circular hooks: Lint -> Format -> Scan -> Lint");
        circle.AdditionalLocations.Select(location => location.SourceTree!.ToString().Substring(location.SourceSpan.Start, location.SourceSpan.Length))
            .ShouldBe(["nameof(Scan)", "\"Lint\""]);
        circle.Properties["Hook"].ShouldBe("Lint");
        circle.Properties["Dependency"].ShouldBe("Format");
    }

    [TestMethod]
    public Task A_hook_that_waits_for_itself_is_a_circle() => AnalyzerRun.VerifyMessagesAsync(
        """static class RepoHooks { [Hook(DependsOn = [{|HOOK0001:nameof(A)|}])] const string A = "a"; }""",
        "Circular hooks: A -> A");

    [TestMethod]
    public Task Each_circle_is_reported_once() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook(DependsOn = [{|HOOK0001:nameof(B)|}])] const string A = "a";
            [Hook(DependsOn = [nameof(A)])] const string B = "b";
            [Hook(DependsOn = [{|HOOK0001:"D"|}])] const string C = "c";
            [Hook(DependsOn = [nameof(C)])] const string D = "d";
        }
        """,
        "Circular hooks: A -> B -> A",
        "Circular hooks: C -> D -> C");

    [TestMethod]
    public async Task A_circle_crosses_types_and_files()
    {
        var diagnostics = await AnalyzerRun.VerifyAsync(
            """static class Two { [Hook(DependsOn = [nameof(One.A)])] const string B = "b"; }""",
            """static class One { [Hook(DependsOn = [{|HOOK0001:"B"|}])] internal const string A = "a"; }""");
        diagnostics.ShouldHaveSingleItem().AdditionalLocations.ShouldHaveSingleItem().SourceTree!.FilePath.ShouldBe(Project.FileName(0));
    }

    [TestMethod]
    public Task A_partial_class_in_several_files_is_told_once() => AnalyzerRun.VerifyAsync(
        """static partial class Hooked { [Hook(DependsOn = [nameof(A)])] const string B = "b"; }""",
        """static partial class Hooked { [Hook(DependsOn = [{|HOOK0001:nameof(B)|}])] const string A = "a"; }""",
        "static partial class Hooked { class Nested; }");

    [TestMethod]
    public Task A_diamond_is_no_circle() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook] const string A = "a";
            [Hook(DependsOn = [nameof(A)])] const string B = "b";
            [Hook(DependsOn = [nameof(A), {|HOOK0010:nameof(A)|}], After = [nameof(B)])] const string C = "c";
            [Hook(DependsOn = [nameof(B), nameof(C)])] const string D = "d";
        }
        """);
}
