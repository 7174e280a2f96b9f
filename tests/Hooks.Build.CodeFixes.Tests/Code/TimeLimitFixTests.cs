using Hooks.Build.CodeFixes.Code;
using Hooks.Build.CodeFixes.Tests.Kit;
using Hooks.Build.Generators.Code;

namespace Hooks.Build.CodeFixes.Tests.Code;

[TestClass]
public sealed class TimeLimitFixTests
{
    private const string Audit = "build_property.HooksAudit = true";

    [TestMethod]
    public Task A_wait_gets_the_limit_of_its_kind_of_tool() => CodeFixRun.VerifyAsync<CodeAnalyzer, TimeLimitFix>(
        """
        using System.Diagnostics;
        class Tool
        {
            void Push()
            {
                using var process = Process.Start("git", "push");
                // Pushes.
                process.{|HOOK0020:WaitForExit|}();
            }

            void Restore()
            {
                using var process = Process.Start("dotnet", "restore");
                process.BeginOutputReadLine();
                process.{|HOOK0020:WaitForExit|}();
            }

            bool Test(Process process, System.IO.Pipes.NamedPipeClientStream pipe)
            {
                var info = new ProcessStartInfo("dotnet") { Arguments = "test" };
                pipe.{|HOOK0020:Connect|}();
                return process.{|HOOK0020:WaitForInputIdle|}() && process.{|HOOK0020:WaitForExit|}(-1);
            }
        }
        """,
        """
        using System.Diagnostics;
        class Tool
        {
            void Push()
            {
                using var process = Process.Start("git", "push");
                // Pushes.
                if (!process.WaitForExit(30_000))
                {
                    process.Kill(entireProcessTree: true);
                    throw new TimeoutException("The process did not end within 30 s.");
                }
            }

            void Restore()
            {
                using var process = Process.Start("dotnet", "restore");
                process.BeginOutputReadLine();
                if (!process.WaitForExit(120_000))
                {
                    process.Kill(entireProcessTree: true);
                    throw new TimeoutException("The process did not end within 120 s.");
                }
                process.WaitForExit();
            }

            bool Test(Process process, System.IO.Pipes.NamedPipeClientStream pipe)
            {
                var info = new ProcessStartInfo("dotnet") { Arguments = "test" };
                pipe.Connect(10_000);
                return process.WaitForInputIdle(60_000) && process.WaitForExit(60_000);
            }
        }
        """,
        globalConfig: Audit);

    [TestMethod]
    public Task An_awaited_wait_ends_with_its_limit() => CodeFixRun.VerifyAsync<CodeAnalyzer, TimeLimitFix>(
        """
        using System.Diagnostics;
        using System.Net.Http;
        using System.Threading;
        class Tool
        {
            readonly HttpClient _client = new() { Timeout = {|HOOK0020:Timeout.InfiniteTimeSpan|} };
            async Task Run(Process process, System.Net.Sockets.TcpClient client)
            {
                await process.{|HOOK0020:WaitForExitAsync|}().ConfigureAwait(false);
                await client.{|HOOK0020:ConnectAsync|}("host", 80);
            }

            async Task<string> Read(Process process) => await process.StandardOutput.{|HOOK0020:ReadToEndAsync|}();
        }
        """,
        """
        using System.Diagnostics;
        using System.Net.Http;
        using System.Threading;
        class Tool
        {
            readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };
            async Task Run(Process process, System.Net.Sockets.TcpClient client)
            {
                try
                {
                    await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10)).ConfigureAwait(false);
                }
                catch (TimeoutException)
                {
                    process.Kill(entireProcessTree: true);
                    throw;
                }
                await client.ConnectAsync("host", 80).WaitAsync(TimeSpan.FromSeconds(10));
            }

            async Task<string> Read(Process process)
            {
                try
                {
                    return await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(10));
                }
                catch (TimeoutException)
                {
                    process.Kill(entireProcessTree: true);
                    throw;
                }
            }
        }
        """,
        globalConfig: Audit);

    [TestMethod]
    public Task A_process_that_is_started_and_waited_for_in_one_expression_is_ended_and_disposed() => CodeFixRun.VerifyAsync<CodeAnalyzer, TimeLimitFix>(
        """
        using System.Diagnostics;
        class Tool
        {
            void Run(Process other)
            {
                // Pushes.
                Process.Start("git", "push")!.{|HOOK0020:WaitForExit|}();
                Process.Start(new ProcessStartInfo("git") { UseShellExecute = false }).{|HOOK0020:WaitForExit|}(-1);
                Process.Start("git")?.{|HOOK0020:WaitForExit|}();
                Find().{|HOOK0020:WaitForExit|}();
                other?.{|HOOK0020:WaitForExit|}();
                if (other is null)
                    Process.Start("lint").{|HOOK0020:WaitForExit|}();
                else
                    other.Close();
            }

            void Local(string process) => Process.Start(process)!.{|HOOK0020:WaitForExit|}();

            async Task RunAsync() => await Process.Start("lint")!.{|HOOK0020:WaitForExitAsync|}();

            Process Find() => Process.GetCurrentProcess();
        }
        """,
        """
        using System.Diagnostics;
        class Tool
        {
            void Run(Process other)
            {
                // Pushes.
                using (var process = Process.Start("git", "push")!)
                {
                    if (!process.WaitForExit(30_000))
                    {
                        process.Kill(entireProcessTree: true);
                        throw new TimeoutException("The process did not end within 30 s.");
                    }
                }
                using (var process = Process.Start(new ProcessStartInfo("git") { UseShellExecute = false }))
                {
                    if (!process.WaitForExit(30_000))
                    {
                        process.Kill(entireProcessTree: true);
                        throw new TimeoutException("The process did not end within 30 s.");
                    }
                }
                using (var process = Process.Start("git"))
                {
                    if (process?.WaitForExit(30_000) == false)
                    {
                        process.Kill(entireProcessTree: true);
                        throw new TimeoutException("The process did not end within 30 s.");
                    }
                }
                {
                    var process = Find();
                    if (!process.WaitForExit(30_000))
                    {
                        process.Kill(entireProcessTree: true);
                        throw new TimeoutException("The process did not end within 30 s.");
                    }
                }
                if (other?.WaitForExit(30_000) == false)
                {
                    other.Kill(entireProcessTree: true);
                    throw new TimeoutException("The process did not end within 30 s.");
                }
                if (other is null)
                {
                    using (var process = Process.Start("lint"))
                    {
                        if (!process.WaitForExit(30_000))
                        {
                            process.Kill(entireProcessTree: true);
                            throw new TimeoutException("The process did not end within 30 s.");
                        }
                    }
                }
                else
                    other.Close();
            }

            void Local(string process)
            {
                using (var process2 = Process.Start(process)!)
                {
                    if (!process2.WaitForExit(10_000))
                    {
                        process2.Kill(entireProcessTree: true);
                        throw new TimeoutException("The process did not end within 10 s.");
                    }
                }
            }

            async Task RunAsync()
            {
                using (var process = Process.Start("lint")!)
                {
                    try
                    {
                        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
                    }
                    catch (TimeoutException)
                    {
                        process.Kill(entireProcessTree: true);
                        throw;
                    }
                }
            }

            Process Find() => Process.GetCurrentProcess();
        }
        """,
        globalConfig: Audit);

    [TestMethod]
    public Task What_is_read_from_a_process_that_hangs_ends_it() => CodeFixRun.VerifyAsync<CodeAnalyzer, TimeLimitFix>(
        """
        using System.Diagnostics;
        class Tool
        {
            async Task<string> Run(Process process)
            {
                // All of it.
                var text = await process.StandardOutput.{|HOOK0020:ReadToEndAsync|}();
                text += await process.StandardError.{|HOOK0020:ReadToEndAsync|}().ConfigureAwait(false);
                await process.{|HOOK0020:WaitForExitAsync|}();
                return text;
            }
        }
        """,
        """
        using System.Diagnostics;
        class Tool
        {
            async Task<string> Run(Process process)
            {
                // All of it.
                string text;
                try
                {
                    text = await process.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(10));
                }
                catch (TimeoutException)
                {
                    process.Kill(entireProcessTree: true);
                    throw;
                }
                try
                {
                    text += await process.StandardError.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(10)).ConfigureAwait(false);
                }
                catch (TimeoutException)
                {
                    process.Kill(entireProcessTree: true);
                    throw;
                }
                try
                {
                    await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
                }
                catch (TimeoutException)
                {
                    process.Kill(entireProcessTree: true);
                    throw;
                }
                return text;
            }
        }
        """,
        globalConfig: Audit);

    [TestMethod]
    public Task In_a_hook_an_awaited_wait_gets_its_token() => CodeFixRun.VerifyAsync<CodeAnalyzer, TimeLimitFix>(
        """
        using System.Diagnostics;
        using System.Threading;
        static class RepoHooks
        {
            [Hook] static async Task Lint(HookContext hook)
            {
                using var process = Process.Start("lint");
                await process.{|HOOK0020:{|HOOK0022:WaitForExitAsync|}|}(CancellationToken.None);
            }
        }
        """,
        """
        using System.Diagnostics;
        using System.Threading;
        static class RepoHooks
        {
            [Hook] static async Task Lint(HookContext hook)
            {
                using var process = Process.Start("lint");
                await process.WaitForExitAsync(hook.Cancellation);
            }
        }
        """);

    [TestMethod]
    public Task A_process_in_a_hook_is_run_by_its_context() => CodeFixRun.VerifyAsync<CodeAnalyzer, RunAsyncFix>(
        """
        using System.Diagnostics;
        static class RepoHooks
        {
            [Hook] static async Task<bool> Lint(HookContext hook)
            {
                var text = hook.Name;
                using var process = Process.Start(new ProcessStartInfo("git", "status --porcelain") { RedirectStandardOutput = true, UseShellExecute = false })!;
                process.{|HOOK0020:WaitForExit|}();
                using (var own = Process.Start("own"))
                    own.WaitForExit(1000);

                Process other = Process.Start("lint", ["a b", text]);
                await other.{|HOOK0020:{|HOOK0022:WaitForExitAsync|}|}().ConfigureAwait(false);
                return process.ExitCode == 0 && other.ExitCode == 0 && text.Length == 0;
            }
        }
        """,
        """
        using System.Diagnostics;
        static class RepoHooks
        {
            [Hook] static async Task<bool> Lint(HookContext hook)
            {
                var text = hook.Name;
                var process = await hook.RunAsync("git", "status", "--porcelain");
                using (var own = Process.Start("own"))
                    own.WaitForExit(1000);

                var other = await hook.RunAsync("lint", "a b", text);
                return process.ExitCode == 0 && other.ExitCode == 0 && text.Length == 0;
            }
        }
        """);

    [TestMethod]
    public Task What_a_run_by_the_context_would_change_stays()
    {
        // Its output is both streams in one, and it asks no shell.
        const string Source =
            """
            using System.Diagnostics;
            static class RepoHooks
            {
                [Hook] static async Task<string> Read(HookContext hook)
                {
                    using var process = Process.Start(new ProcessStartInfo("git", "status") { RedirectStandardOutput = true })!;
                    var text = process.StandardOutput.{|HOOK0020:ReadToEnd|}();
                    process.{|HOOK0020:WaitForExit|}();
                    return text;
                }

                [Hook] static async Task<string> ReadLater(HookContext hook)
                {
                    using var process = Process.Start(new ProcessStartInfo("git", "status") { RedirectStandardOutput = true })!;
                    var text = await process.StandardOutput.{|HOOK0020:{|HOOK0022:ReadToEndAsync|}|}();
                    await process.{|HOOK0020:{|HOOK0022:WaitForExitAsync|}|}();
                    return text;
                }

                [Hook] static async Task<bool> Open(HookContext hook)
                {
                    using var process = Process.Start(new ProcessStartInfo("page.html") { UseShellExecute = true })!;
                    process.{|HOOK0020:WaitForExit|}();
                    return process.ExitCode == 0;
                }

                static bool Shell => true;
                [Hook] static async Task<bool> Ask(HookContext hook)
                {
                    using var process = Process.Start(new ProcessStartInfo("page.html") { UseShellExecute = Shell })!;
                    process.{|HOOK0020:WaitForExit|}();
                    return process.ExitCode == 0;
                }
            }
            """;
        return CodeFixRun.VerifyAsync<CodeAnalyzer, RunAsyncFix>(Source, Source);
    }

    [TestMethod]
    public Task A_limit_takes_no_else_of_another_statement() => CodeFixRun.VerifyAsync<CodeAnalyzer, TimeLimitFix>(
        """
        using System.Diagnostics;
        class Tool
        {
            void Run(Process process, Process other, bool waits, int kind)
            {
                if (waits)
                    process.{|HOOK0020:WaitForExit|}();
                else
                    process.Close();

                switch (kind)
                {
                    case 1:
                        other.{|HOOK0020:WaitForExit|}();
                        break;
                }
            }

            void Read(Process process, bool waits)
            {
                process.BeginOutputReadLine();
                if (waits)
                    process.{|HOOK0020:WaitForExit|}();
                else
                    process.Close();
            }
        }
        """,
        """
        using System.Diagnostics;
        class Tool
        {
            void Run(Process process, Process other, bool waits, int kind)
            {
                if (waits)
                {
                    if (!process.WaitForExit(10_000))
                    {
                        process.Kill(entireProcessTree: true);
                        throw new TimeoutException("The process did not end within 10 s.");
                    }
                }
                else
                    process.Close();

                switch (kind)
                {
                    case 1:
                        if (!other.WaitForExit(10_000))
                        {
                            other.Kill(entireProcessTree: true);
                            throw new TimeoutException("The process did not end within 10 s.");
                        }
                        break;
                }
            }

            void Read(Process process, bool waits)
            {
                process.BeginOutputReadLine();
                if (waits)
                {
                    if (!process.WaitForExit(10_000))
                    {
                        process.Kill(entireProcessTree: true);
                        throw new TimeoutException("The process did not end within 10 s.");
                    }
                    process.WaitForExit();
                }
                else
                    process.Close();
            }
        }
        """,
        globalConfig: Audit);
}
