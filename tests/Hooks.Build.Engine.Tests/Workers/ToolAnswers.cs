using System.IO.Pipes;
using Hooks.Build.Engine.Running;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.Engine.Tests.Workers;

/// <summary>What a process of Hooks.Build.CSharp answers that has nothing against anything.</summary>
internal static class ToolAnswers
{
    /// <summary>A world in which a launcher starts it.</summary>
    public static EngineServices Services(FakeLauncher launcher) => new()
    {
        Launcher = launcher,
        Clock = TimeProvider.System,
        Environment = FakeTool.Environment,
        Files = new FakeFiles(),
        Worker = new()
        {
            Dotnet = FakeTool.Name,
            WorkerAssembly = typeof(ToolAnswers).Assembly.Location,
            HooksAssembly = "h.dll",
            ToolAssembly = typeof(ToolAnswers).Assembly.Location,
        },
    };

    public static async Task SucceedAsync(FakeProcess process, Action<ToolRequest> asked)
    {
        await using NamedPipeClientStream pipe = new(".", process.Asked.Arguments[^1], PipeDirection.InOut, PipeOptions.Asynchronous);
        await pipe.ConnectAsync();
        WorkerChannel channel = new(pipe);
        channel.Send(WorkerMessage.Ready, writer => writer.Write(WorkerChannel.Version));
        while (await channel.ReceiveAsync() is { Kind: WorkerMessage.RunTool } message)
        {
            var request = ToolRequest.Read(message.Body);
            asked(request);
            channel.Send(WorkerMessage.Ended, new EndedRun(request.Run, RunEnd.Succeeded, ExitCode: 0, "", Ticks: -1).Write);
        }

        process.Exit(0);
    }
}
