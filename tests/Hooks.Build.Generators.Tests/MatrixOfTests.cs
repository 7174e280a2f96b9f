using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

/// <summary>One declaration, as many hooks as are found when they run (<c>MatrixOf</c>).</summary>
[TestClass]
public sealed class MatrixOfTests
{
    [TestMethod]
    public void The_plan_has_the_declaration_with_its_globs_and_placeholders()
    {
        var hooks = GeneratorRun.Of(
            """
            static class RepoHooks
            {
                [Hook(MatrixOf = ["src/*/"], Files = ["{item}/**/*.cs"], Profiles = ["quick[src/auth]"])] const string Test = "test {item} {files}";
                [Hook(MatrixOf = ["src/*/"], DependsOn = ["Test[{item}]"])] static void Pack(HookContext hook) { }
                [Hook(DependsOn = [nameof(Test), "Pack[src/auth]"])] const string All = "all";
            }
            """).Hooks();
        hooks.Keys.ShouldBe(["Test", "Pack", "All"], ignoreOrder: true);
        hooks["Test"].Values["MatrixOf"].ShouldBe(["src/*/"]);
        hooks["Test"].Command.ShouldBe(["test", "{item}", "{files}"]);
        hooks["Test"].Values["Files"].ShouldBe(["{item}/**/*.cs"]);
        hooks["Test"].Values["Profiles"].ShouldBe(["quick[src/auth]"]);
        hooks.Values.Select(hook => $"{hook.Name} {hook.Wave}").ShouldBe(["Test 0", "Pack 1", "All 2"], ignoreOrder: true);
    }

    [TestMethod]
    public void The_globs_are_part_of_what_the_hook_is()
    {
        Hash("MatrixOf = [\"src/*/\"]").ShouldNotBe(Hash("MatrixOf = [\"tests/*/\"]"));

        static string? Hash(string attribute) =>
            GeneratorRun.Of($$"""static class RepoHooks { [Hook({{attribute}})] const string Test = "test {item}"; }""").Hooks()["Test"].Hash;
    }

    [TestMethod]
    [DataRow("MatrixOf = {|HOOK0006:[]|}", "test {item}", "MatrixOf of hook 'Test' has no glob, so the hook would never run; leave it out, or name folders (src/*/) or files (**/*.csproj)")]
    [DataRow("MatrixOf = [{|HOOK0006:\"src/[\"|}]", "test {item}", "has the malformed glob")]
    [DataRow("Matrix = [\"a\"], MatrixOf = {|HOOK0006:[\"src/*/\"]|}", "test {item}", "stands beside Matrix; items are written or found, so leave one of them out")]
    [DataRow("MatrixOf = {|HOOK0006:[\"src/*/\"]|}", "test", "has items that differ in nothing; write {item} in the command, in Files or in WorkingDirectory")]
    [DataRow("MatrixOf = [\"src/*/\"], DependsOn = [{|HOOK0001:\"Test[src/core]\"|}]", "test {item}", "Circular hooks: Test -> Test")]
    public async Task What_is_wrong_is_told(string attribute, string command, string message)
    {
        var diagnostics = await AnalyzerRun.VerifyAsync($$"""static class RepoHooks { [Hook({{attribute}})] const string Test = "{{command}}"; }""");
        diagnostics.ShouldHaveSingleItem().GetMessage().ShouldContain(message);
    }

    [TestMethod]
    [DataRow("MatrixOf = [\"src/*/\"]", "test {files}")]
    [DataRow("MatrixOf = [\"*.csproj\"], Files = [\"{item}\"]", "test {files}")]
    [DataRow("MatrixOf = [\"src/*/\"], Files = [\"{item}/*.cs\"], Writes = [\"{item}/out/**\"]", "test")]
    [DataRow("MatrixOf = [\"src/*/\"], WorkingDirectory = \"{item}\", Fix = \"fix {item}\"", "test")]
    public Task What_is_right_is_not(string attribute, string command) =>
        AnalyzerRun.VerifyAsync($$"""
            static class RepoHooks
            {
                [Hook({{attribute}})] const string Test = "{{command}}";
                [Hook(Writes = ["{a,item}/**"])] const string Other = "other";
            }
            """);
}
