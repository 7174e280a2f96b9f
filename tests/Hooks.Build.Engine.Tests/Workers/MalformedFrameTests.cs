using System.Buffers.Binary;
using System.IO.Pipes;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Workers;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>A worker whose pipe something else writes into: it is lost at once, and no hook waits for its time limit.</summary>
[TestClass]
public sealed class MalformedFrameTests
{
    private const int Mark = 0x6B6F6F48;

    // A time limit that nobody waits for in a test.
    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(10);

    public static IEnumerable<object[]> Frames =>
    [
        ["noise", "Segmentation fault (core dumped), says somebody\n"u8.ToArray()],
        ["a length below zero", Frame(WorkerMessage.Output, [], length: -5)],
        ["a length beyond all", Frame(WorkerMessage.Output, [], length: int.MaxValue)],
        ["no body", Frame(WorkerMessage.Ended, [])],
        ["half a body", Frame(WorkerMessage.Ended, [1, 0, 0, 0, 0])],
        ["an output longer than its frame", Frame(WorkerMessage.Output, [1, 0, 0, 0, 255, 255, 255, 127])],
        ["an output below zero", Frame(WorkerMessage.Output, [1, 0, 0, 0, 255, 255, 255, 255])],
        ["more arguments than there are", Frame(WorkerMessage.StartProcess, [1, 0, 0, 0, 1, 0, 0, 0, 255, 255, 0, 0])],
        ["a text that never ends", Frame(WorkerMessage.Finding, [1, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255])],
        ["an end of a run that there never was", Frame(WorkerMessage.Ended, [2, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255])],
        ["an end of no run", Frame(WorkerMessage.Ended, [0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255])],
        ["an end that nobody knows", Frame(WorkerMessage.Ended, [1, 0, 0, 0, 77, 0, 0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255])],
        ["an unknown kind", Frame((WorkerMessage)99, [1, 0, 0, 0])],
    ];

    [TestMethod]
    [DynamicData(nameof(Frames))]
    public async Task A_frame_that_is_none_loses_the_worker_at_once(string about, byte[] frame)
    {
        using TempFolder folder = new();
        FakeLauncher launcher = new() { OnStart = process => _ = AnswerAsync(process, frame) };
        var report = await HookEngine.RunAsync(
            Make.Plan(Make.Method("M")), Make.Request(folder.Path) with { DefaultTimeout = TimeSpan.FromDays(1) }, ToolAnswers.Services(launcher),
            new Recorder(), CancellationToken.None).WaitAsync(Stuck);
        var hook = report.Hooks.Single();
        hook.Outcome.ShouldBe(HookOutcome.Crashed, about);
        hook.Reason.ShouldContain("no message", Case.Sensitive, about);
        launcher.All.Count.ShouldBe(2, "the shared one, and one for the hook alone");
    }

    [TestMethod]
    public async Task A_worker_of_a_version_with_shorter_messages_is_told_at_once()
    {
        using TempFolder folder = new();
        FakeLauncher launcher = new() { OnStart = process => _ = AnswerAsync(process, [], ready: [0, 0, 0, 0, 10]) };
        var report = await HookEngine.RunAsync(
            Make.Plan(Make.Method("M")), Make.Request(folder.Path) with { DefaultTimeout = TimeSpan.FromDays(1) }, ToolAnswers.Services(launcher),
            new Recorder(), CancellationToken.None).WaitAsync(Stuck);
        report.Hooks.Single().Reason.ShouldContain("different versions");
    }

    [TestMethod]
    [DataRow(new byte[0])]
    [DataRow(new byte[] { WorkerChannel.Version + 1, 0, 0, 0 })]
    [DataRow(new byte[] { WorkerChannel.Version, 0, 0, 0, 0 })]
    public async Task A_worker_whose_messages_are_those_of_another_version_is_not_asked(byte[] version)
    {
        using TempFolder folder = new();
        FakeLauncher launcher = new() { OnStart = process => _ = AnswerAsync(process, [], Frame(WorkerMessage.Ready, version), place: ^1) };
        var hook = await RunToolAsync(folder, launcher);
        hook.Outcome.ShouldBe(HookOutcome.Crashed);
        hook.Reason.ShouldContain("reference the same version of Hooks.Build and Hooks.Build.CSharp");
    }

    [TestMethod]
    public async Task A_frame_that_is_none_loses_the_process_of_tools_at_once()
    {
        using TempFolder folder = new();
        FakeLauncher launcher = new() { OnStart = process => _ = AnswerAsync(process, "{\"id\": 1, \"ex\n"u8.ToArray(), place: ^1) };
        var hook = await RunToolAsync(folder, launcher);
        hook.Outcome.ShouldBe(HookOutcome.Crashed);
        hook.Reason.ShouldContain("no message");
        launcher.All.Count.ShouldBe(2, "the shared one, and one for the hook alone");
    }

    [TestMethod]
    public async Task A_ready_made_hook_whose_process_is_lost_runs_once_more_in_another()
    {
        using TempFolder folder = new();
        var started = 0;
        FakeLauncher launcher = new()
        {
            OnStart = process => _ = started++ == 0 ? AnswerAsync(process, "noise\n"u8.ToArray(), place: ^1) : ToolAnswers.SucceedAsync(process, _ => { }),
        };
        (await RunToolAsync(folder, launcher)).Outcome.ShouldBe(HookOutcome.Succeeded);
    }

    private static async Task<HookReport> RunToolAsync(TempFolder folder, FakeLauncher launcher)
    {
        var tool = Make.Hook("T") with { Kind = HookKind.Tool, Command = [["csharp:format"]] };
        var report = await HookEngine.RunAsync(
            Make.Plan(tool), Make.Request(folder.Path) with { DefaultTimeout = TimeSpan.FromDays(1) }, ToolAnswers.Services(launcher), new Recorder(),
            CancellationToken.None).WaitAsync(Stuck);
        return report.Hooks.Single();
    }

    private static async Task AnswerAsync(FakeProcess process, byte[] frame, byte[]? ready = null, Index? place = null)
    {
        await using NamedPipeClientStream pipe = new(".", process.Asked.Arguments[place ?? ^2], PipeDirection.InOut, PipeOptions.Asynchronous);
        await pipe.ConnectAsync();
        await pipe.WriteAsync(ready ?? Frame(WorkerMessage.Ready, BitConverter.GetBytes(WorkerChannel.Version)));
        // The request to run the hook.
        _ = await pipe.ReadAsync(new byte[64 * 1024]);
        await pipe.WriteAsync(frame);
        _ = await process.Completion;
    }

    private static byte[] Frame(WorkerMessage kind, byte[] body, int? length = null)
    {
        var frame = new byte[9 + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, Mark);
        frame[4] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(5), length ?? body.Length);
        body.CopyTo(frame, 9);
        return frame;
    }
}
