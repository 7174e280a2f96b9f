using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class CriticalOnOptionalTests
{
    [TestMethod]
    public Task A_critical_hook_is_told_of_what_does_not_hold_it_up() => AnalyzerRun.VerifyMessagesAsync(
        """
        static class RepoHooks
        {
            [Hook(Severity = HookSeverity.Warning)] const string Spell = "spell";
            [Hook] const string Build = "build";
            [Hook(DependsOn = [nameof(Build), {|HOOK0011:nameof(Spell)|}], Severity = HookSeverity.Critical)] const string Gate = "gate";
        }
        """,
        "Critical hook 'Gate' depends on 'Spell', whose failure is a warning: 'Gate' runs after it has failed");

    [TestMethod]
    public Task Order_alone_and_hooks_that_are_not_critical_are_right() => AnalyzerRun.VerifyAsync(
        """
        static class RepoHooks
        {
            [Hook(Severity = HookSeverity.Warning)] const string Spell = "spell";
            [Hook(After = [nameof(Spell)], Severity = HookSeverity.Critical)] const string Gate = "gate";
            [Hook(DependsOn = [nameof(Spell)])] const string Usual = "usual";
        }
        """);
}
