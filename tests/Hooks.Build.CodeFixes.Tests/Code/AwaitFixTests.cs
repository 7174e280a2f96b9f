using NetStandard20 = Basic.Reference.Assemblies.NetStandard20;
using Hooks.Build.CodeFixes.Code;
using Hooks.Build.CodeFixes.Tests.Kit;
using Hooks.Build.Generators.Code;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace Hooks.Build.CodeFixes.Tests.Code;

[TestClass]
public sealed class AwaitFixTests
{
    [TestMethod]
    public Task Async_code_awaits() => CodeFixRun.VerifyAsync<CodeAnalyzer, AwaitFix>(
        """
        using System.IO;
        using System.Threading;
        class Tool
        {
            async Task<int> Run(Task<string> text, Task other, CancellationToken cancel)
            {
                var length = text.{|HOOK0022:Result|}.Length;
                other.{|HOOK0022:Wait|}();
                Other().{|HOOK0022:Wait|}(cancel);
                Task.{|HOOK0022:WaitAll|}(Other(), Other());
                Other().ConfigureAwait(false).GetAwaiter().{|HOOK0022:GetResult|}();
                return length + Nested(Nested(1).{|HOOK0022:Result|}).{|HOOK0022:Result|};
            }

            Task Other() => Task.CompletedTask;
            Task<int> Nested(int number) => Task.FromResult(number);
        }
        """,
        """
        using System.IO;
        using System.Threading;
        class Tool
        {
            async Task<int> Run(Task<string> text, Task other, CancellationToken cancel)
            {
                var length = (await text).Length;
                await other;
                await Other().WaitAsync(cancel);
                await Task.WhenAll(Other(), Other());
                await Other().ConfigureAwait(false);
                return length + await Nested(await Nested(1));
            }

            Task Other() => Task.CompletedTask;
            Task<int> Nested(int number) => Task.FromResult(number);
        }
        """,
        globalConfig: "build_property.HooksAudit = true");

    [TestMethod]
    public Task Waits_that_no_await_says_are_left_to_the_writer()
    {
        const string Source =
            """
            using System.Threading;
            class Tool
            {
                async Task Run(Task task, Task other, Task[] tasks, CancellationToken cancel)
                {
                    Task.{|HOOK0022:WaitAll|}(tasks, cancel);
                    Task.{|HOOK0022:WaitAny|}(tasks, cancel);
                    Task.{|HOOK0022:WaitAll|}(tasks, Timeout.Infinite);
                    Task.{|HOOK0022:WaitAny|}(tasks, Timeout.InfiniteTimeSpan);
                    task.{|HOOK0022:Wait|}(Timeout.Infinite);
                    other.{|HOOK0022:Wait|}(Timeout.InfiniteTimeSpan);
                }
            }
            """;
        return CodeFixRun.VerifyAsync<CodeAnalyzer, AwaitFix>(Source, Source, globalConfig: "build_property.HooksAudit = true");
    }

    [TestMethod]
    [DataRow("holder?.Task.{|HOOK0022:Result|}")]
    [DataRow("holder?.Made().{|HOOK0022:Result|}")]
    [DataRow("holder?.Tasks[0]!.{|HOOK0022:Result|}")]
    public Task What_is_asked_for_conditionally_is_left_as_it_is(string expression)
    {
        var source =
            $$"""
            class Holder { public Task<int> Task; public Task<int>[] Tasks; public Task<int> Made() => Task; }
            class Tool { async Task<int?> Run(Holder holder) { await holder.Task; return {{expression}}; } }
            """;
        return CodeFixRun.VerifyAsync<CodeAnalyzer, AwaitFix>(source, source, globalConfig: "build_property.HooksAudit = true");
    }

    [TestMethod]
    public Task A_framework_without_a_wait_that_can_be_cancelled_is_given_none()
    {
        const string Source =
            """
            using System.Threading;
            using System.Threading.Tasks;
            class Tool { async Task Run(Task task, CancellationToken cancel) => task.{|HOOK0022:Wait|}(cancel); }
            """;
        var test = new CSharpCodeFixTest<CodeAnalyzer, AwaitFix, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("netstandard2.0"),
            TestCode = Source,
            FixedCode = Source,
            CompilerDiagnostics = CompilerDiagnostics.Errors,
        };
        test.TestState.AdditionalReferences.AddRange(NetStandard20.References.All);
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.HooksAudit = true"));
        return test.RunAsync();
    }

    [TestMethod]
    public Task A_hook_becomes_async() => CodeFixRun.VerifyAsync<CodeAnalyzer, AwaitFix>(
        """
        using System.IO;
        static class RepoHooks
        {
            [Hook] static void Lint() => File.ReadAllTextAsync("a").{|HOOK0022:Wait|}();
            [Hook] static bool Check() => File.ReadAllTextAsync("a").{|HOOK0022:Result|} == File.ReadAllTextAsync("b").{|HOOK0022:Result|};
            [Hook]
            private static HookResult Test()
            {
                return File.ReadAllTextAsync("a").{|HOOK0022:Result|}.Length == 0 ? HookResult.Success : HookResult.Failure();
            }
        }
        """,
        """
        using System.IO;
        static class RepoHooks
        {
            [Hook] static async Task Lint() => await File.ReadAllTextAsync("a");
            [Hook] static async Task<bool> Check() => await File.ReadAllTextAsync("a") == await File.ReadAllTextAsync("b");
            [Hook]
            private static async Task<HookResult> Test()
            {
                return (await File.ReadAllTextAsync("a")).Length == 0 ? HookResult.Success : HookResult.Failure();
            }
        }
        """);

    [TestMethod]
    public Task Tokens_are_handed_on() => CodeFixRun.VerifyAsync<CodeAnalyzer, TokenFix>(
        """
        using System.IO;
        using System.Threading;
        static class RepoHooks
        {
            [Hook] static async Task Lint(HookContext hook)
            {
                var text = await File.{|HOOK0022:ReadAllTextAsync|}(Path.Combine("a", await File.{|HOOK0022:ReadAllTextAsync|}("b", CancellationToken.None)));
                await Optional.{|HOOK0022:RunAsync|}(1);
                await hook.ForEachFileAsync(async (file, cancel) => await file.{|HOOK0022:ReadTextAsync|}());
            }
        }

        static class Optional { public static Task RunAsync(int one, int two = 2, CancellationToken stop = default) => Task.Delay(one + two, stop); }
        """,
        """
        using System.IO;
        using System.Threading;
        static class RepoHooks
        {
            [Hook] static async Task Lint(HookContext hook)
            {
                var text = await File.ReadAllTextAsync(Path.Combine("a", await File.ReadAllTextAsync("b", hook.Cancellation)), hook.Cancellation);
                await Optional.RunAsync(1, stop: hook.Cancellation);
                await hook.ForEachFileAsync(async (file, cancel) => await file.ReadTextAsync(cancel));
            }
        }

        static class Optional { public static Task RunAsync(int one, int two = 2, CancellationToken stop = default) => Task.Delay(one + two, stop); }
        """);
}
