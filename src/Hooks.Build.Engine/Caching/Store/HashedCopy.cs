using System.Buffers;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>Content is copied and verified in one pass: what was verified is what was written.</summary>
internal static class HashedCopy
{
    private const int BufferSize = 128 << 10;

    /// <summary>Takes the digest of a stream and copies it.</summary>
    /// <param name="from">The stream, from where it stands.</param>
    /// <param name="to">Takes the copy; <see langword="null"/> for the digest alone.</param>
    /// <returns>The digest, empty where the stream cannot be read; and the size.</returns>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    public static (string Digest, long Size) Copy(Stream from, Stream? to)
    {
        Sha256 hash = new();
        var size = 0L;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (; ; )
            {
                var read = Read(from, buffer);
                if (read <= 0)
                {
                    return (read == 0 ? hash.FinishHex() : "", size);
                }

                hash.Append(buffer.AsSpan(0, read));
                to?.Write(buffer, 0, read);
                size += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Takes the digest of a file; empty where it cannot be read.</summary>
    public static (string Digest, long Size) OfFile(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Copy(file, to: null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ("", 0);
        }
    }

    private static int Read(Stream from, byte[] buffer)
    {
        try
        {
            return from.Read(buffer, 0, buffer.Length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return -1;
        }
    }
}
