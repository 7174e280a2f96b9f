using System.Collections.Concurrent;
using System.Text.Json;
using Hooks.Build.CSharp.Protocol;
using Hooks.Build.CSharp.Tools;

namespace Hooks.Build.CSharp;

/// <summary>The worker of a run: takes requests until the engine goes, several at once. <see cref="ToolProtocol"/> is what is said.</summary>
internal sealed class ToolServer(Stream output)
{
    private readonly ConcurrentDictionary<int, CancellationTokenSource> _running = new();
    private readonly object _writing = new();

    /// <summary>Serves until the end of the requests, then ends what still runs.</summary>
    public async Task RunAsync(TextReader requests)
    {
        List<Task> runs = [];
        while (await requests.ReadLineAsync() is { } line)
        {
            if (line.Length > 0)
                runs.Add(TakeAsync(line));
            _ = runs.RemoveAll(ended => ended.IsCompleted);
        }

        foreach (var cancellation in _running.Values)
            await EndAsync(cancellation);
        await Task.WhenAll(runs);
    }

    /// <summary>Does what a line asks for, and answers.</summary>
    public async Task TakeAsync(string line)
    {
        try
        {
            var (id, request) = ToolProtocol.Read(line);
            if (request is not null)
                await StartAsync(request);
            else if (_running.TryGetValue(id, out var cancellation))
                await EndAsync(cancellation);
        }
        catch (JsonException e)
        {
            Send(ToolProtocol.Refusal($"The request is not understood: {e.Message}"));
        }
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
        if (ToolCommands.Find(request.Hook) is not { } command)
        {
            Send(ToolProtocol.Line(request.Id, $"There is no hook {request.Hook} in this worker."));
            Send(ToolProtocol.End(request.Id, ToolRun.Failed, null));
            return;
        }

        using CancellationTokenSource cancellation = new();
        if (!_running.TryAdd(request.Id, cancellation))
        {
            Send(ToolProtocol.Refusal($"Run {request.Id} is not over: its id cannot be used yet."));
            return;
        }

        await Task.Run(() => RunAsync(command, request, cancellation.Token), CancellationToken.None);
    }

    private async Task RunAsync(IToolCommand command, ToolRequest request, CancellationToken cancellation)
    {
        var time = ProcessorTime.Start();
        var idle = "";
        request = request with { Idle = reason => idle = reason, Text = line => Send(ToolProtocol.Text(request.Id, line)) };
        var exit = await ToolRun.RunAsync(command, request, line => Send(ToolProtocol.Line(request.Id, line)), cancellation);
        ProcessorTime.Stop();
        // Free before it is answered: the engine may use the number again at once.
        _ = _running.TryRemove(request.Id, out _);
        Send(ToolProtocol.End(request.Id, exit, time.Milliseconds, idle));
    }

    private void Send(byte[] answer)
    {
        lock (_writing)
        {
            try
            {
                output.Write(answer);
                output.Flush();
            }
            catch (IOException)
            {
                // The engine is gone: the end of the requests follows.
            }
        }
    }
}
