namespace Hooks.Build.Runner.Tests.Events;

/// <summary>What the listeners of these tests do, compiled as a user's project is.</summary>
internal static class ListenerMethods
{
    public const string Source = """
        static class RepoHooks
        {
            static void Write(RunContext run, string line) => System.IO.File.AppendAllText(System.IO.Path.Combine(run.RepositoryRoot, run.Name), line + "\n");

            static string Text(RunEvent happened) => happened switch
            {
                RunBegan began => $"begin {began.Hooks} {began.Cores}",
                HookStarted started => $"start {started.Name} {started.Wave}",
                HookReady ready => $"ready {ready.Name} {ready.Wave}",
                HookWrote wrote => $"output {wrote.Name} {wrote.Cut} {wrote.LeftOut} {wrote.Text.Replace("\n", "|")}",
                HookFound found => $"finding {found.Name} {found.Finding}",
                FileRepaired repaired => $"repaired {repaired.Name} {repaired.File} {repaired.InWorkingCopy}",
                CoresReleased released => $"release {released.Cores} {released.Left}",
                HookEnded ended => FormattableString.Invariant($"hook {ended.Name} {ended.Wave} {ended.Outcome} {ended.ExitCode} {ended.Start.TotalMilliseconds:0.0} {ended.Queued.TotalMilliseconds:0.0} {ended.Duration.TotalMilliseconds:0.0} {ended.Reason} {string.Join("|", ended.Findings)}"),
                ProfileEnded profile => $"profile {profile.Profile} {profile.Summary}",
                RunProblem problem => $"problem {problem.Code} {problem.Message}",
                RunEnded ended => FormattableString.Invariant($"run {ended.Succeeded} {ended.Interrupted} {ended.Duration.TotalMilliseconds:0.0} {ended.Passed} {ended.Failed} {ended.Skipped} {ended.Cancelled} {ended.Summary}"),
                _ => "unknown",
            };

            [OnRun(Stages = (HookStages)127 | HookStages.BeforeTool, Timeout = 60)] static async Task Writes(RunContext run)
            {
                await foreach (var happened in run.Events)
                    Write(run, Text(happened));
            }

            [OnRun(Timeout = 60, Output = true)] static async Task WritesAll(RunContext run)
            {
                await foreach (var happened in run.Events)
                    Write(run, Text(happened));
            }

            [OnRun(Timeout = 60)] static async Task Waits(RunContext run, CancellationToken token)
            {
                Write(run, "up");
                while (!System.IO.File.Exists(System.IO.Path.Combine(run.RepositoryRoot, "over")))
                    await Task.Delay(10, token);
                var end = await run.EndAsync();
                Write(run, end.Succeeded.ToString());
            }

            [OnRun(Timeout = 60)] static void OfOneLine(RunContext run) => Write(run, run.EndAsync().GetAwaiter().GetResult().Passed.ToString());
            [OnRun(Timeout = 1)] static async Task Hangs(RunContext run, CancellationToken token) => await Task.Delay(-1, token);
            [OnRun(Timeout = 1)] static void Spins(RunContext run) { while (true) { } }
            [OnRun(Timeout = 60)] static async Task NeverReads(RunContext run)
            {
                while (!System.IO.File.Exists(System.IO.Path.Combine(run.RepositoryRoot, "over")))
                    await Task.Delay(10);
            }
            [OnRun(Timeout = 60)] static void ThrowsMuch(RunContext run) => throw new InvalidOperationException(new string('x', 5000));
            [OnRun(Timeout = 60)] static void Throws(RunContext run) => throw new InvalidOperationException("boom");
            [OnRun(Timeout = 60)] static async Task ThrowsInTheMiddle(RunContext run) { await run.NextAsync(); await run.NextAsync(); throw new FormatException("late boom"); }
            [OnRun(Timeout = 60)] static Task NullTask(RunContext run) => null;
            [OnRun(Timeout = 60)] static void Exits(RunContext run) => Environment.Exit(7);
            [OnRun(Timeout = 60)] static void FailsFast(RunContext run) => Environment.FailFast("gone");
            [OnRun(Timeout = 60)] static void KillsItself(RunContext run) => System.Diagnostics.Process.GetCurrentProcess().Kill();
            [OnRun(Timeout = 60)] static void Speaks(RunContext run) { for (var i = 0; i < 20000; i++) Console.WriteLine($"out {i}"); Console.Error.WriteLine("err"); }
            [OnRun(Timeout = 60)] static async Task LeavesAProcess(RunContext run)
            {
                System.Diagnostics.Process.Start("/bin/sh", new[] { "-c", "echo $$ > begun; mv begun LeavesAProcess; exec sleep 600" });
                while (!System.IO.File.Exists("LeavesAProcess"))
                    await Task.Delay(10);
            }
            [OnRun(Timeout = 60, Environment = new[] { "HOOKS_TEST_GIVEN" })] static void Tells(RunContext run, CancellationToken token) =>
                Write(run, $"{run.Name} {run.Stage} {run.Properties["Configuration"]} {Environment.GetEnvironmentVariable("HOOKS_TEST_GIVEN")} {Environment.GetEnvironmentVariable("HOOKS_TEST_OTHER")} {token == run.Cancellation}");
        }
        """;
}
