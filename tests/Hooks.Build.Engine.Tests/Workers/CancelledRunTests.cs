using System.Globalization;
using System.Security.Cryptography;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Plans;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Plan;
using Hooks.Build.Runner.Running;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>
/// A run may be cancelled at any moment: it ends, and what it started has ended and was waited for. HOOKS_TEST_TRIALS says how often moments are drawn.
/// </summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows, IgnoreMessage = "Windows has no loop that watches processes.")]
public sealed class CancelledRunTests
{
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(1);

    private static int Trials => int.TryParse(Environment.GetEnvironmentVariable("HOOKS_TEST_TRIALS"), NumberStyles.None, CultureInfo.InvariantCulture, out var trials) ? trials : 12;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_run_whose_worker_never_answers_can_be_cancelled_at_every_step(bool onAnotherThread)
    {
        using TempFolder folder = new();
        var command = Make.Hook("C") with { Command = [["/bin/sh", "-c", "sleep 600"]] };
        await CancelAtEveryStepAsync(Make.Plan(Make.Method("M"), command), Make.Request(folder.Path), Silent(folder), onAnotherThread);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task A_run_whose_tools_never_answer_can_be_cancelled_at_every_step(bool onAnotherThread)
    {
        using TempFolder folder = new();
        var tool = Make.Hook("T") with { Kind = HookKind.Tool, Command = [["csharp:format"]] };
        await CancelAtEveryStepAsync(Make.Plan(tool), Make.Request(folder.Path), Silent(folder), onAnotherThread);
    }

    [TestMethod]
    public async Task A_run_with_a_real_worker_can_be_cancelled_at_every_step()
    {
        using WorkerBench bench = new();
        await CancelAtEveryStepAsync(PlanReader.Read(bench.Assembly), Make.Request(bench.Root) with { Filter = ["RunsAProcess"] }, Real(bench), onAnotherThread: true);
    }

    [TestMethod]
    public async Task A_run_with_a_real_worker_can_be_cancelled_at_any_moment()
    {
        using WorkerBench bench = new();
        for (var trial = 0; trial < Trials; trial++)
        {
            using CancellationTokenSource cancellation = new();
            cancellation.CancelAfter(RandomNumberGenerator.GetInt32(150));
            await RunAsync(PlanReader.Read(bench.Assembly), Make.Request(bench.Root) with { Filter = ["OfTask", "RunsAProcess"] }, Real(bench), new Steps(_ => { }), cancellation.Token);
        }
    }

    // Such as a disk without room for the staged files.
    [TestMethod]
    public async Task A_run_that_fails_while_its_worker_starts_ends_and_leaves_no_worker()
    {
        using TempFolder folder = new();
        var plan = Make.Plan(Make.Method("M"), Make.Method("F") with { Files = ["**"] });
        await Should.ThrowAsync<HooksException>(RunAsync(plan, Make.Request(folder.Path), Silent(folder), new Steps(_ => { }), CancellationToken.None, new NoRoom()));
    }

    private static async Task CancelAtEveryStepAsync(HookPlan plan, RunRequest request, WorkerOptions worker, bool onAnotherThread)
    {
        var isReached = true;
        for (var step = 1; isReached; step++)
        {
            isReached = false;
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

            // A run that comes to its end by itself has no more steps; one that waits for ever is ended by the last that there was.
            using var patience = steps.WhenIdle(() => cancellation.Cancel());
            await RunAsync(plan, request, worker, steps, cancellation.Token);
        }
    }

    private static async Task RunAsync(HookPlan plan, RunRequest request, WorkerOptions worker, Steps steps, CancellationToken cancellation, IFileSource? files = null)
    {
        try
        {
            _ = await Task.Run(
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
                CancellationToken.None).WaitAsync(Stuck, CancellationToken.None);
        }
        finally
        {
            steps.Started.Count(process => !process.Completion.IsCompleted).ShouldBe(0, "a process is left");
        }
    }

    private static WorkerOptions Silent(TempFolder folder) =>
        new() { Dotnet = folder.Script("silent-dotnet", "#!/bin/sh\nexec sleep 600\n"), WorkerAssembly = typeof(CancelledRunTests).Assembly.Location, HooksAssembly = "h.dll", ToolAssembly = "t.dll" };

    private static WorkerOptions Real(WorkerBench bench) => new() { Dotnet = bench.Dotnet, WorkerAssembly = bench.Worker, HooksAssembly = bench.Assembly };

    private sealed class NoRoom : IFileSource
    {
        public Task<FileListing> ListAsync(string root, FileChoice choice, CancellationToken cancellation) => throw new HooksException(Codes.Staging, "no room");
    }
}
