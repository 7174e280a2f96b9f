using Hooks.Build.Engine.Model;
using Hooks.Build.Runner.Output;

namespace Hooks.Build.Runner.Events;

/// <summary>
/// Hands events to a listener on a thread of its own. Who reads slowly, or not at all, costs the run nothing: what does not fit into the queue is left out and
/// counted, and after the run nobody is waited for who takes nothing.
/// </summary>
/// <param name="target">Who listens.</param>
/// <param name="mostBytes">How much may wait.</param>
/// <param name="clock">The time; <see langword="null"/> for the system's.</param>
internal sealed class EventQueue(EventTarget target, int mostBytes = EventQueue.MostBytes, TimeProvider? clock = null) : IDisposable
{
    private const int MostBytes = 4 << 20;

    // What hooks write leaves room for what came of them.
    private const int PartOfOutput = 4;

    // Since something was taken, or offered to who had everything: who took nothing for so long while hooks ran is not waited for at all.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    // Of who has taken nothing at all since it was offered: what listens to a run is there when it begins, or a moment later.
    private static readonly TimeSpan FirstPatience = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(2);
    private readonly object _lock = new();
    private readonly int _mostOfOutput = mostBytes / PartOfOutput;
    private readonly Queue<byte[]> _waiting = [];
    private int _waitingBytes;
    private int _left;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private long _moved = (clock ?? TimeProvider.System).GetTimestamp();
    private bool _isOffered;
    private bool _isTaken;
    private bool _isEnding;
    private bool _isDone;
    private string? _failure;

    /// <summary>How many were left out.</summary>
    public int LeftOut
    {
        get
        {
            lock (_lock)
            {
                return _left;
            }
        }
    }

    /// <summary>Starts to listen for events.</summary>
    public void Start() => new Thread(Write, 256 * 1024) { IsBackground = true, Name = "events" }.Start();

    /// <summary>The place where events are written to as text.</summary>
    public Terminal ToTerminal() => ToTerminal(mostBytes);

    /// <summary>The same for what hooks write: it takes no more than a part of the room.</summary>
    public Terminal ToTerminalOfOutput() => ToTerminal(_mostOfOutput);

    /// <summary>Lets the listener have what waits, as long as it takes it.</summary>
    /// <param name="cancellation">Whoever waits wants to go: a listener that takes nothing at once is not waited for.</param>
    /// <returns>What it did not get; <see langword="null"/> where it has everything.</returns>
    public Problem? End(CancellationToken cancellation = default)
    {
        using var waking = cancellation.Register(Wake);
        lock (_lock)
        {
            _isEnding = true;
            Monitor.PulseAll(_lock);
            var start = _clock.GetTimestamp();
            for (var left = target.IsFile ? Patience : Left(start, cancellation); !_isDone
                && left > TimeSpan.Zero; left = target.IsFile ? Patience : Left(start, cancellation))
            {
                _ = Monitor.Wait(_lock, left);
            }

            var missing = _left + _waiting.Count;
            return missing == 0 ? null : new Problem(
                Codes.Events,
                $"{(missing == 1 ? "1 event" : $"{missing} events")} of this run did not reach {target.Name}: {_failure ?? "it reads too slowly, or not at all"}. The run is what it would have been");
        }
    }

    /// <summary>There are no more. What waits is still written.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isEnding = true;
            Monitor.PulseAll(_lock);
        }
    }

    private Terminal ToTerminal(int most) => new(() => new Lines(this, most), isInteractive: false, hasColours: false);

    private void Wake()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }

    // How long the listener is waited for, whose last chance began then.
    private TimeSpan Left(long start, CancellationToken cancellation)
    {
        // Where the thread has not come to offer anything, that is not the listener's fault.
        var patience = _isOffered && !_isTaken ? FirstPatience : Patience;
        var (still, whole) = (patience - _clock.GetElapsedTime(_moved), (cancellation.IsCancellationRequested
            ? Patience
            : MostPatience) - _clock.GetElapsedTime(start));
        return still < whole ? still : whole;
    }

    private void Add(ReadOnlySpan<byte> line, int most)
    {
        lock (_lock)
        {
            if (_failure is not null || _waitingBytes + line.Length > most)
            {
                _left++;
                return;
            }

            // Who had everything has until now missed nothing.
            _moved = _waiting.Count == 0 ? _clock.GetTimestamp() : _moved;
            _waitingBytes += line.Length;
            _waiting.Enqueue(line.ToArray());
            Monitor.PulseAll(_lock);
        }
    }

    private void Write()
    {
        try
        {
            lock (_lock)
            {
                (_isOffered, _moved) = (true, _clock.GetTimestamp());
            }

            using var stream = target.Open();
            while (Next() is { } line)
            {
                stream.Write(line);
                lock (_lock)
                {
                    _waitingBytes -= line.Length;
                    _ = _waiting.Dequeue();
                    (_isTaken, _moved) = (true, _clock.GetTimestamp());
                    Monitor.PulseAll(_lock);
                }
            }
        }
        catch (Exception e)
        {
            lock (_lock)
            {
                _failure = e.Message;
            }
        }

        lock (_lock)
        {
            _isDone = true;
            Monitor.PulseAll(_lock);
        }
    }

    // Stays in the queue until it is written: what a listener never took is counted.
    private byte[]? Next()
    {
        lock (_lock)
        {
            while (_waiting.Count == 0 && !_isEnding)
            {
                _ = Monitor.Wait(_lock);
            }

            return _waiting.Count == 0 ? null : _waiting.Peek();
        }
    }

    /// <summary>Takes whole lines, one a write.</summary>
    private sealed class Lines(EventQueue queue, int most) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer) => queue.Add(buffer, most);

        public override void Write(byte[] buffer, int offset, int count) => queue.Add(buffer.AsSpan(offset, count), most);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
