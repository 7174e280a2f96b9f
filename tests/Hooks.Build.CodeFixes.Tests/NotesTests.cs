using Hooks.Build.CodeFixes.Code;
using Hooks.Build.CodeFixes.Tests.Kit;
using Hooks.Build.Generators;
using Hooks.Build.Generators.Code;

namespace Hooks.Build.CodeFixes.Tests;

/// <summary>What people have written beside the code stays beside it.</summary>
[TestClass]
public sealed class NotesTests
{
    [TestMethod]
    public Task What_is_said_of_an_element_stays_with_it() => CodeFixRun.VerifyAsync<HookAnalyzer, ImpliedDependencyFix>(
        """
        static class RepoHooks
        {
            [Hook] const string A = "a";
            [Hook(DependsOn = [nameof(A)])] const string B = "b";
            [Hook(DependsOn = [
                nameof(B), // of B
                {|HOOK0010:nameof(A)|} // of A
            ])]
            const string C = "c";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook] const string A = "a";
            [Hook(DependsOn = [nameof(A)])] const string B = "b";
            [Hook(DependsOn = [
                nameof(B) // of B
            ])]
            const string C = "c";
        }
        """);

    [TestMethod]
    public Task What_is_said_of_an_attribute_stays_when_it_has_no_settings_left() => CodeFixRun.VerifyAsync<HookAnalyzer, CircularHooksFix>(
        """
        static class RepoHooks
        {
            [Hook(DependsOn = [{|HOOK0001:nameof(B)|}]) // of A
            ]
            const string A = "a";
            [Hook(DependsOn = [nameof(A)])] const string B = "b";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook // of A
            ]
            const string A = "a";
            [Hook(DependsOn = [nameof(A)])] const string B = "b";
        }
        """,
        isDecision: true);

    [TestMethod]
    public Task A_token_stands_before_the_end_of_the_line() => CodeFixRun.VerifyAsync<CodeAnalyzer, TokenFix>(
        """
        static class RepoHooks
        {
            [Hook] static async Task Wait(HookContext hook)
            {
                await Task.{|HOOK0022:Delay|}(
                    5 // ms
                );
            }
        }
        """,
        """
        static class RepoHooks
        {
            [Hook] static async Task Wait(HookContext hook)
            {
                await Task.Delay(
                    5, hook.Cancellation // ms
                );
            }
        }
        """);

    [TestMethod]
    public Task Settings_that_have_lines_of_their_own_get_another_line() => CodeFixRun.VerifyAsync<HookAnalyzer, RacingHooksFix>(
        """
        static class RepoHooks
        {
            [Hook(Files = ["**/*.md"], Fix = "p {files}")] const string A = "a {files}";
            [Hook(
                // The pages.
                Files = [{|HOOK0008:"docs/**"|}],
                Fix = "t {files}")]
            const string B = "b {files}";
        }
        """,
        """
        static class RepoHooks
        {
            [Hook(Files = ["**/*.md"], Fix = "p {files}")] const string A = "a {files}";
            [Hook(
                After = [nameof(A)],
                // The pages.
                Files = ["docs/**"],
                Fix = "t {files}")]
            const string B = "b {files}";
        }
        """);

    [TestMethod]
    public Task What_is_said_of_a_loop_stays() => CodeFixRun.VerifyAsync<CodeAnalyzer, LoopFix>(
        """
        static class RepoHooks
        {
            [Hook] static async Task Read(HookContext hook)
            {
                foreach (var file in hook.Files) // each one
                {
                    {|HOOK0021:await|} file.ReadTextAsync(hook.Cancellation);
                }
            }
        }
        """,
        """
        static class RepoHooks
        {
            [Hook] static async Task Read(HookContext hook)
            {
                // each one
                await hook.ForEachFileAsync(async (file, cancel) =>
                {
                    await file.ReadTextAsync(cancel);
                });
            }
        }
        """);

    [TestMethod]
    public Task What_is_said_of_a_wait_is_said_once() => CodeFixRun.VerifyAsync<CodeAnalyzer, TimeLimitFix>(
        """
        using System.Diagnostics;
        static class RepoHooks
        {
            [Hook] static void Run(HookContext hook)
            {
                var process = Process.Start("git");
                process.BeginOutputReadLine();
                // Waits.
                process.{|HOOK0020:WaitForExit|}(); // for all
            }
        }
        """,
        """
        using System.Diagnostics;
        static class RepoHooks
        {
            [Hook] static void Run(HookContext hook)
            {
                var process = Process.Start("git");
                process.BeginOutputReadLine();
                // Waits.
                if (!process.WaitForExit(10_000))
                {
                    process.Kill(entireProcessTree: true);
                    throw new TimeoutException("The process did not end within 10 s.");
                }
                process.WaitForExit(); // for all
            }
        }
        """);

    [TestMethod]
    [DataRow("Task.Run(() => 3).GetAwaiter() // of the pool\n        .{|HOOK0022:GetResult|}();")]
    [DataRow("Task.Delay(3).{|HOOK0022:Wait|}(/* for ever */);")]
    public Task A_repair_that_would_lose_a_note_is_left_to_people(string statement)
    {
        var source = $"static class RepoHooks {{ static async Task Run() {{ await Task.Yield(); {statement} }} [Hook] static Task Hook() => Run(); }}";
        return CodeFixRun.VerifyAsync<CodeAnalyzer, AwaitFix>(source, source);
    }
}
