using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class MalformedCommandTests
{
    [TestMethod]
    [DataRow("\"\"", "empty")]
    [DataRow("\"  \"", "empty")]
    [DataRow("\"echo 'open\"", "quote")]
    [DataRow("\"echo {file}\"", "did you mean {files}?")]
    [DataRow("\"echo {\" + \"files\"", "brace")]
    [DataRow("\"echo linting && sh -c 'exit 1'\"", "'&&' in quotes where it is an argument.")]
    [DataRow("\"echo {files} ; exit 1\"", "write sh -c '... \"$@\"' _ {files}, or ';' in quotes where it is an argument.")]
    [DataRow("\"! grep -n Debugger.Break {files}\"", "write sh -c '! ... \"$@\"' _ {files}.")]
    [DataRow("\"FOO=1 dotnet x\"", "write env FOO=... and the program; Environment passes on a variable that is set outside.")]
    public async Task The_constant_is_marked_and_the_reason_said(string constant, string reason)
    {
        var diagnostics = await AnalyzerRun.VerifyAsync($"static class RepoHooks {{ [Hook] const string A = {{|HOOK0005:{constant}|}}; }}");
        diagnostics.Single().GetMessage().ShouldStartWith("The command of hook 'A' is malformed: ");
        diagnostics.Single().GetMessage().ShouldContain(reason);
    }

    [TestMethod]
    public async Task A_fix_is_a_command_too()
    {
        var diagnostics = await AnalyzerRun.VerifyAsync("""static class RepoHooks { [Hook(Fix = {|HOOK0005:"fix {oops}"|})] static void A() { } }""");
        diagnostics.Single().GetMessage().ShouldStartWith("Fix of hook 'A' is malformed: ");
    }

    [TestMethod]
    public Task A_fix_is_no_shell_s_either() =>
        AnalyzerRun.VerifyAsync("""static class RepoHooks { [Hook(Fix = {|HOOK0005:"fix {files} > log"|})] static void A() { } }""");

    [TestMethod]
    public Task Well_formed_commands_pass() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Fix = null)] const string A = "a {files} {root}/x --jobs={cores} {configuration} {log} {{x}}";
            [Hook(Fix = "b")] const string B = "b\nc";
            [Hook(Fix = "sh -c 'b > c' ';'")] const string C = "sh -c '! b && c'";
        }
        """);

    [TestMethod]
    [DataRow("\"hooks:check-jsn\"", "There is no ready-made hook hooks:check-jsn; did you mean hooks:check-json?")]
    [DataRow("StandardHooks.CheckAddedLargeFiles + \" --maxkb=much\"", "hooks:check-added-large-files: --maxkb takes a whole number, not 'much'.")]
    [DataRow("StandardHooks.CheckAddedLargeFiles + \" --maxbk=5\"", "hooks:check-added-large-files: there is no option --maxbk; did you mean --maxkb?")]
    [DataRow("StandardHooks.CheckJson + \" {files}\"", "{files} has no meaning for hooks:check-json; it is given its files by Files. Leave it out, or double the braces for literal ones.")]
    [DataRow("StandardHooks.CheckJson + \" a.json\"", "hooks:check-json takes no 'a.json'; say with Files which files it is about.")]
    [DataRow("StandardHooks.CheckJson + \"\\necho\"", "hooks:check-json stands alone; make each step a hook of its own, and join them with DependsOn.")]
    public async Task The_arguments_of_a_ready_made_hook_are_checked(string constant, string reason)
    {
        var diagnostics = await AnalyzerRun.VerifyAsync($"static class RepoHooks {{ [Hook] const string A = {{|HOOK0005:{constant}|}}; }}");
        diagnostics.Single().GetMessage().ShouldBe("The command of hook 'A' is malformed: " + reason);
    }

    [TestMethod]
    public async Task A_ready_made_hook_needs_no_fix()
    {
        var diagnostics = await AnalyzerRun.VerifyAsync(
            """static class RepoHooks { [Hook(Fix = {|HOOK0005:"fix {files}"|})] const string A = StandardHooks.TrailingWhitespace; }""");
        diagnostics.Single()
            .GetMessage()
            .ShouldBe("Fix of hook 'A' is malformed: hooks:trailing-whitespace needs none; a ready-made hook repairs by itself where it can.");
    }

    [TestMethod]
    public Task Patterns_with_doubled_braces_are_read_as_single_ones() =>
        AnalyzerRun.VerifyAsync("""static class RepoHooks { [Hook] const string A = StandardHooks.NoCommitToBranch + " --pattern '^release/[0-9]{{2}}$'"; }""");
}
