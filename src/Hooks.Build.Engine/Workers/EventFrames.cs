namespace Hooks.Build.Engine.Workers;

/// <summary>Hands each write, which is an event, to the worker. Its end is the end of the events.</summary>
internal sealed class EventFrames(WorkerChannel channel) : Stream
{
    private bool _isClosed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => channel.Send(WorkerMessage.Event, writer => writer.Write(buffer, offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!_isClosed)
        {
            _isClosed = true;
            channel.Send(WorkerMessage.EventsEnded);
        }

        base.Dispose(disposing);
    }
}
