using System.Collections.Concurrent;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Workers;

/// <summary>A running worker: one process in which hooks run, many at once.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly WorkerConnection _connection;
    private readonly WorkerChannel _channel;
    private readonly IChildProcess _child;
    private readonly WorkerServices _services;
    private readonly ConcurrentDictionary<int, WorkerRun> _runs = new();
    private readonly Task _receiving;
    private volatile bool _isClosing;
    private int _lastRun;

    private WorkerProcess(WorkerConnection connection, WorkerChannel channel, WorkerServices services)
    {
        _connection = connection;
        _channel = channel;
        _child = connection.Child;
        _services = services;
        connection.Stray.Follower = GiveToRuns;
        _receiving = ReceiveAsync();
    }

    /// <summary>Whether the worker has ended or was given up.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Starts a worker, or takes one that waits, and waits until it has loaded the hooks.</summary>
    /// <param name="services">The world.</param>
    /// <param name="kind">Which worker.</param>
    /// <param name="mayWait">Whether it may be one that waited.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="WorkerStartException">It did not come up.</exception>
    public static async Task<WorkerProcess> StartAsync(WorkerServices services, WorkerKind kind, bool mayWait, CancellationToken cancellation)
    {
        var (connection, channel) = await WorkerStart.OpenAsync(services, kind, mayWait, cancellation);
        return new WorkerProcess(connection, channel, services);
    }

    /// <summary>Runs a hook.</summary>
    /// <param name="job">The hook.</param>
    /// <param name="kind">The message that asks for it.</param>
    /// <param name="command">Its body, given the number of the run.</param>
    /// <param name="output">What takes its output; <see langword="null"/> for the output of the hook itself.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="WorkerLostException">The worker ended meanwhile.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; a hook that did not return in time took the worker with it.</exception>
    public async Task<Attempt> RunAsync(
        HookJob job, WorkerMessage kind, Func<int, Action<BinaryWriter>> command, OutputLines? output, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var number = Interlocked.Increment(ref _lastRun);
        await using WorkerRun run = new(job, output);
        _runs[number] = run;
        if (IsLost)
        {
            run.Lose(-1);
        }

        // Before it is asked for: who does not read would hold that up.
        await using TimedEnding ending = new(_services.Clock, () => CancelIf(run.IsToEnd()), () => GiveUp(run), cancellation);
        try
        {
            _channel.Send(kind, command(number));
            CancelIf(run.IsAskedFor());
            return await run.Completion;
        }
        finally
        {
            _ = _runs.TryRemove(number, out _);
        }

        void CancelIf(bool isBoth)
        {
            if (isBoth)
            {
                _channel.Send(WorkerMessage.Cancel, writer => writer.Write(number));
            }
        }
    }

    /// <summary>What the process wrote past its hooks: a crash's own words.</summary>
    public string LastWords => _connection.Stray.LastWords;

    /// <summary>
    /// Ends the worker. It is left a moment to go by itself: killed, the runtime leaves its diagnostic sockets behind in the temporary folder.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (!IsLost && _runs.IsEmpty)
        {
            _isClosing = true;
        }
        else
        {
            _child.Kill();
        }

        _channel.Send(WorkerMessage.Close);
        await _connection.DisposeAsync();
        await using (_services.Clock.CreateTimer(_ => _child.Kill(), state: null, ProcessEnding.Grace, Timeout.InfiniteTimeSpan))
        {
            _ = await _child.Completion;
        }

        await _receiving;
    }

    private void GiveUp(WorkerRun run)
    {
        if (run.Cancel())
        {
            IsLost = true;
            _child.Kill();
        }
    }

    private async Task ReceiveAsync()
    {
        var reason = "";
        try
        {
            await HandleAllAsync();
        }
        catch (Exception e)
        {
            // A frame that is none, or ends too early: where the next one begins nobody knows. Who waits must be told, whatever it is.
            reason = $"it sent what is no message ({e.Message})";
        }

        IsLost = true;
        if (!_isClosing)
        {
            _child.Kill();
        }

        var exit = await _child.Completion;
        foreach (var run in _runs.Values)
        {
            run.Lose(exit.ExitCode, reason);
        }
    }

    private async Task HandleAllAsync()
    {
        while (await _channel.ReceiveAsync() is { } message)
        {
            using var body = message.Body;
            var number = body.ReadInt32();
            if (_runs.TryGetValue(number, out var run))
            {
                HandleSafely(message.Kind, number, body, run);
            }
            else if (number < 1 || number > Volatile.Read(ref _lastRun))
            {
                throw new InvalidDataException($"it is about a run that there never was: {number}");
            }
        }
    }

    private void HandleSafely(WorkerMessage kind, int number, BinaryReader body, WorkerRun run)
    {
        try
        {
            Handle(kind, number, body, run);
        }
        catch (Exception e) when (e is not (IOException or InvalidDataException or FormatException or ArgumentException))
        {
            // The message was whole: the others' must still be read.
            run.End(RunEnd.Threw, exitCode: 0, $"{e.GetType().Name}: {e.Message}");
        }
    }

    private void Handle(WorkerMessage kind, int number, BinaryReader body, WorkerRun run)
    {
        switch (kind)
        {
            case WorkerMessage.Output:
                run.Write(body.ReadBytes(Count(body)));
                break;
            case WorkerMessage.Text:
                run.Job.Output.WriteUnread(body.ReadString());
                break;
            case WorkerMessage.Finding:
                run.Job.Output.Add(ReadFinding(body, run.Job));
                break;
            case WorkerMessage.StartProcess:
                var request = body.ReadInt32();
                var command = Enumerable.Range(0, Count(body)).Select(_ => body.ReadString()).ToList();
                run.StartChild(lifetime => AnswerAsync(request, command, run.Job, lifetime));
                break;
            case WorkerMessage.Ended:
                var ended = EndedRun.Read(number, body);
                if (!Enum.IsDefined(ended.End))
                {
                    throw new InvalidDataException($"an end of kind {(int)ended.End}");
                }

                run.Job.Notes.AddProcessorTime(ended.Ticks < 0 ? null : TimeSpan.FromTicks(ended.Ticks));
                run.End(ended.End, ended.ExitCode, ended.Reason);
                break;
            default:
                throw new InvalidDataException($"a message of kind {(int)kind}");
        }
    }

    // Of bytes, or of texts that have one at least.
    private static int Count(BinaryReader body) =>
        body.ReadInt32() is >= 0 and var count && count <= body.BaseStream.Length - body.BaseStream.Position
            ? count
            : throw new InvalidDataException("a length beyond its end");

    private async Task AnswerAsync(int request, IReadOnlyList<string> command, HookJob job, CancellationToken lifetime)
    {
        var environment = CommitIndexVariable.AddTo(
            HookEnvironment.For(_services.Environment, job.Hook.Environment), job.Request, job.View.Root, _services.Outside);
        var (exit, output) = await ChildOfHook.RunAsync(command, job.WorkingDirectory, environment, _services.Launcher, _services.Clock, lifetime);
        if (exit is { } ended)
        {
            job.Notes.Add(ended);
        }

        _channel.Send(WorkerMessage.ProcessEnded, writer =>
        {
            writer.Write(request);
            writer.Write(exit is not null);
            writer.Write(exit?.ExitCode ?? 0);
            writer.Write(output);
        });
    }

    // Stray output has no hook's name on it. While one hook runs it is that hook's; of several each log has it, and none is held to have found what is in it.
    private void GiveToRuns(ReadOnlySpan<byte> data)
    {
        if (_runs.Values.ToList() is [var only])
        {
            only.Job.Output.Write(data);
            return;
        }

        foreach (var run in _runs.Values)
        {
            run.Job.Output.WriteBeside(data);
        }
    }

    private static Finding ReadFinding(BinaryReader body, HookJob job)
    {
        var (level, file, line, column, code, text) =
            ((HookFindingLevel)body.ReadInt32(), body.ReadString(), body.ReadInt32(), body.ReadInt32(), body.ReadString(), body.ReadString());
        var path = file.Length == 0 || file.Contains('\0', StringComparison.Ordinal) ? "" : Path.GetFullPath(Path.Combine(job.View.Root, file));
        // A code ends at the first blank or colon of a canonical line; a level that nobody knows must not pass for harmless.
        code = code.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character == ':') ? "" : code;
        level = Enum.IsDefined(level) ? level : HookFindingLevel.Error;
        return new Finding(level, path, line, column, 0, 0, code, text);
    }
}
