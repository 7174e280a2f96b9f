using System.Net.Sockets;

namespace Hooks.Build.Runner.Serving;

/// <summary>Hears what runs tell, each over a connection of its own.</summary>
/// <param name="live">Is told of it.</param>
/// <param name="report">Looks what the log says after a run.</param>
/// <param name="folder">The <see cref="Events.ListenerFolder"/>; <see langword="null"/> where there can be none.</param>
internal sealed class RunReceiver(LiveRuns live, FreshReport report, string? folder) : IDisposable
{
    // The findings of a hook are bounded; a line that is longer is none of ours.
    private const int MostBytes = 16 << 20;
    private const int MostRuns = 64;
    private const int BufferSize = 64 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private ListeningSocket? _socket;
    private int _runs;

    /// <summary>Begins to listen.</summary>
    /// <returns>Why that is not possible; <see langword="null"/> where it is.</returns>
    public string? TryListen(CancellationToken cancellation)
    {
        if (folder is null)
        {
            return "that takes a git repository, on Linux";
        }

        if (ListeningSocket.TryOpen(folder) is not { } socket)
        {
            return $"{folder} is not there for this user alone, or cannot be written to";
        }

        _socket?.Dispose();
        _socket = socket;
        _ = AcceptAsync(socket.Socket, cancellation);
        return null;
    }

    /// <summary>Listens anew where somebody has taken the socket away.</summary>
    public void ListenAgain(CancellationToken cancellation)
    {
        if (_socket is { IsThere: false })
        {
            _ = TryListen(cancellation);
        }
    }

    public void Dispose() => _socket?.Dispose();

    // Until the socket is closed.
    private async Task AcceptAsync(Socket socket, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Socket run;
            try
            {
                run = await socket.AcceptAsync(cancellation);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException || (e is SocketException && socket.SafeHandle.IsClosed))
            {
                return;
            }
            catch (SocketException)
            {
                // This process has no more descriptors: those that it has come back.
                await Task.Delay(Pause, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            if (!ListeningSocket.IsOurs(run) || _runs >= MostRuns)
            {
                run.Dispose();
                continue;
            }

            _ = Interlocked.Increment(ref _runs);
#pragma warning disable CA2025 // it is closed where it has been read
            _ = Task.Run(() => ReceiveAsync(run, cancellation), CancellationToken.None);
#pragma warning restore CA2025
        }
    }

    private async Task ReceiveAsync(Socket socket, CancellationToken cancellation)
    {
        int? run = null;
        try
        {
            using NetworkStream stream = new(socket, ownsSocket: true);
            var buffer = new byte[BufferSize];
            var length = 0;
            while (await stream.ReadAsync(buffer.AsMemory(length), cancellation) is > 0 and var count)
            {
                length += count;
                var start = 0;
                for (int end; (end = buffer.AsSpan(start, length - start).IndexOf((byte)'\n')) >= 0; start += end + 1)
                {
                    // Whoever looks whether somebody listens tells nothing.
                    run ??= live.Begin();
                    if (!live.TryTell(run.Value, buffer.AsSpan(start, end)))
                    {
                        return;
                    }
                }

                buffer.AsSpan(start, length - start).CopyTo(buffer);
                length -= start;
                if (length == buffer.Length)
                {
                    if (length >= MostBytes)
                    {
                        return;
                    }

                    Array.Resize(ref buffer, 2 * length);
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The run was killed, or this ends.
        }
        finally
        {
            _ = Interlocked.Decrement(ref _runs);
            if (run is { } number)
            {
                End(number);
            }
        }
    }

    // What came of it is shown before it is taken away.
    private void End(int run)
    {
        try
        {
            if (live.HasBrowsers)
            {
                report.Refresh();
            }
        }
        catch (OperationCanceledException)
        {
            // This ends.
        }
        finally
        {
            live.End(run);
        }
    }
}
