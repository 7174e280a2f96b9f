using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class UnknownDependencyTests
{
    [TestMethod]
    public async Task A_slip_of_the_keyboard_is_told_with_what_was_meant()
    {
        var diagnostics = await AnalyzerRun.VerifyAsync(
            """
            static class RepoHooks
            {
                [Hook] const string Format = "dotnet format";
                [Hook(DependsOn = [nameof(Format), {|HOOK0002:"Fromat"|}])] const string Audit = "audit";
            }
            """);
        var diagnostic = diagnostics.ShouldHaveSingleItem();
        diagnostic.GetMessage().ShouldBe("Hook 'Audit' depends on 'Fromat', which is not a hook; did you mean 'Format'?");
        diagnostic.Properties["Suggestion"].ShouldBe("Format");
    }

    [TestMethod]
    public Task Case_counts_in_source() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook] const string Format = "dotnet format";
            [Hook(DependsOn = [{|HOOK0002:"format"|}])] const string Audit = "audit";
        }
        """,
        "Hook 'Audit' depends on 'format', which is not a hook; did you mean 'Format'?");

    [TestMethod]
    public Task A_member_without_the_attribute_is_told_as_such() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            const string Format = "dotnet format";
            [Hook(DependsOn = [{|HOOK0002:nameof(Format)|}])] const string Audit = "audit";
        }
        """,
        "Hook 'Audit' depends on 'Format', which is not a hook; RepoHooks.Format has no [Hook] attribute");

    [TestMethod]
    public Task A_name_like_no_other_gets_no_suggestion() => AnalyzerRun.VerifyMessagesAsync(
        """static class RepoHooks { [Hook(After = [{|HOOK0002:"Nonsense"|}])] const string Audit = "audit"; }""",
        "Hook 'Audit' comes after 'Nonsense', which is not a hook");

    [TestMethod]
    public Task The_very_element_is_marked_in_each_way_to_write_a_list() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(DependsOn = [{|HOOK0002:"X"|}, nameof(D)])] const string A = "a";
            [Hook(DependsOn = new[] { nameof(D), {|HOOK0002:"X"|} })] const string B = "b";
            [Hook(DependsOn = new string[] { {|HOOK0002:"X"|} })] const string C = "c";
            [Hook(DependsOn = new string[0], After = null!)] const string D = "d";
        }
        """);

    [TestMethod]
    public Task A_method_that_cannot_be_a_hook_is_still_known_by_name() => AnalyzerRun.VerifyAsync(
        """
        class RepoHooks
        {
            [Hook] void {|HOOK0004:Instance|}() { }
            [Hook(DependsOn = [nameof(Instance)])] const string Audit = "audit";
        }
        """);
}
