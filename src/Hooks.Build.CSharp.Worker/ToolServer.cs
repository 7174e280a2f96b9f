using System.Collections.Concurrent;
using Hooks.Build.CSharp.Tools;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp;

/// <summary>Talks with the engine: runs the hooks it asks for, several at once, until it goes.</summary>
internal sealed class ToolServer(Stream engine)
{
    private readonly WorkerChannel _channel = new(engine);
    private readonly ConcurrentDictionary<int, CancellationTokenSource> _running = new();

    /// <summary>Serves until the engine is done or gone, then ends what still runs.</summary>
    public async Task RunAsync()
    {
        _channel.Send(WorkerMessage.Ready, writer => writer.Write(WorkerChannel.Version));
        List<Task> runs = [];
        while (await _channel.ReceiveAsync() is { Kind: not WorkerMessage.Close } message)
        {
            using var body = message.Body;
            if (message.Kind == WorkerMessage.RunTool)
                runs.Add(StartAsync(ToolRequest.Read(body)));
            else if (message.Kind == WorkerMessage.Cancel && _running.TryGetValue(body.ReadInt32(), out var cancellation))
                await EndAsync(cancellation);
            _ = runs.RemoveAll(ended => ended.IsCompleted);
        }

        foreach (var cancellation in _running.Values)
            await EndAsync(cancellation);
        await Task.WhenAll(runs);
    }

    private static async Task EndAsync(CancellationTokenSource cancellation)
    {
        try
        {
            await cancellation.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It was over already.
        }
    }

    private async Task StartAsync(ToolRequest request)
    {
        using CancellationTokenSource cancellation = new();
        _running[request.Run] = cancellation;
        await Task.Run(() => RunAsync(request, cancellation.Token), CancellationToken.None);
        _ = _running.TryRemove(request.Run, out _);
    }

    private async Task RunAsync(ToolRequest request, CancellationToken cancellation)
    {
        var time = ProcessorTime.Start();
        var idle = "";
        ToolOutput output = new(line => Say(WorkerMessage.Output, request, line))
        {
            Text = line => Say(WorkerMessage.Text, request, line),
            Idle = reason => idle = reason,
        };
        var exit = ToolRun.Failed;
        if (ToolCommands.Find(request.Hook) is { } command)
            exit = await ToolRun.RunAsync(command, request, output, cancellation);
        else
            output.Line($"There is no hook {request.Hook} in this worker.");

        ProcessorTime.Stop();
        var end = cancellation.IsCancellationRequested ? RunEnd.Cancelled : exit != 0 ? RunEnd.Failed : idle.Length > 0 ? RunEnd.Idle : RunEnd.Succeeded;
        _channel.Send(WorkerMessage.Ended, new EndedRun(request.Run, end, exit, end == RunEnd.Idle ? idle : "", time.Ticks).Write);
    }

    private void Say(WorkerMessage kind, ToolRequest request, string line) => _channel.Send(kind, writer =>
    {
        writer.Write(request.Run);
        if (kind == WorkerMessage.Text)
        {
            writer.Write(line);
            return;
        }

        var bytes = System.Text.Encoding.UTF8.GetBytes(line + "\n");
        writer.Write(bytes.Length);
        writer.Write(bytes);
    });
}
