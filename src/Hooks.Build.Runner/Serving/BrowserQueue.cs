namespace Hooks.Build.Runner.Serving;

/// <summary>What waits for one browser. One that does not read gets a fresh state in the place of what it missed.</summary>
internal sealed class BrowserQueue : IDisposable
{
    private const int MostBytes = 4 << 20;
    private readonly Queue<byte[]> _waiting = [];
    private readonly SemaphoreSlim _signal = new(1);
    private int _bytes;

    /// <summary>It has yet to be told how everything is.</summary>
    public bool NeedsState { get; private set; } = true;

    /// <summary>Waits until there is something to send.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _signal.WaitAsync(cancellation);

    /// <summary>Puts a message behind those that wait. Whoever calls holds the lock of <see cref="LiveRuns"/>, here and in the next.</summary>
    public void Add(byte[] message)
    {
        if (NeedsState)
        {
            return;
        }

        if (_bytes + message.Length > MostBytes && _waiting.Count > 0)
        {
            (NeedsState, _bytes) = (true, 0);
            _waiting.Clear();
        }
        else
        {
            _waiting.Enqueue(message);
            _bytes += message.Length;
        }

        if (_signal.CurrentCount == 0)
        {
            _ = _signal.Release();
        }
    }

    /// <summary>Takes the next message.</summary>
    /// <param name="state">Writes the state.</param>
    /// <returns><see langword="null"/> where nothing waits.</returns>
    public byte[]? Next(Func<byte[]> state)
    {
        if (NeedsState)
        {
            NeedsState = false;
            return state();
        }

        if (!_waiting.TryDequeue(out var message))
        {
            return null;
        }

        _bytes -= message.Length;
        return message;
    }

    public void Dispose() => _signal.Dispose();
}
