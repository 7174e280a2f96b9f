using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

/// <summary>One declaration, many hooks (<c>Matrix</c>).</summary>
[TestClass]
public sealed class MatrixTests
{
    [TestMethod]
    public void A_matrix_is_a_hook_for_each_item_which_stands_wherever_the_placeholder_does()
    {
        var hooks = GeneratorRun.Of(
            """
            static class RepoHooks
            {
                [Hook] const string Build = "build";
                [Hook(Matrix = ["auth", "src/api"], DependsOn = [nameof(Build)], Files = ["{item}/**"], Writes = ["out/{item}.txt"], Locks = ["db-{item}"], WorkingDirectory = "{item}", Fix = "fix {item}", Description = "of {item}")]
                const string Test = "test --only={item} {root} {{item}} {files}";
                [Hook(DependsOn = [nameof(Test)])] const string All = "all";
                [Hook(DependsOn = ["Test[auth]"])] const string One = "one";
                [Hook(Matrix = ["auth", "src/api"], DependsOn = ["Test[{item}]"])] const string Pack = "pack {item}";
            }
            """).Hooks();
        hooks.Keys.ShouldBe(["Build", "Test[auth]", "Test[src/api]", "All", "One", "Pack[auth]", "Pack[src/api]"], ignoreOrder: true);
        var api = hooks["Test[src/api]"];
        api.Command.ShouldBe(["test", "--only=src/api", "{root}", "{{item}}", "{files}"]);
        api.Values["Matrix"].ShouldBe(["Test"]);
        api.Values["Item"].ShouldBe(["src/api"]);
        api.Values["Files"].ShouldBe(["src/api/**"]);
        api.Values["Writes"].ShouldBe(["out/src/api.txt"]);
        api.Values["Locks"].ShouldBe(["db-src/api"]);
        api.Values["WorkingDirectory"].ShouldBe(["src/api"]);
        api.Values["Fix"].ShouldBe(["fix", "src/api"]);
        api.Description.ShouldBe("of src/api");
        api.Hash.ShouldNotBe(hooks["Test[auth]"].Hash);
        hooks.Values.Select(hook => $"{hook.Name} {hook.Wave}")
            .ShouldBe(["Build 0", "Test[auth] 1", "Test[src/api] 1", "All 2", "One 2", "Pack[auth] 2", "Pack[src/api] 2"], ignoreOrder: true);
        hooks["All"].Values["DependsOn"].ShouldBe(["Test"]);
        hooks["Pack[auth]"].Values["DependsOn"].ShouldBe(["Test[auth]"]);
    }

    [TestMethod]
    public void A_profile_with_an_item_has_that_item_and_one_without_has_all()
    {
        var hooks = GeneratorRun.Of(
            """static class RepoHooks { [Hook(Matrix = ["a", "b", "c"], Profiles = ["quick[a]", "quick[c]", "all"])] const string Test = "test {item}"; }""")
                .Hooks();
        hooks["Test[a]"].Values["Profiles"].ShouldBe(["quick", "all"]);
        hooks["Test[b]"].Values["Profiles"].ShouldBe(["all"]);
        hooks["Test[c]"].Values["Profiles"].ShouldBe(["quick", "all"]);
    }

    [TestMethod]
    public void A_method_is_a_hook_for_each_item_and_is_told_which()
    {
        var hooks = GeneratorRun.Of("""static class RepoHooks { [Hook(Matrix = ["a", "b"])] static bool Test(HookContext hook) => hook.Item == "a"; }""")
            .Hooks();
        hooks["Test[b]"].Kind.ShouldBe("Method");
        hooks["Test[b]"].Values["Matrix"].ShouldBe(["Test"]);
    }

    [TestMethod]
    [DataRow("Matrix = {|HOOK0006:[]|}", "Matrix of hook 'Test' has no item, so the hook would never run; leave it out, or name one")]
    [DataRow("Matrix = [{|HOOK0006:\"\"|}]", "Matrix of hook 'Test' has an empty item")]
    [DataRow("Matrix = [{|HOOK0006:null!|}]", "Matrix of hook 'Test' has an empty item")]
    [DataRow("Matrix = [\"a\", {|HOOK0006:\"b]\"|}]", "Matrix of hook 'Test' has the item 'b]'; an item is made of letters, digits and . _ - + / @ : = ~")]
    [DataRow("Matrix = [{|HOOK0006:\"a b\"|}]", "Matrix of hook 'Test' has the item 'a b'; an item is made of letters, digits and . _ - + / @ : = ~")]
    [DataRow("Matrix = [{|HOOK0006:\"\\u001b[31m\"|}]", "Matrix of hook 'Test' has the item '?[31m'; an item is made of letters, digits and . _ - + / @ : = ~")]
    [DataRow("Matrix = [{|HOOK0006:\"a\\nb\"|}]", "Matrix of hook 'Test' has the item 'a?b'; an item is made of letters, digits and . _ - + / @ : = ~")]
    [DataRow("Matrix = [\"api\", {|HOOK0006:\"API\"|}]", "Matrix of hook 'Test' has the item 'API' twice; names are compared without case, as on command lines")]
    [DataRow("Matrix = [\"auth\"], Profiles = [{|HOOK0006:\"quick[atuh]\"|}]", "Profiles of hook 'Test' has 'quick[atuh]', and 'atuh' is no item of its Matrix; did you mean 'auth'?")]
    [DataRow("Profiles = [{|HOOK0006:\"quick[aa]\"|}], Matrix = [\"ab\"]", "Profiles of hook 'Test' has 'quick[aa]', and 'aa' is no item of its Matrix; did you mean 'ab'?")]
    [DataRow("Matrix = [\"..\"], Files = [{|HOOK0006:\"{item}/*\"|}]", "Files of hook 'Test' has the malformed glob '../*': ")]
    public async Task A_matrix_that_breaks_a_law_is_marked(string values, string message)
    {
        var diagnostics = await AnalyzerRun.VerifyAsync($"static class RepoHooks {{ [Hook({values})] const string Test = \"test {{item}}\"; }}");
        diagnostics.ShouldHaveSingleItem().GetMessage().ShouldStartWith(message);
    }

    [TestMethod]
    public async Task Ten_thousand_items_and_one_of_ten_thousand_characters_are_refused_in_few_words()
    {
        var items = string.Join(", ", Enumerable.Range(0, 10_000).Select(i => $"\"i{i}\""));
        await AnalyzerRun.VerifyMessagesAsync(
            $"static class RepoHooks {{ [Hook(Matrix = {{|HOOK0006:[{items}]|}})] const string Test = \"test {{item}}\"; }}",
            "Matrix of hook 'Test' has 10000 items; 256 is the most");
        await AnalyzerRun.VerifyMessagesAsync(
            $"static class RepoHooks {{ [Hook(Matrix = [{{|HOOK0006:\"{new string('x', 10_000)}\"|}}])] const string Test = \"test {{item}}\"; }}",
            "Matrix of hook 'Test' has an item of 10000 characters, 'xxxxxxxxxxxxxxxxxxxx...'; 100 is the most");
    }

    [TestMethod]
    public Task Items_that_differ_in_nothing_are_refused() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook(Matrix = {|HOOK0006:["a", "b"]|})] const string Same = "test";
            [Hook(Matrix = {|HOOK0006:["a", "b"]|})] static void Blind() { }
            [Hook(Matrix = ["a", "b"], Files = ["{item}/**"])] const string Fine = StandardHooks.CheckJson;
        }
        """,
        "Matrix of hook 'Same' has items that differ in nothing; write {item} in the command, in Files or in WorkingDirectory",
        "Matrix of hook 'Blind' has items of which the method cannot know: let it take a HookContext, whose Item it is");

    [TestMethod]
    public Task The_placeholder_needs_a_matrix() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook(Files = [{|HOOK0006:"{item}/**"|}], Profiles = [{|HOOK0006:"quick[a]"|}], WorkingDirectory = {|HOOK0006:"{item}"|})] const string A = {|HOOK0005:"test {item}"|};
            [Hook] const string B = "test {{item}}";
        }
        """,
        "Files of hook 'A' has '{item}/**', where {item} stands for an item of Matrix, and the hook has none",
        "Profiles of hook 'A' has 'quick[a]', and 'a' could only be an item of Matrix, which the hook has not",
        "WorkingDirectory of hook 'A' is '{item}', where {item} stands for an item of Matrix, and the hook has none",
        "The command of hook 'A' is malformed: {item} stands for an item of Matrix, and the hook has none. Double the braces for literal ones, {{item}}.");

    [TestMethod]
    public Task A_dependency_on_an_item_that_is_none_is_told_once_with_what_was_meant() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook(Matrix = ["auth", "api"])] const string Test = "test {item}";
            [Hook(DependsOn = [{|HOOK0002:"Test[atuh]"|}])] const string One = "one";
            [Hook(Matrix = ["auth", "db"], DependsOn = [{|HOOK0002:"Test[{item}]"|}, {|HOOK0002:"Tset"|}])] const string Each = "each {item}";
        }
        """,
        "Hook 'One' depends on 'Test[atuh]', which is not a hook; did you mean 'Test[auth]'?",
        "Hook 'Each[db]' depends on 'Test[db]', which is not a hook; Test has the items auth, api",
        "Hook 'Each[auth]' depends on 'Tset', which is not a hook; did you mean 'Test'?");

    [TestMethod]
    public Task A_circle_through_items_is_told_once_where_it_is_written() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook(Matrix = ["a", "b"], DependsOn = [{|HOOK0001:nameof(Build)|}])] const string Test = "test {item}";
            [Hook(DependsOn = ["Test[b]"])] const string Build = "build";
        }
        """,
        "Circular hooks: Test[b] -> Build -> Test[b]");

    [TestMethod]
    public Task Two_matrices_of_one_name_and_a_hook_of_that_name_are_refused() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class One { [Hook(Matrix = ["a", "b"])] const string Test = "test {item}"; }
        static class Two { [Hook(Matrix = ["b", "c"])] const string {|HOOK0003:Test|} = "test {item}"; }
        static class Three { [Hook] const string {|HOOK0003:test|} = "test"; }
        """,
        "Hook 'Two.Test' has the same name as hook 'One.Test'; names are compared without case, as on command lines",
        "Hook 'Three.test' has the same name as hook 'One.Test'; names are compared without case, as on command lines");

    [TestMethod]
    public Task Who_depends_on_a_matrix_of_which_a_profile_has_some_items_is_not_warned() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook(Matrix = ["a", "b"], Profiles = ["quick[a]"])] const string Test = "test {item}";
            [Hook(DependsOn = [nameof(Test)], Profiles = ["quick"])] const string All = "all";
            [Hook(DependsOn = [{|HOOK0007:"Test[b]"|}], Profiles = ["quick"])] const string One = "one";
        }
        """,
        "Hook 'One' depends on 'Test[b]', which does not run in profile 'quick'; there 'One' runs without it");
}
