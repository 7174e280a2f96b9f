using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class ValueOutOfRangeTests
{
    [TestMethod]
    [DataRow("Timeout = {|HOOK0006:0|}", "Timeout of hook 'A' is 0; it must be 1 to 86400 seconds")]
    [DataRow("Timeout = {|HOOK0006:86_401|}", "Timeout of hook 'A' is 86401; it must be 1 to 86400 seconds")]
    [DataRow("Retries = {|HOOK0006:-1|}", "Retries of hook 'A' is -1; it must be 0 to 10")]
    [DataRow("Retries = {|HOOK0006:11|}", "Retries of hook 'A' is 11; it must be 0 to 10")]
    [DataRow("Cores = {|HOOK0006:-0.5|}", "Cores of hook 'A' is -0.5; it must be 0 to 1024")]
    [DataRow("Cores = {|HOOK0006:1024.5|}", "Cores of hook 'A' is 1024.5; it must be 0 to 1024")]
    [DataRow("Cores = {|HOOK0006:double.NaN|}", "Cores of hook 'A' is NaN; it must be 0 to 1024")]
    [DataRow("Cores = {|HOOK0006:double.PositiveInfinity|}", "Cores of hook 'A' is Infinity; it must be 0 to 1024")]
    [DataRow("Severity = {|HOOK0006:(HookSeverity)3|}", "Severity of hook 'A' is 3; it must be Error, Warning or Critical")]
    [DataRow("Stages = {|HOOK0006:HookStages.None|}", "Stages of hook 'A' is None; a hook needs at least one stage, Manual where it runs only when asked for")]
    [DataRow("Stages = {|HOOK0006:(HookStages)4097|}", "Stages of hook 'A' is 4097, which has bits that are no stage")]
    [DataRow("WorkingDirectory = {|HOOK0006:\"/tmp\"|}", "WorkingDirectory of hook 'A' is '/tmp'; it must be a path from the repository root")]
    [DataRow("WorkingDirectory = {|HOOK0006:\" \"|}", "WorkingDirectory of hook 'A' is blank; leave it out for the repository's root")]
    [DataRow("WorkingDirectory = {|HOOK0006:\"a\\0b\"|}", "WorkingDirectory of hook 'A' has a NUL character, which no path has")]
    [DataRow("WorkingDirectory = {|HOOK0006:\"~/src\"|}", "WorkingDirectory of hook 'A' is '~/src', which no shell reads; it must be a path from the repository root")]
    [DataRow("WorkingDirectory = {|HOOK0006:\"{root}/src\"|}", "WorkingDirectory of hook 'A' is '{root}/src', where {root} stands for nothing; it is a path from the repository root already")]
    [DataRow("Stages = HookStages.BeforeTool, Tools = [{|HOOK0006:\"\"|}]", "Tools of hook 'A' has a blank name")]
    [DataRow("WorkingDirectory = {|HOOK0006:\"C:/x\"|}", "WorkingDirectory of hook 'A' is 'C:/x'; it must be a path from the repository root")]
    [DataRow("WorkingDirectory = {|HOOK0006:\"a/../..\"|}", "WorkingDirectory of hook 'A' is 'a/../..'; it must not leave the repository by '..'")]
    [DataRow("WorkingDirectory = {|HOOK0006:@\"a\\b\"|}", "WorkingDirectory of hook 'A' is 'a\\b'; folders are separated by '/'")]
    [DataRow("Problems = {|HOOK0006:\" \"|}", "Problems of hook 'A' is blank; leave it out")]
    [DataRow("Problems = {|HOOK0006:\"(?<file>.+):\"|}", "Problems of hook 'A' is '(?<file>.+):', which has no group named text: (?<text>.+)")]
    [DataRow("Problems = {|HOOK0006:\"^ERR .+$\"|}", "Problems of hook 'A' is '^ERR .+$', which is neither the path of a report nor a pattern with a group named text: (?<text>.+)")]
    [DataRow("Problems = {|HOOK0006:\"out/{item}.xml\"|}", "Problems of hook 'A' is 'out/{item}.xml', where {item} stands for an item of Matrix, and the hook has none")]
    [DataRow("Problems = {|HOOK0006:\"/out.sarif\"|}", "Problems of hook 'A' is '/out.sarif'; it must be a path from the repository root")]
    [DataRow("Problems = {|HOOK0006:\"../out.sarif\"|}", "Problems of hook 'A' is '../out.sarif'; it must not leave the repository by '..'")]
    [DataRow("Problems = {|HOOK0006:\"**/out.sarif\"|}", "Problems of hook 'A' is '**/out.sarif'; only its last part may have *")]
    [DataRow("Profiles = [\"fast\", {|HOOK0006:\" \"|}]", "Profiles of hook 'A' has a blank name")]
    [DataRow("Locks = [{|HOOK0006:\"\"|}]", "Locks of hook 'A' has a blank name")]
    [DataRow("Environment = [{|HOOK0006:null!|}]", "Environment of hook 'A' has a blank name")]
    [DataRow("DependsOn = [{|HOOK0006:\"\"|}]", "DependsOn of hook 'A' has a blank name")]
    [DataRow("After = [{|HOOK0006:\"\\t\"|}]", "After of hook 'A' has a blank name")]
    public Task The_value_is_marked_and_the_range_said(string value, string message) =>
        AnalyzerRun.VerifyMessagesAsync($"static class RepoHooks {{ [Hook({value})] const string A = \"a\"; }}", message);

    [TestMethod]
    [DataRow("Files")]
    [DataRow("Exclude")]
    [DataRow("Reads")]
    [DataRow("Writes")]
    public async Task A_malformed_glob_is_marked(string property)
    {
        var diagnostics = await AnalyzerRun.VerifyAsync(
            $"static class RepoHooks {{ [Hook({property} = [\"**/*.cs\", {{|HOOK0006:\"src/[a\"|}}, {{|HOOK0006:\"\"|}}])] const string A = \"a\"; }}");
        diagnostics[0].GetMessage().ShouldStartWith($"{property} of hook 'A' has the malformed glob 'src/[a': ");
    }

    [TestMethod]
    public Task How_to_read_output_is_of_a_command_alone() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook(Problems = {|HOOK0006:"out/*.trx"|})] static void A() { }
            [Hook(Problems = {|HOOK0006:"out/*.trx"|})] const string B = StandardHooks.CheckJson;
            [Hook(Problems = "out/*.trx")] const string C = "c";
            [Hook(Problems = "^(?<text>.+)$")] const string D = "d";
        }
        """,
        "Problems of hook 'A' says how to read what a command prints, and the hook is a method, which reports what it finds by its HookContext; leave it out",
        "Problems of hook 'B' says how to read what a command prints, and hooks:check-json is a ready-made hook, which does not need it; leave it out");

    [TestMethod]
    public async Task A_malformed_pattern_is_marked() =>
        (await AnalyzerRun.VerifyAsync("static class RepoHooks { [Hook(Problems = {|HOOK0006:\"(?<text>\"|})] const string A = \"a\"; }"))[0]
            .GetMessage()
            .ShouldStartWith("Problems of hook 'A' is the malformed regular expression '(?<text>': ");

    [TestMethod]
    public Task Values_at_the_edges_pass() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Timeout = 1, Retries = 0, Cores = 0, Stages = HookStages.Manual, WorkingDirectory = "")] const string A = "a";
            [Hook(Timeout = 86400, Retries = 10, Cores = 1024, Stages = (HookStages)127, WorkingDirectory = "a/b", Profiles = ["x"], Environment = ["*"])] const string B = "b";
        }
        """);
}
