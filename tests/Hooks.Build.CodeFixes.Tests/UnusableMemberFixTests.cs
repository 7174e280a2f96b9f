using Hooks.Build.CodeFixes.Tests.Kit;
using Hooks.Build.Generators;

namespace Hooks.Build.CodeFixes.Tests;

[TestClass]
public sealed class UnusableMemberFixTests
{
    [TestMethod]
    [DataRow("static readonly string {|HOOK0004:A|} = \"a\";", "const string A = \"a\";")]
    [DataRow("private static readonly string {|HOOK0004:A|} = \"a\";", "private const string A = \"a\";")]
    [DataRow("string {|HOOK0004:A|} = \"a\";", "const string A = \"a\";")]
    [DataRow("public new string {|HOOK0004:A|} = \"a\" + \"b\";", "public new const string A = \"a\" + \"b\";")]
    public Task A_field_becomes_a_constant(string field, string constant) => Verify(field, constant);

    [TestMethod]
    [DataRow("void {|HOOK0004:M|}() { }", "static void M() { }")]
    [DataRow("public virtual async Task {|HOOK0004:M|}(HookContext hook) => await hook.ForEachFileAsync((file, cancel) => default);", "public static async Task M(HookContext hook) => await hook.ForEachFileAsync((file, cancel) => default);")]
    [DataRow("bool {|HOOK0004:M|}() => Helper() && Other.X.Length > 0;", "static bool M() => Helper() && Other.X.Length > 0;")]
    public Task A_method_becomes_static(string method, string repaired) => Verify(method, repaired);

    [TestMethod]
    [DataRow("static async void {|HOOK0004:M|}() => await Task.Yield();", "static async Task M() => await Task.Yield();")]
    [DataRow("static async ValueTask<bool> {|HOOK0004:M|}() { await Task.Yield(); return true; }", "static async Task<bool> M() { await Task.Yield(); return true; }")]
    public Task What_it_returns_becomes_a_task(string method, string repaired) => Verify(method, repaired);

    [TestMethod]
    [DataRow("static readonly string {|HOOK0004:A|} = DateTime.Now.ToString();")]
    [DataRow("const int {|HOOK0004:A|} = 1;")]
    [DataRow("bool {|HOOK0004:M|}() => _field == 1;")]
    [DataRow("bool {|HOOK0004:M|}() => this.GetHashCode() == 1;")]
    [DataRow("bool {|HOOK0004:M|}() => Instance();")]
    [DataRow("static int {|HOOK0004:M|}() => 1;")]
    public Task Where_more_is_missing_nothing_is_offered(string member) => Verify(member, member);

    [TestMethod]
    [DataRow("void {|HOOK0004:M|}() { } void Calls() => this.M();")]
    [DataRow("static string {|HOOK0004:A|} = \"a\"; void Writes() => A = \"b\";")]
    [DataRow("static async void {|HOOK0004:M|}() => await Task.Yield(); Action Takes() => M;")]
    public Task Where_a_use_forbids_it_nothing_is_offered(string members) =>
        CodeFixRun.VerifyAsync<HookAnalyzer, UnusableMemberFix>($"class RepoHooks {{ [Hook] {members} }}", $"class RepoHooks {{ [Hook] {members} }}");

    [TestMethod]
    [DataRow("void {|HOOK0017:M|}(RunContext run) { }", "static void M(RunContext run) { }")]
    [DataRow("static async void {|HOOK0017:M|}(RunContext run) => await run.EndAsync();", "static async Task M(RunContext run) => await run.EndAsync();")]
    [DataRow("static async ValueTask {|HOOK0017:M|}(RunContext run) => await run.EndAsync();", "static async Task M(RunContext run) => await run.EndAsync();")]
    [DataRow("static async ValueTask<bool> {|HOOK0017:M|}(RunContext run) => await run.EndAsync() is null;", "static async ValueTask<bool> {|HOOK0017:M|}(RunContext run) => await run.EndAsync() is null;")]
    public Task A_listener_is_repaired_as_a_hook_is(string method, string repaired) =>
        CodeFixRun.VerifyAsync<HookAnalyzer, UnusableMemberFix>($"class RepoHooks {{ [OnRun] {method} }}", $"class RepoHooks {{ [OnRun] {repaired} }}");

    private static Task Verify(string marked, string repaired) => CodeFixRun.VerifyAsync<HookAnalyzer, UnusableMemberFix>(Around(marked), Around(repaired));

    private static string Around(string member) =>
        $$"""
        static class Other { public const string X = "x"; }
        class Base;
        class RepoHooks : Base
        {
            int _field = 1;
            static bool Helper() => true;
            bool Instance() => _field == 1;

            // About it.
            [Hook]
            {{member}}

            [Hook] /* here */ {{member.Replace("|A|", "|A2|", StringComparison.Ordinal).Replace(":A|", ":A2|", StringComparison.Ordinal).Replace(":M|", ":M2|", StringComparison.Ordinal).Replace(" A =", " A2 =", StringComparison.Ordinal).Replace(" M(", " M2(", StringComparison.Ordinal)}}
        }
        """;
}
