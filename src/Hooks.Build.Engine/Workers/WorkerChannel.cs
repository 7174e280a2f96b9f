using System.Buffers.Binary;
using System.Text;

namespace Hooks.Build.Engine.Workers;

/// <summary>Frames on a stream: a mark, kind, length, body. Writing is safe from several threads.</summary>
internal sealed class WorkerChannel(Stream stream)
{
    /// <summary>Raised whenever a message changes: the two sides may come from packages of different versions.</summary>
    public const int Version = 1;

    // Whatever else is written into the pipe begins otherwise.
    private const int Mark = 0x6B6F6F48;
    private const int HeaderSize = 9;
    private const int LargestBody = 1 << 30;
    private readonly object _writeLock = new();

    /// <summary>Sends a message. One that cannot be sent any more is dropped: the reading side sees the end of the stream.</summary>
    public void Send(WorkerMessage kind, Action<BinaryWriter>? body = null)
    {
        using MemoryStream frame = new();
        frame.SetLength(HeaderSize);
        frame.Position = HeaderSize;
        using (BinaryWriter writer = new(frame, Encoding.UTF8, leaveOpen: true))
        {
            body?.Invoke(writer);
        }

        var bytes = frame.GetBuffer();
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Mark);
        bytes[4] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(5), (int)frame.Length - HeaderSize);
        try
        {
            lock (_writeLock)
            {
                stream.Write(bytes, 0, (int)frame.Length);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The other side is gone.
        }
    }

    /// <summary>Reads the next message; <see langword="null"/> at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">What comes is no message.</exception>
    public async Task<(WorkerMessage Kind, BinaryReader Body)?> ReceiveAsync()
    {
        try
        {
            // The mark by itself: another version's message may be shorter than a header of this one.
            var header = new byte[HeaderSize];
            var count = await stream.ReadAtLeastAsync(header, sizeof(int));
            if (BinaryPrimitives.ReadInt32LittleEndian(header) != Mark)
            {
                throw Malformed();
            }

            await stream.ReadExactlyAsync(header.AsMemory(count));
            var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(5));
            if (length is < 0 or > LargestBody)
            {
                throw Malformed();
            }

            var body = new byte[length];
            await stream.ReadExactlyAsync(body);
            return ((WorkerMessage)header[4], new BinaryReader(new MemoryStream(body), Encoding.UTF8));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    private static InvalidDataException Malformed() =>
        new("what came is no message: engine and worker are of different versions, or something else writes into their pipe");
}
