using System.Buffers;
using System.Globalization;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Fingerprints;

/// <summary>Reads files to name their content.</summary>
internal static class ContentHash
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The id of some bytes.</summary>
    public static ContentId Of(ReadOnlySpan<byte> content)
    {
        Sha1 hash = Begin(content.Length);
        hash.Append(content);
        return Finish(hash);
    }

    /// <summary>The id of a file's bytes; <see langword="null"/> where they cannot be read, or change while they are.</summary>
    public static ContentId? OfFile(string path)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var handle = File.OpenHandle(path);
            var length = RandomAccess.GetLength(handle);
            var hash = Begin(length);
            long position = 0;
            int read;
            while ((read = RandomAccess.Read(handle, buffer, position)) > 0)
            {
                hash.Append(buffer.AsSpan(0, read));
                position += read;
            }

            return position == length ? Finish(hash) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The id of what a link points to.</summary>
    public static ContentId? OfLink(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget is { } target ? Of(PathText.Encode(target)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Sha1 Begin(long length)
    {
        Sha1 hash = new();
        hash.Append(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {length}\0")));
        return hash;
    }

    private static ContentId Finish(Sha1 hash)
    {
        Span<byte> digest = stackalloc byte[Sha1.Size];
        hash.Finish(digest);
        return ContentId.Read(digest);
    }
}
