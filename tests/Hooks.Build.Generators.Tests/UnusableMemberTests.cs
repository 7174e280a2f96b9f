using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests;

[TestClass]
public sealed class UnusableMemberTests
{
    [TestMethod]
    [DataRow("[Hook] static string {|HOOK0004:X|} = \"a\";", "the field is not const; a command is a const string, so that it can be checked at compile time")]
    [DataRow("[Hook] readonly string {|HOOK0004:X|} = \"a\";", "the field is not const; a command is a const string, so that it can be checked at compile time")]
    [DataRow("[Hook] const int {|HOOK0004:X|} = 1;", "the constant is int; a command is a const string")]
    [DataRow("[Hook] const string? {|HOOK0004:X|} = null;", "the constant is null; a command is a const string with a command line")]
    [DataRow("enum E { [Hook] {|HOOK0004:X|} }", "the constant is Holder.E; a command is a const string")]
    [DataRow("[Hook] void {|HOOK0004:X|}() { }", "the method is not static; a C# hook is a static method")]
    [DataRow("[Hook] static void {|HOOK0004:X|}<T>() { }", "the method is generic; a C# hook has no type parameters")]
    [DataRow("class G<T> { [Hook] static void {|HOOK0004:X|}() { } }", "the type Holder.G<T> is generic; a C# hook is declared in a type without type parameters")]
    [DataRow("class G<T> { class N { [Hook] static void {|HOOK0004:X|}() { } } }", "the type Holder.G<T> is generic; a C# hook is declared in a type without type parameters")]
    [DataRow("interface I { [Hook] static abstract void {|HOOK0004:X|}(); }", "the method is abstract or virtual; a C# hook is a static method with a body")]
    [DataRow("[Hook] static extern void {|HOOK0004:X|}();", "the method is extern; a C# hook is a static method with a body")]
    [DataRow("[Hook] static void {|HOOK0004:X|}(__arglist) { }", "it takes __arglist, which nobody passes")]
    [DataRow("partial class P { [Hook] static partial void {|HOOK0004:X|}(); }", "the method is partial, and no part has a body; a C# hook is a static method with a body")]
    [DataRow("[Hook] static void {|HOOK0004:X|}(string a) { }", "the parameter 'a' is string; a C# hook takes nothing or one HookContext")]
    [DataRow("[Hook] static void {|HOOK0004:X|}(HookContext a, int b) { }", "it takes 2 parameters; a C# hook takes nothing or one HookContext")]
    [DataRow("[Hook] static void {|HOOK0004:X|}(ref HookContext a) { }", "the parameter 'a' is passed by reference; a C# hook takes nothing or one HookContext by value")]
    [DataRow("[Hook] static void {|HOOK0004:X|}(in HookContext a) { }", "the parameter 'a' is passed by reference; a C# hook takes nothing or one HookContext by value")]
    [DataRow("[Hook] static int {|HOOK0004:X|}() => 1;", "it returns int; a C# hook returns void, bool, HookResult, Task, Task<bool> or Task<HookResult>")]
    [DataRow("[Hook] static Task<int> {|HOOK0004:X|}() => null!;", "it returns Task<int>; a C# hook returns void, bool, HookResult, Task, Task<bool> or Task<HookResult>")]
    [DataRow("[Hook] static bool? {|HOOK0004:X|}() => null;", "it returns bool?; a C# hook returns void, bool, HookResult, Task, Task<bool> or Task<HookResult>")]
    [DataRow("[Hook] static ValueTask<bool> {|HOOK0004:X|}() => default;", "it returns ValueTask<bool>; a C# hook returns void, bool, HookResult, Task, Task<bool> or Task<HookResult>, and no ValueTask")]
    [DataRow("[Hook] static async void {|HOOK0004:X|}() => await Task.Yield();", "it is async void, which nobody can wait for; return Task")]
    [DataRow("static bool b; [Hook] static ref bool {|HOOK0004:X|}() => ref b;", "it returns by reference; a C# hook returns void, bool, HookResult, Task, Task<bool> or Task<HookResult>")]
    [DataRow("static void M() { X(); [Hook] static void {|HOOK0004:X|}() { } }", "it is a local function; a C# hook is a static method of a type")]
    public async Task What_is_wrong_and_what_is_allowed_is_said(string member, string reason) =>
        (await AnalyzerRun.VerifyAsync($"class Holder {{ {member} }}")).ShouldHaveSingleItem().GetMessage().ShouldBe($"'X' cannot be a hook: {reason}");

    [TestMethod]
    [DataRow("int P { [Hook] {|HOOK0004:get|} => 1; }")]
    [DataRow("[Hook] public static Holder operator {|HOOK0004:+|}(Holder a) => a;")]
    public Task Methods_without_a_name_of_their_own_are_no_hooks(string member) => AnalyzerRun.VerifyAsync($"class Holder {{ {member} }}");

    [TestMethod]
    [DataRow("static Action M() => [{|HOOK0004:Hook|}] static () => { };", "'=>' cannot be a hook: it is a lambda; a C# hook is a static method of a type")]
    [DataRow("[field: Hook] static string {|HOOK0004:X|} { get; } = \"x\";", "'X' cannot be a hook: only a const string or a static method can be one")]
    [DataRow("[field: Hook] static event Action {|HOOK0004:X|};", "'X' cannot be a hook: only a const string or a static method can be one")]
    [DataRow("[method: Hook] static event Action {|HOOK0004:X|};", "'X' cannot be a hook: only a const string or a static method can be one")]
    [DataRow("record Args([field: Hook] string {|HOOK0004:X|});", "'X' cannot be a hook: only a const string or a static method can be one")]
    public Task What_the_compiler_takes_is_not_passed_over(string member, string message) =>
        AnalyzerRun.VerifyMessagesAsync($"class Holder {{ {member} }}", message);

    [TestMethod]
    public Task Two_lambdas_have_no_name_in_common() =>
        AnalyzerRun.VerifyAsync("class Holder { (Action, Action) M() => ([{|HOOK0004:Hook|}] static () => { }, [{|HOOK0004:Hook|}] static () => { }); }");

    [TestMethod]
    public Task Other_files_must_be_able_to_name_the_type() => AnalyzerRun.VerifyMessagesAsync(
        "file static class Local { [Hook] static void {|HOOK0004:X|}() { } }",
        "'X' cannot be a hook: the type Local is local to its file; a C# hook is declared in a type that other files can name; leave 'file' out");

    [TestMethod]
    public Task A_local_function_of_top_level_statements_is_no_hook() => AnalyzerRun.VerifyAsync("X(); [Hook] static void {|HOOK0004:X|}() { }");

    [TestMethod]
    public Task Each_allowed_member_is_a_hook() => AnalyzerRun.VerifyAsync(
        """
        file static class Local { [Hook] const string InFileLocalType = "a"; }
        class Generic<T> { [Hook] const string InGenericType = "a"; }
        interface IHolder { [Hook] static void InInterface() { } }
        struct Holder
        {
            [Hook] const string Interpolated = $"a {nameof(Holder)}" + " b";
            [Hook] static void Optional(HookContext? hook = null) { }
            [Hook] public static Task<HookResult?> Nullable() => null!;
            [Hook] static void Extension() { }
        }
        static partial class Parts
        {
            [Hook] static partial void Declared();
            static partial void Declared() { }
            static partial void Implemented();
            [Hook] static partial void Implemented() { }
        }
        """);
}
