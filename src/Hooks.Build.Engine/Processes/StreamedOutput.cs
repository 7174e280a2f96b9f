using System.Runtime.ExceptionServices;

namespace Hooks.Build.Engine.Processes;

/// <summary>What a process writes, where it comes as streams of .NET.</summary>
/// <param name="end">Ends the process with all that it started.</param>
internal sealed class StreamedOutput(Action end)
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMilliseconds(300);
    private readonly object _order = new();
    private ExceptionDispatchInfo? _broken;
    private bool _isClosed;

    /// <summary>
    /// Hands on what comes, from one stream at a time, until the process has exited and the streams have ended. What it left running is ended, since it may
    /// hold them, and after a bounded time they are given up. Where a receiver fails the process is ended, and nothing is handed on any more.
    /// </summary>
    /// <param name="exited">Ends when the process has exited.</param>
    /// <param name="streams">Its streams, each with who takes what comes.</param>
    /// <returns>Whether something still held them in the end.</returns>
    /// <exception cref="Exception">What a receiver threw.</exception>
    public async Task<bool> ReadAsync(Task exited, params IReadOnlyList<(Stream From, OutputReceiver To)> streams)
    {
        var reading = Task.WhenAll(streams.Select(stream => ReadAsync(stream.From, stream.To)));
        await exited;
        var isDrained = await Task.WhenAny(reading, Task.Delay(DrainLimit)) == reading;
        end();
        var isCut = !isDrained && await Task.WhenAny(reading, Task.Delay(DrainLimit)) != reading;
        lock (_order)
        {
            _isClosed = true;
        }

        _broken?.Throw();
        return isCut;
    }

    private async Task ReadAsync(Stream stream, OutputReceiver receiver)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer)) > 0 && TryHandOn(receiver, buffer.AsSpan(0, count)))
            {
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The end, as a pipe tells it whose other side is gone, or that was given up.
        }
    }

    private bool TryHandOn(OutputReceiver receiver, ReadOnlySpan<byte> data)
    {
        lock (_order)
        {
            if (_isClosed)
            {
                return false;
            }

            try
            {
                receiver(data);
                return true;
            }
            catch (Exception e)
            {
                // Such as a full disk: the process must not go on writing to nobody.
                _broken = ExceptionDispatchInfo.Capture(e);
                _isClosed = true;
            }
        }

        end();
        return false;
    }
}
