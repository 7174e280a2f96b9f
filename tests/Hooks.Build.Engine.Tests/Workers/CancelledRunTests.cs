using System.Globalization;
using System.Security.Cryptography;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Plan;
using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>
/// A run may be cancelled at any moment: it ends, and what it started has ended and was waited for. HOOKS_TEST_TRIALS says how often moments are drawn.
/// </summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Windows has no loop that watches processes.")]
public sealed class CancelledRunTests
{
    // How many steps such a run has before it waits for what never happens: at each it is cancelled. One that has fewer never ends here.
    private const int StepsOfSilentWorker = 12;
    private const int StepsOfSilentTool = 7;

    // A run with a real worker ends by itself; it asks the clock for more than this.
    private const int FewestSteps = 10;

    private static int Trials =>
        int.TryParse(Environment.GetEnvironmentVariable("HOOKS_TEST_TRIALS"), NumberStyles.None, CultureInfo.InvariantCulture, out var trials) ? trials : 12;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_run_whose_worker_never_answers_can_be_cancelled_at_every_step(bool onAnotherThread)
    {
        using TempFolder folder = new();
        var command = Make.Hook("C") with { Command = [["/bin/sh", "-c", "sleep 600"]] };
        await CancelAtEveryStepAsync(Make.Plan(Make.Method("M"), command), Make.Request(folder.Path), Silent(folder), onAnotherThread, StepsOfSilentWorker);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_run_whose_tools_never_answer_can_be_cancelled_at_every_step(bool onAnotherThread)
    {
        using TempFolder folder = new();
        var tool = Make.Hook("T") with { Kind = HookKind.Tool, Command = [["csharp:format"]] };
        await CancelAtEveryStepAsync(Make.Plan(tool), Make.Request(folder.Path), Silent(folder), onAnotherThread, StepsOfSilentTool);
    }

    [TestMethod]
    public async Task A_run_with_a_real_worker_can_be_cancelled_at_every_step()
    {
        using WorkerBench bench = new();
        var plan = PlanReader.Read(bench.Assembly);
        var request = Make.Request(bench.Root) with { Filter = ["RunsAProcess"] };
        var reached = 0;
        while (await CancelAtAsync(reached + 1, plan, request, Real(bench), onAnotherThread: true))
        {
            reached++;
        }

        reached.ShouldBeGreaterThanOrEqualTo(FewestSteps);
    }

    [TestMethod]
    public async Task A_run_with_a_real_worker_can_be_cancelled_at_any_moment()
    {
        using WorkerBench bench = new();
        var plan = PlanReader.Read(bench.Assembly);
        var request = Make.Request(bench.Root) with { Filter = ["OfTask", "RunsAProcess"] };
        Steps whole = new(_ => { });
        (await RunAsync(plan, request, Real(bench), whole, CancellationToken.None)).Interrupted.ShouldBeFalse();
        whole.Count.ShouldBeGreaterThanOrEqualTo(FewestSteps);

        // Between two steps, wherever the run is then. One that was at its end before is none of the trials.
        for (var interrupted = 0; interrupted < Trials;)
        {
            var step = RandomNumberGenerator.GetInt32(1, whole.Count);
            var later = RandomNumberGenerator.GetInt32(2_000_000);
            using CancellationTokenSource cancellation = new();
            Thread signal = new(() =>
            {
                Thread.SpinWait(later);
                cancellation.Cancel();
            });
            var report = await RunAsync(plan, request, Real(bench), new Steps(number =>
            {
                if (number == step)
                {
                    signal.Start();
                }
            }), cancellation.Token);
            if (signal.ThreadState != ThreadState.Unstarted)
            {
                signal.Join();
            }

            interrupted += report.Interrupted ? 1 : 0;
        }
    }

    // Such as a disk without room for the staged files.
    [TestMethod]
    public async Task A_run_that_fails_while_its_worker_starts_ends_and_leaves_no_worker()
    {
        using TempFolder folder = new();
        var plan = Make.Plan(Make.Method("M"), Make.Method("F") with { Files = ["**"] });
        await Should.ThrowAsync<HooksException>(RunAsync(
            plan, Make.Request(folder.Path), Silent(folder), new Steps(_ => { }), CancellationToken.None, new NoRoom()));
    }

    private static async Task CancelAtEveryStepAsync(HookPlan plan, RunRequest request, WorkerOptions worker, bool onAnotherThread, int steps)
    {
        for (var step = 1; step <= steps; step++)
        {
            (await CancelAtAsync(step, plan, request, worker, onAnotherThread)).ShouldBeTrue($"step {step}");
        }
    }

    // Whether the step was reached: a run that came to its end before was not cancelled.
    private static async Task<bool> CancelAtAsync(int step, HookPlan plan, RunRequest request, WorkerOptions worker, bool onAnotherThread)
    {
        var isReached = false;
        using CancellationTokenSource cancellation = new();
        Steps steps = new(number =>
        {
            if (number != step)
            {
                return;
            }

            isReached = true;
            if (onAnotherThread)
            {
                // As a signal does.
                Thread signal = new(cancellation.Cancel);
                signal.Start();
                signal.Join();
            }
            else
            {
                cancellation.Cancel();
            }
        });
        _ = await RunAsync(plan, request, worker, steps, cancellation.Token);
        return isReached;
    }

    private static async Task<RunReport> RunAsync(
        HookPlan plan, RunRequest request, WorkerOptions worker, Steps steps, CancellationToken cancellation, IFileSource? files = null)
    {
        try
        {
            return await Task.Run(
                () => EventLoop.Run(loop =>
                {
                    EngineServices services = new()
                    {
                        Launcher = new StepLauncher(loop.CreateLauncher(), steps),
                        Clock = new StepClock(loop, steps),
                        Environment = HookEnvironment.OfThisProcess(),
                        Files = files ?? new FakeFiles(),
                        Worker = worker,
                        OnCallersLoop = true,
                    };
                    return HookEngine.RunAsync(plan, request, services, new Recorder(), cancellation);
                }),
                CancellationToken.None);
        }
        finally
        {
            steps.Started.Count(process => !process.Completion.IsCompleted).ShouldBe(0, "a process is left");
        }
    }

    private static WorkerOptions Silent(TempFolder folder) =>
        new()
        {
            Dotnet = folder.Script("silent-dotnet", "#!/bin/sh\nexec sleep 600\n"),
            WorkerAssembly = typeof(CancelledRunTests).Assembly.Location,
            HooksAssembly = "h.dll",
            ToolAssembly = "t.dll",
        };

    private static WorkerOptions Real(WorkerBench bench) => new() { Dotnet = bench.Dotnet, WorkerAssembly = bench.Worker, HooksAssembly = bench.Assembly };

    private sealed class NoRoom : IFileSource
    {
        public Task<FileListing> ListAsync(string root, FileChoice choice, CancellationToken cancellation) =>
            throw new HooksException(Codes.Staging, "no room");
    }
}
