namespace Hooks.Build.Engine.Git;

/// <summary>
/// What packs keep instead of an object that is like another: two lengths, then what to copy of the other and what to put in between (gitformat-pack(5)).
/// </summary>
internal static class GitDelta
{
    /// <summary>Makes an object.</summary>
    /// <param name="content">The one at the end of the chain.</param>
    /// <param name="deltas">What was met on the way to it.</param>
    /// <param name="allowance">What may be made.</param>
    /// <returns><see langword="null"/> where a delta is not as described.</returns>
    /// <exception cref="InvalidDataException">More would be made than is allowed.</exception>
    public static byte[]? Apply(byte[] content, List<byte[]> deltas, ByteAllowance allowance)
    {
        for (var i = deltas.Count - 1; i >= 0; i--)
        {
            if (Apply(content, deltas[i], allowance) is not { } next)
            {
                return null;
            }

            content = next;
        }

        return content;
    }

    private static byte[]? Apply(ReadOnlySpan<byte> content, ReadOnlySpan<byte> delta, ByteAllowance allowance)
    {
        const int Insert = 0x7F;
        const int Copy = 0x80;
        if (Number(ref delta) != content.Length)
        {
            return null;
        }

        var length = Number(ref delta);
        allowance.Take(length);
        var made = new byte[length];
        var at = 0;
        while (!delta.IsEmpty)
        {
            int command = delta[0];
            delta = delta[1..];
            ReadOnlySpan<byte> piece;
            if ((command & Copy) == 0)
            {
                // 0 is reserved.
                if ((command & Insert) is var count && (count == 0 || count > delta.Length))
                {
                    return null;
                }

                piece = delta[..count];
                delta = delta[count..];
            }
            else if (Place(ref delta, command) is not ({ } start, { } size) || start + size > content.Length)
            {
                return null;
            }
            else
            {
                piece = content.Slice((int)start, (int)size);
            }

            if (piece.Length > made.Length - at)
            {
                return null;
            }

            piece.CopyTo(made.AsSpan(at));
            at += piece.Length;
        }

        return at == made.Length ? made : null;
    }

    private static long Number(ref ReadOnlySpan<byte> delta)
    {
        var number = 0L;
        for (var shift = 0; shift < 63 && !delta.IsEmpty; shift += 7)
        {
            var digit = delta[0];
            delta = delta[1..];
            number |= (long)(digit & 0x7F) << shift;
            if ((digit & 0x80) == 0)
            {
                return number;
            }
        }

        return -1;
    }

    // Four bits say which bytes of the start follow, three which of the size; size 0 means 64 KiB.
    private static (long? Start, long? Size) Place(ref ReadOnlySpan<byte> delta, int command)
    {
        long start = 0, size = 0;
        for (var bit = 0; bit < 7; bit++)
        {
            if ((command & (1 << bit)) == 0)
            {
                continue;
            }

            if (delta.IsEmpty)
            {
                return (null, null);
            }

            if (bit < 4)
            {
                start |= (long)delta[0] << (bit * 8);
            }
            else
            {
                size |= (long)delta[0] << ((bit - 4) * 8);
            }

            delta = delta[1..];
        }

        return (start, size == 0 ? 0x10000 : size);
    }
}
