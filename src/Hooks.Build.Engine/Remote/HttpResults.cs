using System.Collections.Concurrent;
using System.Globalization;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Engine.Remote;

/// <summary>
/// Results that machines share by Bazel's HTTP cache protocol: any server that stores what is put to <c>/ac/HASH</c> and <c>/cas/HASH</c> will do. Only the
/// MSBuild task and the runner that <c>dotnet</c> runs create it: the native runner must not carry HTTP.
/// </summary>
internal sealed class HttpResults : IRemoteResults, IDisposable
{
    private const int MostOffered = 1000;
    private const int MostAtOnce = 8;
    private const string NoMoreReads = "it is not asked again in this run";
    private const string NoMoreWrites = "nothing more is sent to it in this run";

    private readonly RemoteCacheSettings _settings;
    private readonly TimeProvider _time;
    private readonly TimeSpan _grace;
    private readonly RemoteConnection _connection;
    private readonly RemoteReader _reader;
    private readonly RemoteWriter _writer;
    private readonly RemoteWarnings _warnings;
    private readonly CircuitBreaker _reads = new();
    private readonly CircuitBreaker _writes = new();
    private readonly ConcurrentDictionary<string, bool> _broken = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Task> _offered = new();
    private readonly SemaphoreSlim _turns = new(MostAtOnce);
    private readonly CancellationTokenSource _end = new();
    private int _finished;

    /// <summary>Prepares; nothing is sent yet.</summary>
    /// <param name="settings">Where the cache is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="grace">How long the end of a run waits for what is being sent; five seconds where not said.</param>
    public HttpResults(RemoteCacheSettings settings, TimeProvider time, TimeSpan? grace = null)
    {
        (_settings, _time, _grace) = (settings, time, grace ?? TimeSpan.FromSeconds(5));
        _connection = new RemoteConnection(settings);
        (_reader, _writer) = (new RemoteReader(_connection), new RemoteWriter(_connection, time));
        _warnings = new RemoteWarnings(settings.Shown);
        if (settings.TellsSecrets)
        {
            _warnings.Add("is told the credentials over http, where others can read them; use https");
        }
    }

    /// <inheritdoc />
    public async Task<CachedResult?> FindAsync(string key, TimeSpan patience, IContentStore local, CancellationToken cancellation)
    {
        if (_reads.IsOff || patience <= TimeSpan.Zero)
        {
            return null;
        }

        using CancellationTokenSource end = new(patience, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _end.Token, end.Token);
        var token = limit.Token;
        var asked = _time.GetTimestamp();

        // On another thread, and left alone when time is up: looking up a host's name hears of no cancellation.
        var search = Task.Run(() => TryFindAsync(key, local, token), CancellationToken.None);
        try
        {
            return await search.WaitAsync(token);
        }
        catch (OperationCanceledException)
        {
            if (!cancellation.IsCancellationRequested && !_end.IsCancellationRequested)
            {
                NoteSilence(_reads, asked, "does not answer in time", NoMoreReads);
            }

            return null;
        }
    }

    /// <inheritdoc />
    public void Offer(string key, CachedResult result, IContentStore local)
    {
        if (_settings.Writes
            && !_writes.IsOff
            && !_reads.IsOff
            && Volatile.Read(ref _finished) == 0
            && _offered.Count < MostOffered
            && RemoteEntry.CanShare(result))
        {
            _offered.Enqueue(Task.Run(() => TrySendAsync(key, result, local)));
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Problem>> FinishAsync(CancellationToken cancellation)
    {
        _ = Interlocked.Exchange(ref _finished, 1);
        try
        {
            await Task.WhenAll(_offered).WaitAsync(_grace, _time, cancellation);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            var unsent = _offered.Count(task => !task.IsCompleted);
            if (unsent > 0 && !cancellation.IsCancellationRequested)
            {
                _warnings.Add(string.Create(
                    CultureInfo.InvariantCulture, $"is slow: {unsent} {(unsent == 1 ? "result was" : "results were")} not sent before the run ended"));
            }
        }

        // A build's process lives on, and its connections with it.
        await _end.CancelAsync();
        _connection.Dispose();
        return _warnings.ToProblems();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _end.Cancel();
        _connection.Dispose();
        _turns.Dispose();
        _end.Dispose();
    }

    private async Task<CachedResult?> TryFindAsync(string key, IContentStore local, CancellationToken cancellation)
    {
        try
        {
            var result = await _reader.FindAsync(key, local, cancellation);
            _reads.Succeeded();
            return result;
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
        catch (Exception e)
        {
            if (e is RemoteException { Fault: RemoteFault.Entry })
            {
                _broken[key] = true;
            }

            Note(_reads, e, NoMoreReads);
            return null;
        }
    }

    private async Task TrySendAsync(string key, CachedResult result, IContentStore local)
    {
        var asked = 0L;
        try
        {
            await _turns.WaitAsync(_end.Token);
            try
            {
                if (!_writes.IsOff && !_reads.IsOff)
                {
                    asked = _time.GetTimestamp();
                    await _writer.SendAsync(key, result, local, _broken.ContainsKey(key), _end.Token);
                    _writes.Succeeded();
                }
            }
            finally
            {
                _ = _turns.Release();
            }
        }
        catch (Exception) when (_end.IsCancellationRequested)
        {
            // The run is over; FinishAsync has said so.
        }
        catch (TimeoutException)
        {
            NoteSilence(_writes, asked, "does not answer writes in time", NoMoreWrites);
        }
        catch (Exception e)
        {
            Note(_writes, e, NoMoreWrites);
        }
    }

    private void Note(CircuitBreaker direction, Exception exception, string end)
    {
        if (direction.IsOff)
        {
            return;
        }

        var (what, fault) = exception is RemoteException { Fault: var its }
            ? (exception.Message, its)
            : ("could not be used: " + exception.Message, RemoteFault.Server);
        var isOver = fault switch
        {
            RemoteFault.Server => direction.Failed(),
            RemoteFault.Refused => direction.TurnOff(),
            _ => false,
        };
        _warnings.Add(what, isOver ? end : "");
    }

    private void NoteSilence(CircuitBreaker direction, long asked, string what, string end)
    {
        var waited = _time.GetElapsedTime(asked);
        var isOver = direction.Unanswered(waited);
        if (isOver || waited >= CircuitBreaker.LongSilence)
        {
            _warnings.Add(what, isOver ? end : "");
        }
    }
}
