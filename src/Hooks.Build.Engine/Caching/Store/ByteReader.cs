using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>Reads fields one after the other. What is not there reads as nothing, and the end is never reached then.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private bool _isShort;

    /// <summary>Everything was there, and nothing is left.</summary>
    public readonly bool IsAtEnd => !_isShort && _rest.IsEmpty;

    public byte Byte() => Take(1) is [var value] ? value : default;

    public int Int() => BinaryPrimitives.TryReadInt32LittleEndian(Take(sizeof(int)), out var value) ? value : 0;

    public long Long() => BinaryPrimitives.TryReadInt64LittleEndian(Take(sizeof(long)), out var value) ? value : 0;

    public string Text() => new(MemoryMarshal.Cast<byte, char>(Take((long)Int() * sizeof(char))));

    /// <summary>The length of a list, which has no more items than bytes.</summary>
    public int Count(int most)
    {
        var count = Int();
        if (count >= 0 && count <= most && count <= _rest.Length)
        {
            return count;
        }

        _isShort = true;
        return 0;
    }

    private ReadOnlySpan<byte> Take(long length)
    {
        if (_isShort || length < 0 || length > _rest.Length)
        {
            _isShort = true;
            return [];
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
