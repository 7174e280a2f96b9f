using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class DuplicateNameTests
{
    [TestMethod]
    public async Task The_second_and_each_further_one_is_told_with_the_first_beside_it()
    {
        var diagnostics = await AnalyzerRun.VerifyAsync(
            """static class Last { [Hook] const string {|HOOK0003:Format|} = "b"; }""",
            """static class First { [Hook] const string Format = "a"; [Hook] static void {|HOOK0003:FORMAT|}() { } }""");
        diagnostics.Select(diagnostic => diagnostic.GetMessage()).ShouldBe(
        [
            "Hook 'First.FORMAT' has the same name as hook 'First.Format'; names are compared without case, as on command lines",
            "Hook 'Last.Format' has the same name as hook 'First.Format'; names are compared without case, as on command lines",
        ]);
        diagnostics.ShouldAllBe(diagnostic => diagnostic.AdditionalLocations.Single().SourceTree!.FilePath == Project.FileName(1));
    }

    [TestMethod]
    public Task Overloads_have_one_name() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook] static void Check() { }
            [Hook] static void {|HOOK0003:Check|}(HookContext hook) { }
            static void Check(string other) { }
        }
        """);
}
