using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class TimeoutTooShortTests
{
    [TestMethod]
    [DataRow("Timeout = {|HOOK0012:3|}, Retries = 3", "Hook 'A' has 3 s for 4 attempts, less than a second for each")]
    [DataRow("Timeout = {|HOOK0012:1|}, Retries = 1", "Hook 'A' has 1 s for 2 attempts, less than a second for each")]
    public Task The_limit_is_for_all_attempts_together(string settings, string message) =>
        AnalyzerRun.VerifyMessagesAsync($"static class RepoHooks {{ [Hook({settings})] const string A = \"a\"; }}", message);

    [TestMethod]
    [DataRow("Timeout = 4, Retries = 3")]
    [DataRow("Timeout = 1")]
    [DataRow("Retries = 10")]
    [DataRow("Timeout = {|HOOK0006:0|}, Retries = 3")]
    [DataRow("Timeout = 3, Retries = {|HOOK0006:11|}")]
    public Task A_second_for_each_may_be_enough(string settings) =>
        AnalyzerRun.VerifyAsync($"static class RepoHooks {{ [Hook({settings})] const string A = \"a\"; }}");
}
