using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

/// <summary>Which C# hooks can never repair: others need not wait for them at a commit.</summary>
[TestClass]
public sealed class NeverFixesTests
{
    [TestMethod]
    [DataRow("void Hook() { }")]
    [DataRow("void Hook(HookContext hook) { hook.Error(hook.Files[0].Path, 1, 1, \"X\", \"x\"); }")]
    [DataRow("System.Threading.Tasks.Task Hook(HookContext hook) => hook.ForEachFileAsync(async (file, cancel) => { if ((await file.ReadTextAsync(cancel)).Length > 0) hook.Error(file, 1, 1, \"X\", \"x\"); });")]
    public void A_hook_that_never_asks_never_repairs(string member) => Plan(member).ShouldContain("NeverFixes=true\n");

    [TestMethod]
    [DataRow("bool Hook(HookContext hook) => hook.Fixing;")]
    [DataRow("bool Hook(HookContext hook) => hook is { Fixing: true };")]
    [DataRow("bool Hook(HookContext hook) => Other(hook); static bool Other(HookContext context) => context.Fixing;")]
    [DataRow("bool Hook(HookContext hook) { var other = hook; return other.Fixing; }")]
    [DataRow("bool Hook(HookContext hook) => hook!.Fixing;")]
    [DataRow("bool Hook(HookContext hook) => hook.Repair(); static bool Repair(this HookContext context) => context.Fixing;")]
    [DataRow("bool Hook(HookContext hook) { var repair = hook.Repair; return repair(); } static bool Repair(this HookContext context) => context.Fixing;")]
    [DataRow("partial bool Hook(HookContext hook); internal static partial bool Hook(HookContext context) => context.Fixing;")]
    public void A_hook_that_asks_or_hands_its_context_on_may_repair(string member) => Plan(member).ShouldNotContain("NeverFixes");

    [TestMethod]
    public void A_partial_hook_is_what_its_body_says() =>
        Plan("partial bool Hook(HookContext hook); internal static partial bool Hook(HookContext context) => context.Files.Count > 0;")
            .ShouldContain("NeverFixes=true\n");

    [TestMethod]
    public void A_hook_whose_body_another_generator_writes_may_repair() => Plan("partial bool Hook(HookContext hook);").ShouldNotContain("NeverFixes");

    private static string Plan(string member) => GeneratorRun.Of($"static partial class H {{ [Hook] internal static {member} }}").Plan;
}
