using System.Globalization;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Graph;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Workers;

/// <summary>
/// A method that listens to a run, in a worker of its own: in that of the hooks it could end them, change what they see and take their threads. Whatever it
/// does is a warning.
/// </summary>
internal sealed class ListenerProcess : IAsyncDisposable
{
    // What is left of its time when its token is cancelled.
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    // Who has interrupted the run waits for the prompt.
    private static readonly TimeSpan MostOfInterrupted = TimeSpan.FromSeconds(2);

    // What is told of a reason; its log has the rest.
    private const int MostOfReason = 200;
    private readonly PlannedListener _listener;
    private readonly RunRequest _request;
    private readonly WorkerServices? _services;
    private readonly TimeProvider _clock;
    private readonly bool _mayWait;
    private readonly string _logFolder;
    private readonly Lazy<HookOutput> _output;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource<WorkerChannel> _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WorkerConnection? _connection;
    private Task? _living;
    private bool _hasWritten;
    private bool _isDisposed;
    private volatile bool _wasCancelled;
    private volatile int _unread;

    private ListenerProcess(PlannedListener listener, RunRequest request, WorkerServices? services, TimeProvider clock, bool mayWait, ListenerLogs logs)
    {
        (_listener, _request, _services, _clock, _mayWait) = (listener, request, services, clock, mayWait);
        _logFolder = listener.Project?.LogDirectory ?? request.LogDirectory;
        _output = new Lazy<HookOutput>(() => logs.Open(_logFolder, listener.Name));
    }

    /// <summary>Whether it was started.</summary>
    public bool IsStarted => _living is not null;

    /// <summary>A listener of a plan; nothing starts yet.</summary>
    public static ListenerProcess Create(PlannedListener listener, HookPlan plan, RunRequest request, EngineContext context, ListenerLogs logs)
    {
        var options = listener.Project?.Worker ?? context.Worker;
        var services = options is null || !File.Exists(options.WorkerAssembly) ? null
            : new WorkerServices(
                options, context.Launcher, context.Clock, HookEnvironment.For(context.Environment, listener.Environment), request.RepositoryRoot)
            {
                Spares = context.Spares,
            };

        // A worker that waits is for the hooks, which are waited for.
        var mayWait = !plan.Hooks.Any(hook => hook.Kind == HookKind.Method && (request.Stage == HookStages.None || (hook.Stages & request.Stage) != 0));
        return new ListenerProcess(listener, request, services, context.Clock, mayWait, logs);
    }

    /// <summary>Starts it, beside what runs.</summary>
    public void Start() => _living ??= Task.Run(LiveAsync);

    /// <summary>Where events are written, a line each. Waits until the process is up.</summary>
    public Stream OpenEvents() => new EventFrames(_up.Task.GetAwaiter().GetResult());

    /// <summary>Waits for its end, when the run is over; ends it when its time is.</summary>
    /// <param name="isInterrupted">Whether the run was interrupted.</param>
    /// <param name="left">How many events did not fit into what waits for it; is asked at the end.</param>
    /// <returns>What people are told; <see langword="null"/> where all is well.</returns>
    public async Task<Problem?> EndAsync(bool isInterrupted, Func<int> left)
    {
        var limit = TimeSpan.FromSeconds(_listener.Timeout);
        limit = isInterrupted && limit > MostOfInterrupted ? MostOfInterrupted : limit;
        TaskCompletionSource late = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (_clock.CreateTimer(_ => Cancel(), state: null, limit - LastWords, Timeout.InfiniteTimeSpan))
        await using (_clock.CreateTimer(_ => late.TrySetResult(), state: null, limit, Timeout.InfiniteTimeSpan))
        {
            _ = await Task.WhenAny(_ended.Task, late.Task);
        }

        var isLate = !_ended.Task.IsCompleted;
        if (!isLate)
        {
            await _living!;
        }

        await DisposeAsync();
        var lost = _up.Task.IsCompletedSuccessfully ? left() + _unread : 0;
        var what = isLate || _wasCancelled
            ? string.Create(CultureInfo.InvariantCulture, $"did not end within {limit.TotalSeconds:0.#} s after the run, and was ended")
            : await _ended.Task ?? (lost == 0 ? null : "reads too slowly, or not at all");
        return what is null
            ? null
            : new Problem(
                Codes.Listener,
                $"Listener '{_listener.Name}' {what}{Lost(lost)}. The run is what it would have been{Log()}",
                _listener.File,
                _listener.Line,
                _listener.Column);
    }

    /// <summary>Ends the process.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        await _closing.CancelAsync();
        _ = _up.TrySetCanceled();
        if (_living is not null)
        {
            await _living;
            CloseLog();
        }

        _closing.Dispose();
    }

    private static string Lost(int count) =>
        count == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"; {count} event{(count == 1 ? "" : "s")} of the run did not fit into what waits for it and {(count == 1 ? "was" : "were")} left out");

    private string Log() => _hasWritten && _output.Value.LogPath is { } log ? $". Log: {log}" : "";

    // One of an earlier run is emptied, also by a listener that says nothing.
    private void CloseLog()
    {
        if (_output.IsValueCreated || File.Exists(Path.Combine(_logFolder, FileName.Of(_listener.Name) + ".log")))
        {
            _output.Value.Dispose();
        }
    }

    // Not on the thread of the timer: the way to a process that was stopped may be full.
    private void Cancel() => _ = Task.Run(() =>
    {
        if (_up.Task.IsCompletedSuccessfully)
        {
            _up.Task.Result.Send(WorkerMessage.Cancel);
        }
    });

    private async Task LiveAsync()
    {
        try
        {
            var (connection, channel) = await WorkerStart.OpenAsync(
                _services ?? throw new WorkerStartException("no worker for C# hooks is configured, or it does not exist: restore and build the project again"),
                WorkerKind.ForHooks(_services!.Options),
                _mayWait,
                _closing.Token);
            _connection = connection;
            connection.Stray.FollowFromStart(Write);
            await using var kill = _closing.Token.Register(End);
            channel.Send(
                WorkerMessage.Listen,
                new ListenCommand(
                    _listener.Type,
                    _listener.Method,
                    _listener.TakesToken,
                    _listener.Name,
                    (int)_request.Stage,
                    _request.RepositoryRoot,
                    _listener.Project?.Properties ?? _request.Properties).Write);
            _ = _up.TrySetResult(channel);
            await HearAsync(channel);
            await CloseAsync(connection, channel);
        }
        catch (Exception e)
        {
            // Whatever it is, it is the listener's and not the run's.
            var reason = Told(e.Message);
            if (reason != e.Message)
            {
                Write(Encoding.UTF8.GetBytes(e.Message + "\n"));
            }

            _ = _ended.TrySetResult($"was not told of this run: {reason}");
            _ = _up.TrySetException(e);
        }
    }

    private async Task HearAsync(WorkerChannel channel)
    {
        try
        {
            while (await channel.ReceiveAsync() is { } message)
            {
                using var body = message.Body;
                if (message.Kind == WorkerMessage.EventsHeard)
                {
                    _unread = body.ReadInt32();
                }
                else if (message.Kind == WorkerMessage.Listened)
                {
                    var end = (RunEnd)body.ReadByte();
                    _wasCancelled = end == RunEnd.Cancelled;
                    _ = _ended.TrySetResult(end == RunEnd.Threw ? $"threw {Told(body.ReadString())}" : null);
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            End();
            _ = _ended.TrySetResult($"sent what is no message ({Told(e.Message)})");
        }
    }

    private async Task CloseAsync(WorkerConnection connection, WorkerChannel channel)
    {
        if (_ended.Task.IsCompletedSuccessfully && !_closing.IsCancellationRequested)
        {
            channel.Send(WorkerMessage.Close);
        }

        await connection.DisposeAsync();
        await using (_clock.CreateTimer(_ => connection.Child.Kill(), state: null, ProcessEnding.Grace, Timeout.InfiniteTimeSpan))
        {
            var exit = await connection.Child.Completion;
            _ = _closing.IsCancellationRequested
                || _ended.TrySetResult(exit.ExitCode == ProcessExit.Unknown
                    ? "ended its process"
                    : $"ended its process ({ProcessEnding.Explain(exit.ExitCode)})");
        }
    }

    private void End() => _connection?.Child.Kill();

    // In one line, without the runtime's stack.
    private static string Told(string reason) => Shortened.Of(StrayOutput.InOneLine(reason), MostOfReason);

    private void Write(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return;
        }

        _hasWritten = true;
        _output.Value.Write(data);
    }
}
