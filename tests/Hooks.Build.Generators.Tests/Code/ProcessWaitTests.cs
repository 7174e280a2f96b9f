using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests.Code;

/// <summary>HOOK0020 for processes.</summary>
[TestClass]
public sealed class ProcessWaitTests
{
    [TestMethod]
    public Task A_wait_without_a_limit_is_told_in_every_form() => CodeRun.VerifyAsync(
        """
        [Hook] static async Task Lint()
        {
            Process.Start("a")!.{|HOOK0020:WaitForExit|}();
            Process.Start("a")?.{|HOOK0020:WaitForExit|}();
            using (var process = new Process { StartInfo = new ProcessStartInfo("b") })
            {
                process.Start();
                process.{|HOOK0020:WaitForExit|}(-1);
                process.{|HOOK0020:WaitForExit|}(Timeout.Infinite);
                process.{|HOOK0020:WaitForExit|}(Timeout.InfiniteTimeSpan);
                process.{|HOOK0020:WaitForExit|}(int.MaxValue);
                process.{|HOOK0020:WaitForInputIdle|}();
                await process.{|HOOK0020:WaitForExitAsync|}();
                await process.{|HOOK0020:WaitForExitAsync|}(CancellationToken.None).ConfigureAwait(false);
                await process.{|HOOK0020:WaitForExitAsync|}(default);
                await Task.WhenAll(process.{|HOOK0020:WaitForExitAsync|}(), Task.Delay(1));
            }
        }
        """);

    [TestMethod]
    public Task A_wait_with_a_limit_is_right_in_every_form() => CodeRun.VerifyAsync(
        """
        [Hook] static async Task Lint(HookContext hook)
        {
            using var process = Process.Start("a");
            await process.WaitForExitAsync(hook.Cancellation);
            await process.WaitForExitAsync(hook.Cancellation).WaitAsync(TimeSpan.FromSeconds(1), hook.Cancellation);
            var exit = process.WaitForExitAsync(hook.Cancellation);
            await Task.WhenAny(exit, Task.Delay(1000, hook.Cancellation));
        }

        [Hook] static void Build()
        {
            using var process = Process.Start("a");
            if (!process.WaitForExit(1000))
                process.Kill();

            process.WaitForExit();
        }

        [Hook] static async Task Test()
        {
            using var process = Process.Start("a");
            using var limit = new Timer(_ => process.Kill(), null, 1000, -1);
            process.WaitForExit();
            using var stop = new CancellationTokenSource(1000);
            await process.WaitForExitAsync(stop.Token);
            await Process.Start("b").WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(1));
        }
        """);

    [TestMethod]
    public Task A_wait_in_a_method_of_its_name_is_told_of() => CodeRun.VerifyAsync(
        """
        [Hook] static void Lint() => WaitForExit(Process.Start("a"));
        static void WaitForExit(Process process) => process.{|HOOK0020:WaitForExit|}();
        [Hook] static Task Test() => WaitForExitAsync(Process.Start("a"));
        static async Task WaitForExitAsync(Process process) => await process.{|HOOK0020:WaitForExitAsync|}();
        """);

    [TestMethod]
    public Task A_wrapper_that_has_the_wait_beside_one_with_a_limit_leaves_the_choice_to_who_calls_it() => CodeRun.VerifyAsync(
        """
        [Hook] static void Lint() { new Limited(Process.Start("a")).WaitForExit(); new Endless(Process.Start("a")).WaitForExit(); }
        sealed class Limited(Process process) { public void WaitForExit() => process.WaitForExit(); public bool WaitForExit(int limit) => process.WaitForExit(limit); }
        sealed class Endless(Process process) { public void WaitForExit() => process.{|HOOK0020:WaitForExit|}(); }
        """);

    [TestMethod]
    public Task A_method_that_is_called_like_Kill_kills() => CodeRun.VerifyAsync(
        """
        [Hook] static void Lint(HookContext hook)
        {
            using var process = Process.Start("a");
            using var stop = hook.Cancellation.Register(() => { if (TryKill(process)) hook.ToString(); });
            process.WaitForExit();
            using var other = Process.Start("a");
            using var end = hook.Cancellation.Register(() => TryKill(process));
            other.{|HOOK0020:WaitForExit|}();
        }

        static bool TryKill(Process process) { process.Kill(); return true; }
        """);

    [TestMethod]
    public Task A_kill_in_a_catch_that_throws_ends_no_wait_that_follows() => CodeRun.VerifyAsync(
        """
        [Hook] static async Task Lint(HookContext hook)
        {
            using var process = Process.Start("a");
            try { await process.StandardOutput.ReadToEndAsync(hook.Cancellation); } catch (OperationCanceledException) { process.Kill(); throw; }
            await process.{|HOOK0020:{|HOOK0022:WaitForExitAsync|}|}();
        }

        [Hook] static async Task Test(HookContext hook)
        {
            using var process = Process.Start("a");
            try { await process.WaitForExitAsync(hook.Cancellation); } catch (OperationCanceledException) { process.Kill(); throw; }
            process.WaitForExit();
            using var other = Process.Start("a");
            try { await other.StandardOutput.ReadToEndAsync(hook.Cancellation); } catch (OperationCanceledException) { other.Kill(); }
            other.WaitForExit();
        }
        """);

    [TestMethod]
    public Task Reading_until_the_end_is_waiting() => CodeRun.VerifyAsync(
        """
        [Hook] static string Run(string arguments)
        {
            using var process = Process.Start("a", arguments);
            var text = process.StandardOutput.{|HOOK0020:ReadToEnd|}() + process.StandardError.{|HOOK0020:ReadToEnd|}();
            process.WaitForExit(1000);
            return text;
        }
        """.Replace("[Hook] static string Run(string arguments)", "[Hook] static void Lint() => Run(\"a\");\nstatic string Run(string arguments)", StringComparison.Ordinal));

    [TestMethod]
    public Task Reading_beside_a_wait_with_a_limit_or_after_it_is_right() => CodeRun.VerifyAsync(
        """
        [Hook] static async Task Lint(HookContext hook)
        {
            using var process = Process.Start("a");
            var output = process.StandardOutput.ReadToEndAsync(hook.Cancellation);
            await process.WaitForExitAsync(hook.Cancellation);
            await output;
            _ = process.StandardError.ReadToEnd();
            _ = await process.StandardError.ReadToEndAsync(hook.Cancellation);
        }
        """);

    [TestMethod]
    public Task A_loop_that_asks_for_the_end_and_has_none_is_told() => CodeRun.VerifyAsync(
        """
        [Hook] static void Lint()
        {
            using var process = Process.Start("a");
            while (!process.{|HOOK0020:HasExited|})
                Thread.Sleep(10);
        }

        [Hook] static void Bounded()
        {
            using var process = Process.Start("a");
            var clock = Stopwatch.StartNew();
            while (!process.HasExited)
            {
                if (clock.ElapsedMilliseconds > 1000)
                    break;
            }
        }
        """);

    [TestMethod]
    public Task A_process_that_nobody_waits_for_holds_nobody_up() => CodeRun.VerifyAsync("[Hook] static void Open() { Process.Start(\"xdg-open\"); }");

    [TestMethod]
    [DataRow("git\", \"status", "10 s are usual for git status")]
    [DataRow("/usr/bin/git\", \"push origin main", "30 s are usual for git push")]
    [DataRow("dotnet\", \"test --no-build", "60 s are usual for dotnet test")]
    [DataRow("npm.cmd\", \"ci", "120 s are usual for npm")]
    [DataRow("dotnet\", \"restore", "120 s are usual for dotnet restore")]
    [DataRow("tool\", \"", "10 s are usual for tool")]
    public async Task The_usual_limit_is_that_of_the_kind_of_tool(string start, string told) =>
        (await CodeRun.VerifyAuditAsync($$"""void Run() { using var process = Process.Start("{{start}}"); process.{|HOOK0020:WaitForExit|}(); }"""))
            .ShouldHaveSingleItem().GetMessage().ShouldBe($"'WaitForExit' has no time limit: if the process hangs, so does this; {told}");

    [TestMethod]
    public async Task Where_a_context_is_in_reach_its_run_is_named() =>
        (await CodeRun.VerifyAsync(
            """[Hook] static void Lint(HookContext hook) { var info = new ProcessStartInfo { FileName = "git", ArgumentList = { "push" } }; Process.Start(info)!.{|HOOK0020:WaitForExit|}(); }"""))
            .ShouldHaveSingleItem().GetMessage().ShouldEndWith("use hook.RunAsync, which ends with the hook's time");
}
