using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp.Tests;

/// <summary>The real worker, spoken to as the engine does.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly NamedPipeServerStream _pipe;
    private readonly Process _process;
    private readonly WorkerChannel _channel;

    private WorkerProcess(NamedPipeServerStream pipe, Process process) => (_pipe, _process, _channel) = (pipe, process, new WorkerChannel(pipe));

    public static async Task<WorkerProcess> StartAsync()
    {
        var name = Path.GetRandomFileName();
        NamedPipeServerStream pipe = new(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Join(AppContext.BaseDirectory, "Hooks.Build.CSharp.Worker.dll"), "--serve", name])
        { UseShellExecute = false })!;
        await pipe.WaitForConnectionAsync();
        WorkerProcess worker = new(pipe, process);
        var ready = (await worker._channel.ReceiveAsync()).ShouldNotBeNull();
        ready.Kind.ShouldBe(WorkerMessage.Ready);
        ready.Body.ReadInt32().ShouldBe(WorkerChannel.Version);
        return worker;
    }

    public void Send(ToolRequest request) => _channel.Send(WorkerMessage.RunTool, request.Write);

    public void Cancel(int run) => _channel.Send(WorkerMessage.Cancel, writer => writer.Write(run));

    /// <summary>The next line of a run, or its end.</summary>
    public async Task<ToolAnswer> AnswerAsync()
    {
        var (kind, body) = (await _channel.ReceiveAsync()).ShouldNotBeNull();
        var run = body.ReadInt32();
        if (kind == WorkerMessage.Output)
            return new ToolAnswer(run, Encoding.UTF8.GetString(body.ReadBytes(body.ReadInt32())).TrimEnd('\n'));

        kind.ShouldBe(WorkerMessage.Ended);
        var (_, end, exit, reason, ticks) = EndedRun.Read(run, body);
        return new ToolAnswer(run, null, end, exit, reason, ticks);
    }

    /// <summary>Ends the requests.</summary>
    public async Task<int> EndAsync()
    {
        _channel.Send(WorkerMessage.Close);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        _pipe.Dispose();
    }
}

/// <summary>What the worker says: a line, or how a run ended.</summary>
internal sealed record ToolAnswer(int Run, string? Line, RunEnd End = default, int Exit = -1, string Reason = "", long Ticks = -1);
