using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// Writes to a descriptor where it stands: a <see cref="FileStream"/> keeps an offset of its own, and would write over what others wrote to the file meanwhile.
/// </summary>
/// <param name="descriptor">Open for writing. It is not closed.</param>
[UnsupportedOSPlatform("windows")]
internal sealed unsafe class DescriptorStream(int descriptor) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* first = buffer)
        {
            for (nint written = 0; written < buffer.Length;)
            {
                var some = Libc.Write(descriptor, first + written, buffer.Length - written);
                if (some >= 0)
                {
                    written += some;
                    continue;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error == Libc.ErrorAgain)
                {
                    // Who gave it to us made it non-blocking.
                    Libc.PollFd place = new() { Descriptor = descriptor, Events = Libc.PollOut };
                    _ = Libc.Poll(&place, 1, -1);
                }
                else if (error != Libc.ErrorInterrupted)
                {
                    throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
                }
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
