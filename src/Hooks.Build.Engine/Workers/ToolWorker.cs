using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Workers;

/// <summary>
/// The running process of Hooks.Build.CSharp: one for all its hooks of a run, so that it starts once and parses a file once. Its requests and answers
/// are lines of JSON, which its <c>ToolProtocol</c> describes.
/// </summary>
internal sealed class ToolWorker : IAsyncDisposable
{
    private readonly WorkerConnection _connection;
    private readonly IChildProcess _child;
    private readonly WorkerServices _services;
    private readonly StrayOutput _stray;
    private readonly ConcurrentDictionary<int, ToolCall> _calls = new();
    private readonly SemaphoreSlim _writing = new(1);
    private readonly Task _receiving;
    private int _lastId;

    private ToolWorker(WorkerConnection connection, WorkerServices services)
    {
        (_connection, _child, _services, _stray) = (connection, connection.Child, services, connection.Stray);
        _receiving = ReceiveAsync();
    }

    /// <summary>Whether the process has ended.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Starts the process, or takes one that waits.</summary>
    /// <param name="services">The world.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="WorkerStartException">It does not come up.</exception>
    public static async Task<ToolWorker> StartAsync(WorkerServices services, CancellationToken cancellation)
    {
        var connection = await WorkerConnection.OpenAsync(services, WorkerKind.ForTools(services.Options), mayWait: true, cancellation);
        connection.LeaveNext();
        return new ToolWorker(connection, services);
    }

    /// <summary>Runs a hook.</summary>
    /// <param name="job">The hook.</param>
    /// <param name="measures">Files by which it judges and that are not on disk as they are in git's index.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<Attempt> RunAsync(HookJob job, IReadOnlyDictionary<string, byte[]?>? measures, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref _lastId);
        using ToolCall call = new(job);
        _calls[id] = call;
        await using TimedEnding ending = new(_services.Clock, () => _ = CancelAsync(id), _child.Kill, cancellation);
        try
        {
            await SendAsync(writer => ToolCall.Write(writer, id, job, job.Hook.Project?.Worker.HooksProject ?? _services.Options.HooksProject, measures));
            if (IsLost)
            {
                call.Lose(-1, _stray.Text);
            }

            var attempt = await call.Completion;
            cancellation.ThrowIfCancellationRequested();
            return attempt;
        }
        finally
        {
            _ = _calls.TryRemove(id, out _);
        }
    }

    /// <summary>Ends the process: it goes when nobody speaks to it any more, and is killed where it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await using (_services.Clock.CreateTimer(_ => _child.Kill(), state: null, ProcessEnding.Grace, Timeout.InfiniteTimeSpan))
        {
            _ = await _child.Completion;
        }

        await _receiving;
        _writing.Dispose();
    }

    private Task CancelAsync(int id) => SendAsync(writer =>
    {
        writer.WriteNumber("id"u8, id);
        writer.WriteBoolean("cancel"u8, value: true);
    });

    private async Task SendAsync(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> line = new();
        using (Utf8JsonWriter writer = new(line))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        line.Write("\n"u8);
        await _writing.WaitAsync();
        try
        {
            await _connection.Stream.WriteAsync(line.WrittenMemory);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It is gone; who waits for it is told where its answers end.
        }
        finally
        {
            _ = _writing.Release();
        }
    }

    private async Task ReceiveAsync()
    {
        using StreamReader answers = new(_connection.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        try
        {
            while (await answers.ReadLineAsync() is { } line)
            {
                Take(line);
            }
        }
        catch (JsonException)
        {
            _stray.Write("it sent what is no answer: something else writes into the pipe to the engine\n"u8);
        }
        catch (Exception)
        {
            // The end, whatever the reason: who waits must be told.
        }
        finally
        {
            IsLost = true;
            if (!_calls.IsEmpty)
            {
                _child.Kill();
                var exit = await _child.Completion;
                foreach (var call in _calls.Values)
                {
                    call.Lose(exit.ExitCode, _stray.LastWords);
                }
            }
        }
    }

    private void Take(string line)
    {
        var answer = ToolAnswer.Read(line);
        if (_calls.TryGetValue(answer.Id, out var call))
        {
            call.Take(answer);
        }
        else if (answer is { Id: 0, Line: { } refusal })
        {
            // A request that is not understood: this engine and that worker are of different versions.
            _stray.Write(Encoding.UTF8.GetBytes(refusal + "\n"));
            foreach (var waiting in _calls.Values)
            {
                waiting.Lose(2, refusal);
            }
        }
    }
}
