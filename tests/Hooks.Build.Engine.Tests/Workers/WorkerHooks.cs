namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>What the hooks of these tests do, compiled as a user's project is.</summary>
internal static class WorkerHooks
{
    public const string Source = """
        static class RepoHooks
        {
            [Hook] static void Void() { }
            [Hook] static bool True() => true;
            [Hook] static bool False() => false;
            [Hook] static HookResult Result() => HookResult.Success;
            [Hook] static HookResult ResultWithReason() => HookResult.Failure("because");
            [Hook] static HookResult NullResult() => null;
            [Hook] static void SetsTheConsole() { Console.SetOut(new System.IO.StringWriter()); }
            [Hook(After = new[] { nameof(SetsTheConsole) })] static void SpeaksAfterThat() { Console.WriteLine("heard"); }
            [Hook] static async Task OfTask() => await Task.Yield();
            [Hook] static async Task<bool> OfTrue() { await Task.Yield(); return true; }
            [Hook] static async Task<bool> OfFalse() { await Task.Yield(); return false; }
            [Hook] static async Task<HookResult> OfResult(HookContext hook) { await Task.Yield(); return HookResult.Failure("later"); }
            [Hook] static Task NullTask() => null;

            [Hook] static void Throws() => throw new InvalidOperationException("boom");
            [Hook] static async Task ThrowsLater() { await Task.Yield(); throw new FormatException("late boom"); }
            [Hook] static void ThrowsOfTheFramework() => new System.Collections.Generic.List<int>().RemoveAt(3);
            [Hook] static void ThrowsAnOpaqueException() => throw new Opaque();
            [Hook] static void CancelsByItself() => throw new OperationCanceledException("not asked for");

            [Hook] static void Reports(HookContext hook)
            {
                hook.Error("src/X.cs", 3, 5, "TODO001", "one");
                hook.Warning("", 0, 0, "", "two");
                hook.Info("a.cs", 1, 0, "I1", "three");
            }
            [Hook] static void Warns(HookContext hook) => hook.Warning("a.cs", 1, 1, "W1", "careful");
            [Hook] static void ReportsAnImpossibleFile(HookContext hook) => hook.Error("a\0b", 1, 1, "E1", "bad name");

            static readonly Barrier Meeting = new(8);
            static void Meet(HookContext hook) => Meeting.SignalAndWait(hook.Cancellation);
            [Hook] static void Meets1(HookContext hook) => Meet(hook);
            [Hook] static void Meets2(HookContext hook) => Meet(hook);
            [Hook] static void Meets3(HookContext hook) => Meet(hook);
            [Hook] static void Meets4(HookContext hook) => Meet(hook);
            [Hook] static void Meets5(HookContext hook) => Meet(hook);
            [Hook] static void Meets6(HookContext hook) => Meet(hook);
            [Hook] static void Meets7(HookContext hook) => Meet(hook);
            [Hook] static void Meets8(HookContext hook) => Meet(hook);

            static async Task Speak(HookContext hook)
            {
                await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
                {
                    Console.WriteLine($"{hook.Name} {i} out");
                    await Task.Yield();
                    Console.Error.WriteLine("{0} {1} err", hook.Name, i);
                })));
                var thread = new Thread(() => Console.Write(hook.Name + " thread ü\n"));
                thread.Start();
                thread.Join();
            }
            [Hook] static Task SpeaksA(HookContext hook) => Speak(hook);
            [Hook] static Task SpeaksB(HookContext hook) => Speak(hook);
            [Hook] static Task SpeaksC(HookContext hook) => Speak(hook);
            [Hook] static bool SpeaksOfAnError() { Console.WriteLine("src/X.cs(3,5): error ABC123: bad"); return true; }
            [Hook] static void SpeaksMuch() { for (var i = 0; i < 200000; i++) Console.WriteLine("a line of output number " + i); }

            [Hook] static async Task WaitsForCancellation(HookContext hook) { Console.WriteLine("waiting"); await Task.Delay(-1, hook.Cancellation); }
            [Hook] static void IgnoresItsEnd(HookContext hook) => hook.Cancellation.WaitHandle.WaitOne();
            [Hook(Timeout = 1)] static void LoopsForEver(HookContext hook) { System.IO.File.WriteAllText(System.IO.Path.Combine(hook.RepositoryRoot, "looping"), ""); while (true) ; }
            [Hook(After = ["LoopsForEver"])] static bool ComesAfterTheLoop() => true;
            [Hook(Timeout = 1)] static Task EndsWhenCancelled(HookContext hook) => HearsOfItsEnd(hook, () => { });
            [Hook(Timeout = 1)] static Task ThrowsWhenCancelled(HookContext hook) => HearsOfItsEnd(hook, () => throw new InvalidOperationException("not now"));
            [Hook(Timeout = 1)] static Task StaysWhenCancelled(HookContext hook) => HearsOfItsEnd(hook, () => Thread.Sleep(-1));
            static async Task HearsOfItsEnd(HookContext hook, Action hears)
            {
                hook.Cancellation.Register(() =>
                {
                    System.IO.File.WriteAllText(System.IO.Path.Combine(hook.RepositoryRoot, "heard"), "");
                    hears();
                });
                await Task.Delay(-1, hook.Cancellation);
            }
            // The answer of its process comes by the thread that told the other of its end.
            [Hook] static async Task<bool> RunsAProcessAfterThat(HookContext hook)
            {
                System.IO.File.AppendAllText(System.IO.Path.Combine(hook.RepositoryRoot, "starts"), "x");
                while (!System.IO.File.Exists(System.IO.Path.Combine(hook.RepositoryRoot, "heard"))) await Task.Delay(5);
                return (await hook.RunAsync("sh", "-c", "exit 0")).Succeeded;
            }
            [Hook(Timeout = 1)] static void HoldsTooLong(HookContext hook) => hook.Cancellation.WaitHandle.WaitOne();

            // The first time it stays until its process ends under it; alone it returns.
            static void Stay(HookContext hook)
            {
                var marker = System.IO.Path.Combine(hook.RepositoryRoot, hook.Name + ".marker");
                if (System.IO.File.Exists(marker)) return;
                System.IO.File.WriteAllText(marker, "");
                Thread.Sleep(-1);
            }
            [Hook] static void Bystander1(HookContext hook) => Stay(hook);
            [Hook] static void Bystander2(HookContext hook) => Stay(hook);

            static void WaitForBystanders(HookContext hook)
            {
                while (!System.IO.File.Exists(System.IO.Path.Combine(hook.RepositoryRoot, "Bystander1.marker")) || !System.IO.File.Exists(System.IO.Path.Combine(hook.RepositoryRoot, "Bystander2.marker"))) Thread.Sleep(1);
            }
            static int Overflow(int depth) => depth < 0 ? 0 : Overflow(depth + 1) + Overflow(depth + 2);
            [Hook] static void OverflowsItsStack(HookContext hook) { WaitForBystanders(hook); Overflow(0); }
            [Hook] static void ExitsTheProcess(HookContext hook) { WaitForBystanders(hook); Environment.Exit(0); }
            [Hook] static void FailsFast(HookContext hook) { WaitForBystanders(hook); Environment.FailFast("last words"); }
            [Hook(Timeout = 3)] static void LoopsForEverInCompany(HookContext hook) { WaitForBystanders(hook); while (true) ; }
            [Hook] static void ThrowsOnAThread(HookContext hook) { var thread = new Thread(() => throw new Exception("nobody catches me")); thread.Start(); thread.Join(); Thread.Sleep(-1); }

            [Hook] static async Task<HookResult> RunsAProcess(HookContext hook)
            {
                var result = await hook.RunAsync("sh", "-c", "echo out; echo err >&2; exit 3");
                return result.ExitCode == 3 && result.Output == "out\nerr\n" && !result.Succeeded ? HookResult.Success : HookResult.Failure(result.ExitCode + ":" + result.Output);
            }
            [Hook] static Task RunsAMissingTool(HookContext hook) => hook.RunAsync("no-such-tool");
            [Hook] static Task RunsAnImpossibleName(HookContext hook) => hook.RunAsync("a\0b");
            [Hook] static Task RunsWithAnImpossibleArgument(HookContext hook) => hook.RunAsync("sh", "a\0b");
            [Hook(Timeout = 2)] static Task RunsForEver(HookContext hook) => hook.RunAsync("sh", "-c", "echo $$ > running.pid; sleep 600");
            [Hook(Timeout = 60)] static async Task LeavesAProcess(HookContext hook)
            {
                _ = hook.RunAsync("sh", "-c", "trap '' TERM; echo $$ > left.pid; while :; do sleep 1; done");
                while (!System.IO.File.Exists(System.IO.Path.Combine(hook.RepositoryRoot, "left.pid"))) await Task.Delay(5);
            }
            [Hook] static async Task RunsManyProcesses(HookContext hook)
            {
                var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => hook.RunAsync("sh", "-c", "echo " + i)));
                for (var i = 0; i < 20; i++) if (results[i].Output != i + "\n") throw new Exception(results[i].Output);
            }
            [Hook] static Task RunsAProcessThatComputes(HookContext hook) => hook.RunAsync("sh", "-c", "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; times > used");
            [Hook] static async Task StartsAProcessOfItsOwn()
            {
                var start = new System.Diagnostics.ProcessStartInfo("sh") { ArgumentList = { "-c", "sleep 600" } };
                System.Diagnostics.Process.Start(start);
                await Task.Yield();
            }

            [Hook(Files = ["**/*.txt"])] static async Task VisitsFiles(HookContext hook)
            {
                await hook.ForEachFileAsync(async (file, cancel) =>
                {
                    if ((await file.ReadTextAsync(cancel)).Contains("TODO")) hook.Error(file, 1, 1, "T1", "todo in " + file.Path);
                });
            }
            [Hook(Files = ["**/*.txt"])] static async Task WritesFiles(HookContext hook)
            {
                _ = hook.Fixing;
                foreach (var file in hook.Files) await file.WriteTextAsync("repaired");
            }
            [Hook(Files = ["**/*.txt"])] static async Task WritesUnasked(HookContext hook)
            {
                foreach (var file in hook.Files) await file.WriteTextAsync("repaired");
            }
            [Hook(Files = ["**/*.txt"])] static async Task WritesWhatWasSavedMeanwhile(HookContext hook)
            {
                var text = hook.Fixing ? await hook.Files[0].ReadTextAsync() : "";
                System.IO.File.WriteAllText(hook.Files[0].FullPath, "saved");
                await hook.Files[0].WriteTextAsync(text + " repaired");
            }

            static readonly Barrier Pair = new(2);
            [Hook] static async Task Computes(HookContext hook)
            {
                Pair.SignalAndWait(hook.Cancellation);
                var begun = Used();
                await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => { while (Used() - begun < TimeSpan.FromMilliseconds(400)) ; })));
                static TimeSpan Used() => System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;
            }
            [Hook] static async Task Waits(HookContext hook) { Pair.SignalAndWait(hook.Cancellation); await Task.Delay(300); }

            [Hook(Environment = ["DECLARED"], Files = ["none"])] static void HasNoFiles() { }
            [Hook] static void DeclaresNothing(HookContext hook) => Console.WriteLine($"'{Environment.GetEnvironmentVariable("DECLARED")}'");
            [Hook(Environment = ["DECLARED"])] static void TellsWhatItSees(HookContext hook)
            {
                Console.WriteLine($"{hook.Name}|{hook.Stage}|{hook.RepositoryRoot}|{hook.Fixing}|{hook.Cores}|{hook.Properties["configuration"]}|{hook.Files.Count}");
                Console.WriteLine($"{Environment.GetEnvironmentVariable("DECLARED")}|{Environment.GetEnvironmentVariable("UNDECLARED")}|{Environment.GetEnvironmentVariable("HooksRunning")}");
            }
        }

        class Opaque : Exception
        {
            public override string Message => throw new InvalidOperationException("even the message");
            public override string ToString() => throw new InvalidOperationException("even the text");
        }
        """;
}
