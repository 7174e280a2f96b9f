using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests.Code;

/// <summary>Which code the laws hold for.</summary>
[TestClass]
public sealed class HookCodeTests
{
    private const string Elsewhere =
        """
        class Helper
        {
            public Helper() => Environment.{|HOOK0023:Exit|}(1);
            public string Value { get { Environment.{|HOOK0023:Exit|}(2); return ""; } set => Environment.Exit(3); }
            public void Run<T>() => Deeper();
            void Deeper() => Environment.{|HOOK0023:Exit|}(4);
            public static void Group() => Environment.{|HOOK0023:Exit|}(5);
            public void Unused() => Environment.Exit(6);
        }
        static class Extensions { public static void Extend(this string text) => Environment.{|HOOK0023:Exit|}(7); }
        """;

    [TestMethod]
    public Task What_hooks_call_in_the_project_is_theirs_and_nothing_else() => CodeRun.VerifySourceAsync(
        $$"""
        static class RepoHooks
        {
            [Hook] static void Lint()
            {
                var helper = new Helper();
                helper.Run<int>();
                _ = helper.Value;
                Action later = Helper.Group;
                later();
                "".Extend();
                Local();
                void Local() => Environment.{|HOOK0023:Exit|}(8);
            }

            static void NoHook() => Environment.Exit(9);
        }
        {{Elsewhere}}
        """,
        audit: null);

    [TestMethod]
    public Task An_audit_tells_of_all_code_once_and_of_hooks_what_holds_for_hooks_only() => CodeRun.VerifySourceAsync(
        """
        using System.Threading;
        static class RepoHooks
        {
            [Hook] static async Task Lint(HookContext hook)
            {
                await System.IO.File.{|HOOK0022:ReadAllTextAsync|}("a");
                await System.IO.File.{|HOOK0022:ReadAllTextAsync|}("a", CancellationToken.None);
                Environment.{|HOOK0023:Exit|}(1);
            }

            static async Task NoHook(CancellationToken cancel)
            {
                await System.IO.File.{|HOOK0022:ReadAllTextAsync|}("a");
                await System.IO.File.ReadAllTextAsync("a", CancellationToken.None);
                Environment.Exit(1);
            }
        }
        """,
        audit: " True ");

    [TestMethod]
    [DataRow("false")]
    [DataRow("")]
    [DataRow(null)]
    public Task Without_hooks_and_without_an_audit_nothing_is_told(string? audit) =>
        CodeRun.VerifySourceAsync("class Tool { string Run() => Task.FromResult(\"a\").Result; }", audit);

    [TestMethod]
    public async Task What_is_half_typed_is_no_reason_to_fail()
    {
        var source =
            """
            using System.Diagnostics;
            class Tool
            {
                [Hook] static async Task Lint(HookContext hook)
                {
                    foreach (var file in hook.Files) { var (a, b) = await file.ReadTextAsync(hook.Cancellation).; x = y[await z]; }
                    for (;;) await Process.Start(
                    Process.Start("a"). WaitForExit(; hook.RunAsync().Result.; await Task.WhenAll([.. hook.Files.Select(f => f.ReadTextAsync().Result)]);
                    (int c, d.e) = (1, await hook.RunAsync("a")); p?.q?.WaitForExit(); new Process { StartInfo = new(, ) }.WaitForExit();
                }
            }
            """;
        for (var length = 0; length < source.Length; length += 29)
        {
            await CodeRun.RunAsync(Project.Of(source[..length]), "true");
            await CodeRun.RunAsync(Project.Of(source.Remove(length, Math.Min(7, source.Length - length))), "true");
        }
    }

    [TestMethod]
    public async Task A_warning_can_be_silenced()
    {
        var compilation = Project.Of(
            "static class RepoHooks { [Hook] static void Lint() {\n#pragma warning disable HOOK0023\nEnvironment.Exit(1);\n#pragma warning restore\n} }");
        (await CodeRun.RunAsync(compilation, audit: null)).ShouldBeEmpty();
    }
}
