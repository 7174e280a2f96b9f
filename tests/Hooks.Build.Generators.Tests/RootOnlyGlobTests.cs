using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class RootOnlyGlobTests
{
    [TestMethod]
    public Task A_newcomers_glob_is_told_with_what_to_write() => AnalyzerRun.VerifyMessagesAsync(
        """static class RepoHooks { [Hook(Files = [{|HOOK0013:"*.cs"|}])] const string Format = "dotnet format"; }""",
        "Files of hook 'Format' has '*.cs', which means the root folder only; write '**/*.cs'");

    [TestMethod]
    [DataRow("Files = [{|HOOK0013:\"*\"|}]")]
    [DataRow("Files = [{|HOOK0013:\"*.{cs,vb}\"|}]")]
    [DataRow("Exclude = [{|HOOK0013:\"*.g.cs\"|}], Files = [\"**/*.cs\"]")]
    [DataRow("Reads = [{|HOOK0013:\"[Nn]u[Gg]et.config\"|}]")]
    [DataRow("Writes = [{|HOOK0013:\"?.lock\"|}]")]
    [DataRow("Files = [\"**/*.cs\", {|HOOK0013:\"*.vb\"|}]")]
    public Task A_wildcard_without_a_slash_is_in_the_root_folder_only(string setting) =>
        AnalyzerRun.VerifyAsync($"static class RepoHooks {{ [Hook({setting})] const string A = \"a\"; }}");

    [TestMethod]
    public Task The_name_of_a_folder_is_told_with_what_to_write() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook(Files = ["**/*.cs"], Exclude = [{|HOOK0013:"obj"|}, {|HOOK0013:"**/bin"|}, {|HOOK0013:"docs"|}], Reads = [{|HOOK0013:"Model/Parts"|}])] const string A = "a";
            [Hook(Files = ["Model/Parts/**/*.json"])] const string B = "b";
        }
        """,
        "Exclude of hook 'A' has 'obj', which is a file of that name and not what is in the folder; write '**/obj/**'",
        "Exclude of hook 'A' has '**/bin', which is a file of that name and not what is in the folder; write '**/bin/**'",
        "Exclude of hook 'A' has 'docs', which is a file of that name and not what is in the folder; write 'docs/**'",
        "Reads of hook 'A' has 'Model/Parts', which is a file of that name and not what is in the folder; write 'Model/Parts/**'");

    [TestMethod]
    public Task A_folder_that_is_beside_each_project_is_told_where_only_the_root_s_is_named() => AnalyzerRun.VerifyMessagesAsync(
        """static class RepoHooks { [Hook(Files = ["**/*.cs"], Exclude = [{|HOOK0013:"obj/"|}, "src/obj/", "**/bin/", "bin/**"])] const string A = "a"; }""",
        "Exclude of hook 'A' has 'obj/', which means the folder in the root folder only; write '**/obj/**'");

    [TestMethod]
    [DataRow("Files = [\"README.md\", \"global.json\", \"Directory.Build.props\", \"LICENSE\", \"Makefile\", \".editorconfig\"]")]
    [DataRow("Files = [\"*.cs\", \"src/**/*.cs\"]")]
    [DataRow("Files = [\"*.cs\", \"**/*.cs\"]")]
    [DataRow("Files = [\"**\", \"src/*.cs\", \"docs/\", \"{src,test}/*.cs\"]")]
    [DataRow("Reads = [\"eng/check\", \"src/bin/tool\"]")]
    [DataRow("Files = [{|HOOK0006:\"**.cs\"|}, {|HOOK0006:\"./*.cs\"|}]")]
    public Task What_is_meant_as_it_stands_is_left_alone(string setting) =>
        AnalyzerRun.VerifyAsync($"static class RepoHooks {{ [Hook({setting})] const string A = \"a\"; }}");

    [TestMethod]
    public Task What_a_ready_made_check_reads_is_nobodys_to_change() => AnalyzerRun.VerifyAsync(
        """static class RepoHooks { [Hook] const string A = StandardHooks.Secrets + " --allow-list=build"; }""");
}
