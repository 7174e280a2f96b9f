using System.Threading.Channels;

namespace Hooks.Build.Worker;

/// <summary>What a listener has not read yet. Who does not read costs nobody more memory than this; what does not fit is left out and counted.</summary>
internal sealed class EventBuffer
{
    private const int MostBytes = 4 << 20;

    // What hooks write leaves room for what came of them.
    private const int MostOutputBytes = 1 << 20;
    private readonly Channel<byte[]> _lines = Channel.CreateUnbounded<byte[]>();
    private int _waitingBytes;

    /// <summary>How many were left out.</summary>
    public int Left { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(byte[] line)
    {
        if (Volatile.Read(ref _waitingBytes) + line.Length > (IsOutput(line) ? MostOutputBytes : MostBytes))
        {
            Left++;
            return;
        }

        _ = Interlocked.Add(ref _waitingBytes, line.Length);
        _ = _lines.Writer.TryWrite(line);
    }

    /// <summary>No more come.</summary>
    public void End() => _lines.Writer.TryComplete();

    /// <summary>The next that means something to a listener; <see langword="null"/> at the end.</summary>
    public async Task<RunEvent?> NextAsync(CancellationToken cancellation)
    {
        while (await _lines.Reader.WaitToReadAsync(cancellation))
        {
            while (_lines.Reader.TryRead(out var line))
            {
                _ = Interlocked.Add(ref _waitingBytes, -line.Length);
                if (RunEventReader.Read(line) is { } happened)
                {
                    return happened;
                }
            }
        }

        return null;
    }

    // A line begins with its version and its kind.
    private static bool IsOutput(byte[] line) => line.AsSpan().StartsWith("{\"version\":1,\"kind\":\"output\""u8);
}
