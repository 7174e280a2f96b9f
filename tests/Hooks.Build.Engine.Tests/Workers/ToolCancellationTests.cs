using System.IO.Pipes;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Workers;
using Hooks.Build.Plan;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>A hook of Hooks.Build.CSharp that runs out of its time.</summary>
[TestClass]
public sealed class ToolCancellationTests
{
    [TestMethod]
    [DataRow((int)RunEnd.Failed)]
    [DataRow((int)RunEnd.Cancelled)]
    [DataRow((int)RunEnd.Succeeded)]
    public async Task It_is_asked_to_end_and_neither_tried_again_nor_repaired_nor_a_success(int answer)
    {
        using TempFolder folder = new();
        FakeTimeProvider clock = new();
        List<WorkerMessage> heard = [];
        FakeLauncher launcher = new() { OnStart = process => _ = AnswerAsync(process, clock, (RunEnd)answer, heard) };
        var slow = Make.Hook("Slow") with { Kind = HookKind.Tool, Command = [["csharp:build"]], Timeout = 10, Retries = 3, Fix = [["true"]] };
        var report = await HookEngine.RunAsync(
            Make.Plan(slow),
            Make.Request(folder.Path) with { Fix = FixMode.Always },
            ToolAnswers.Services(launcher) with { Clock = clock },
            new Recorder(),
            CancellationToken.None);
        report.Hooks.Single().Outcome.ShouldBe(HookOutcome.TimedOut);
        report.Hooks.Single().Attempts.ShouldBe(1);
        launcher.All.Count.ShouldBe(1);
        heard.ShouldBe([WorkerMessage.RunTool, WorkerMessage.Cancel]);
    }

    private static async Task AnswerAsync(FakeProcess process, FakeTimeProvider clock, RunEnd answer, List<WorkerMessage> heard)
    {
        await using NamedPipeClientStream pipe = new(".", process.Asked.Arguments[^1], PipeDirection.InOut, PipeOptions.Asynchronous);
        await pipe.ConnectAsync();
        WorkerChannel channel = new(pipe);
        channel.Send(WorkerMessage.Ready, writer => writer.Write(WorkerChannel.Version));
        while (await channel.ReceiveAsync() is { Kind: not WorkerMessage.Close } message)
        {
            heard.Add(message.Kind);
            if (message.Kind == WorkerMessage.RunTool)
            {
                clock.Advance(TimeSpan.FromSeconds(10));
            }
            else
            {
                channel.Send(
                    WorkerMessage.Ended, new EndedRun(message.Body.ReadInt32(), answer, ExitCode: answer == RunEnd.Failed ? 2 : 0, "", Ticks: -1).Write);
            }
        }

        process.Exit(0);
    }
}
