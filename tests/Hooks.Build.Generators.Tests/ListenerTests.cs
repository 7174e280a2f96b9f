using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

/// <summary>HOOK0017, and what the plan has of methods that listen to runs.</summary>
[TestClass]
public sealed class ListenerTests
{
    private const string Takes = "a listener takes a RunContext, and may take a CancellationToken after it";

    [TestMethod]
    [DataRow("[OnRun] void {|HOOK0017:X|}(RunContext run) { }", "the method is not static; a listener is a static method")]
    [DataRow("[OnRun] static void {|HOOK0017:X|}() { }", $"it takes no parameter; {Takes}")]
    [DataRow("[OnRun] static void {|HOOK0017:X|}(HookContext run) { }", $"the parameter 'run' is HookContext; {Takes}")]
    [DataRow("[OnRun] static void {|HOOK0017:X|}(RunContext run, int a) { }", $"the parameter 'a' is int; {Takes}")]
    [DataRow("[OnRun] static void {|HOOK0017:X|}(System.Threading.CancellationToken token, RunContext run) { }", $"the parameter 'token' is CancellationToken; {Takes}")]
    [DataRow("[OnRun] static void {|HOOK0017:X|}(RunContext run, System.Threading.CancellationToken token, int a) { }", $"it takes 3 parameters; {Takes}")]
    [DataRow("[OnRun] static void {|HOOK0017:X|}(in RunContext run) { }", $"the parameter 'run' is passed by reference; {Takes} by value")]
    [DataRow("[OnRun] static bool {|HOOK0017:X|}(RunContext run) => true;", "it returns bool; a listener returns void or Task, as it decides nothing")]
    [DataRow("[OnRun] static Task<bool> {|HOOK0017:X|}(RunContext run) => null!;", "it returns Task<bool>; a listener returns void or Task, as it decides nothing")]
    [DataRow("[OnRun] static ValueTask {|HOOK0017:X|}(RunContext run) => default;", "it returns ValueTask; a listener returns void or Task, as it decides nothing")]
    [DataRow("[OnRun] static async void {|HOOK0017:X|}(RunContext run) => await Task.Yield();", "it is async void, which nobody can wait for; return Task")]
    [DataRow("[OnRun] static void {|HOOK0017:X|}<T>(RunContext run) { }", "the method is generic; a listener has no type parameters")]
    [DataRow("class G<T> { [OnRun] static void {|HOOK0017:X|}(RunContext run) { } }", "the type Holder.G<T> is generic; a listener is declared in a type without type parameters")]
    [DataRow("interface I { [OnRun] static abstract void {|HOOK0017:X|}(RunContext run); }", "the method is abstract or virtual; a listener is a static method with a body")]
    [DataRow("static void M() { X(null!); [OnRun] static void {|HOOK0017:X|}(RunContext run) { } }", "it is a local function; a listener is a static method of a type")]
    [DataRow("[OnRun(Timeout = {|HOOK0017:0|})] static void X(RunContext run) { }", "its Timeout is 0; it is 1 to 60 seconds")]
    [DataRow("[OnRun(Timeout = {|HOOK0017:61|})] static void X(RunContext run) { }", "its Timeout is 61; it is 1 to 60 seconds")]
    [DataRow("[OnRun(Stages = {|HOOK0017:HookStages.None|})] static void X(RunContext run) { }", "its Stages are none, so it is never called")]
    [DataRow("[OnRun(Stages = {|HOOK0017:(HookStages)4096|})] static void X(RunContext run) { }", "its Stages have a value that is no stage")]
    [DataRow("[OnRun(Environment = [\"A\", {|HOOK0017:\"\"|}])] static void X(RunContext run) { }", "its Environment has an empty name")]
    [DataRow("[Hook] const string x = \"a\"; [OnRun] static void {|HOOK0017:X|}(RunContext run) { }", "a hook or another listener has the same name; names are compared without case")]
    [DataRow("static class A { [OnRun] static void X(RunContext run) { } } static class B { [OnRun] static void {|HOOK0017:X|}(RunContext run) { } }", "a hook or another listener has the same name; names are compared without case")]
    public async Task What_is_wrong_and_what_is_allowed_is_said(string member, string reason) =>
        (await AnalyzerRun.VerifyAsync($"class Holder {{ {member} }}")).ShouldHaveSingleItem().GetMessage().ShouldBe($"'X' cannot listen to runs: {reason}");

    [TestMethod]
    public async Task A_method_is_a_hook_or_listens() =>
        (await AnalyzerRun.VerifyAsync("class Holder { [Hook, OnRun] static void {|HOOK0004:{|HOOK0017:X|}|}(RunContext run) { } }"))
            .Single(diagnostic => diagnostic.Id == "HOOK0017")
            .GetMessage()
            .ShouldBe("'X' cannot listen to runs: it is a hook as well; a method is one or the other");

    [TestMethod]
    public Task Every_shape_that_is_allowed_is_silent() => AnalyzerRun.VerifyAsync(
        """
        using Listens = Hooks.Build.OnRunAttribute;
        static class RepoHooks
        {
            [OnRun] static void A(RunContext run) { }
            [OnRun(Timeout = 60)] static Task B(RunContext run) => Task.CompletedTask;
            [OnRun(Stages = HookStages.PrePush | HookStages.AgentStop, Environment = ["*"])] static void C(RunContext run, System.Threading.CancellationToken token) { }
            [Hooks.Build.OnRun(Description = "says it")] static async Task D(RunContext run, System.Threading.CancellationToken token)
            {
                await foreach (var happened in run.Events)
                    System.Console.WriteLine(happened);
            }
            [Listens] static void E(RunContext? run = null) { }
        }
        """);

    [TestMethod]
    public Task What_is_half_typed_is_not_judged_by_what_it_may_become() =>
        AnalyzerRun.VerifyAsync("static class H { [OnRun] static void X(RunContex run) { } }");

    [TestMethod]
    public void The_plan_has_it_behind_the_hooks() => GeneratorRun.Of(
        """
        namespace Repo;

        static class RepoHooks
        {
            [OnRun] static void Plain(RunContext run) { }
            [Hook] const string Lint = "lint";
            [OnRun(Stages = HookStages.PrePush, Timeout = 9, Output = true, Environment = ["CHANNEL"], Description = "tells the team")]
            static async Task Notify(RunContext run, System.Threading.CancellationToken token) => await run.EndAsync();
        }
        """).Plan.ShouldMatchBaseline();

    [TestMethod]
    public void A_listener_that_cannot_be_refuses_the_plan() =>
        GeneratorRun.Of("static class RepoHooks { [OnRun] static void X() { } [Hook] const string Lint = \"lint\"; }").Plan.ShouldContain("Refused=HOOK0017\n");

    [TestMethod]
    public void A_file_that_names_nothing_but_the_attribute_is_read() =>
        GeneratorRun.Of("static class R { [OnRun] static void X(global::Hooks.Build.RunContext a) { } }").Plan.ShouldContain("Listener=X\n");
}
