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
    public Task Well_formed_commands_pass() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Fix = null)] const string A = "a {files} {root}/x --jobs={cores} {configuration} {log} {{x}}";
            [Hook(Fix = "b")] const string B = "b\nc";
        }
        """);
}
