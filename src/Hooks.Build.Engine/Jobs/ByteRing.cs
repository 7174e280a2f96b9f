namespace Hooks.Build.Engine.Jobs;

/// <summary>The last bytes of a stream.</summary>
/// <param name="size">How many are kept.</param>
internal sealed class ByteRing(int size)
{
    private readonly byte[] _ring = new byte[size];

    /// <summary>How many bytes there were.</summary>
    public long Written { get; private set; }

    public void Add(ReadOnlySpan<byte> data)
    {
        var kept = data[Math.Max(0, data.Length - size)..];
        var start = (int)((Written + data.Length - kept.Length) % size);
        var beforeWrap = Math.Min(kept.Length, size - start);
        kept[..beforeWrap].CopyTo(_ring.AsSpan(start));
        kept[beforeWrap..].CopyTo(_ring);
        Written += data.Length;
    }

    /// <summary>The bytes that are kept, in order.</summary>
    public byte[] ToArray()
    {
        var kept = new byte[Math.Min(Written, size)];
        var start = (int)((Written - kept.Length) % size);
        var beforeWrap = Math.Min(kept.Length, size - start);
        _ring.AsSpan(start, beforeWrap).CopyTo(kept);
        _ring.AsSpan(0, kept.Length - beforeWrap).CopyTo(kept.AsSpan(beforeWrap));
        return kept;
    }
}
