using System.Buffers;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>Compares files, of any size, a block at a time.</summary>
internal static class SameBytes
{
    private const int Block = 64 * 1024;

    /// <summary>Whether two files hold the same.</summary>
    /// <exception cref="IOException">One cannot be read.</exception>
    public static bool Are(string one, string other)
    {
        using FileStream first = File.OpenRead(one), second = File.OpenRead(other);
        if (first.Length != second.Length)
        {
            return false;
        }

        var (left, right) = (ArrayPool<byte>.Shared.Rent(Block), ArrayPool<byte>.Shared.Rent(Block));
        try
        {
            while (true)
            {
                var count = first.ReadAtLeast(left.AsSpan(0, Block), Block, throwOnEndOfStream: false);
                if (second.ReadAtLeast(right.AsSpan(0, Block), Block, throwOnEndOfStream: false) != count
                    || !left.AsSpan(0, count).SequenceEqual(right.AsSpan(0, count)))
                {
                    return false;
                }

                if (count < Block)
                {
                    return true;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(left);
            ArrayPool<byte>.Shared.Return(right);
        }
    }
}
