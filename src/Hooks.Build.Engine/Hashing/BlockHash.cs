using System.Buffers.Binary;

namespace Hooks.Build.Engine.Hashing;

/// <summary>What the SHA functions have in common: blocks of 64 bytes, the length at the end. Can be used again after a digest was taken.</summary>
internal abstract class BlockHash
{
    private const int BlockSize = 64;
    private readonly byte[] _block = new byte[BlockSize];
    private int _filled;
    private ulong _length;

    /// <summary>The state, of which the digest is made.</summary>
    protected abstract ReadOnlySpan<uint> State { get; }

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> data)
    {
        _length += (ulong)data.Length;
        if (_filled > 0)
        {
            var taken = Math.Min(BlockSize - _filled, data.Length);
            data[..taken].CopyTo(_block.AsSpan(_filled));
            _filled += taken;
            data = data[taken..];
            if (_filled < BlockSize)
            {
                return;
            }

            Compress(_block);
            _filled = 0;
        }

        for (; data.Length >= BlockSize; data = data[BlockSize..])
        {
            Compress(data[..BlockSize]);
        }

        data.CopyTo(_block);
        _filled = data.Length;
    }

    /// <summary>Takes the digest and starts anew.</summary>
    public void Finish(Span<byte> digest)
    {
        var bits = _length * 8;
        _block[_filled++] = 0x80;
        if (_filled > BlockSize - sizeof(ulong))
        {
            _block.AsSpan(_filled).Clear();
            Compress(_block);
            _filled = 0;
        }

        _block.AsSpan(_filled).Clear();
        BinaryPrimitives.WriteUInt64BigEndian(_block.AsSpan(BlockSize - sizeof(ulong)), bits);
        Compress(_block);
        for (var i = 0; i < State.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest[(i * sizeof(uint))..], State[i]);
        }

        _filled = 0;
        _length = 0;
        Start();
    }

    /// <summary>Takes the digest in lower-case hexadecimal and starts anew.</summary>
    public string FinishHex()
    {
        Span<byte> digest = stackalloc byte[State.Length * sizeof(uint)];
        Finish(digest);
        return Hex.Lower(digest);
    }

    /// <summary>Sets the state to its start.</summary>
    protected abstract void Start();

    /// <summary>Takes in a block of 64 bytes.</summary>
    protected abstract void Compress(ReadOnlySpan<byte> block);
}
