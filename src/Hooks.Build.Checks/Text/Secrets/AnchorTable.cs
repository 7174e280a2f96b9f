using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>Says which of the anchors stand at a position, by the first three of the bytes that are searched for.</summary>
internal sealed class AnchorTable
{
    /// <summary>How many bytes tell an anchor.</summary>
    public const int Looked = 3;

    private const int Bits = 12;

    private readonly byte[] _isUsed = new byte[1 << Bits];
    private readonly short[] _starts = new short[(1 << Bits) + 1];
    private readonly uint[] _keys;
    private readonly SecretAnchor[] _anchors;

    public AnchorTable(IEnumerable<SecretAnchor> anchors)
    {
        _anchors = [.. anchors.OrderBy(anchor => Slot(Key(anchor.Text, anchor.Rare)))];
        _keys = Array.ConvertAll(_anchors, anchor => Key(anchor.Text, anchor.Rare));
        foreach (var key in _keys)
        {
            _starts[Slot(key) + 1]++;
            _isUsed[Slot(key)] = 1;
        }

        for (var i = 1; i < _starts.Length; i++)
            _starts[i] += _starts[i - 1];
    }

    /// <summary>Adds the anchors whose rare bytes stand at one of the positions, which are written over.</summary>
    public void Look(ReadOnlySpan<byte> content, Span<int> positions, List<AnchorPlace> places)
    {
        var whole = positions.Length;
        while (whole > 0 && positions[whole - 1] > content.Length - sizeof(uint))
            whole--;

        foreach (var at in positions[..Keep(content, positions[..whole])])
            Look(content, at, Key(content, at), places);

        foreach (var at in positions[whole..])
            Look(content, at, Key(content, at), places);
    }

    // Nearly all end here. Whether one does is not asked: a processor would guess it wrong too often.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Keep(ReadOnlySpan<byte> content, Span<int> positions)
    {
        ref var first = ref MemoryMarshal.GetReference(content);
        ref var isUsed = ref MemoryMarshal.GetArrayDataReference(_isUsed);
        ref var kept = ref MemoryMarshal.GetReference(positions);
        var count = 0;
        foreach (var at in positions)
        {
            Unsafe.Add(ref kept, count) = at;
            count += Unsafe.Add(ref isUsed, Slot(Key(Bytes(ref Unsafe.Add(ref first, at)))));
        }

        return count;
    }

    private void Look(ReadOnlySpan<byte> content, int at, uint key, List<AnchorPlace> places)
    {
        var slot = Slot(key);
        for (var i = _starts[slot]; i < _starts[slot + 1]; i++)
        {
            if (_keys[i] == key && _anchors[i].IsAt(content, at - _anchors[i].Rare))
                places.Add(new AnchorPlace(at - _anchors[i].Rare, _anchors[i]));
        }
    }

    // Behind the last byte there are zeros, which stand in no anchor.
    private static uint Key(ReadOnlySpan<byte> content, int at)
    {
        var bytes = 0U;
        for (var i = 0; i < Looked && at + i < content.Length; i++)
            bytes |= (uint)content[at + i] << (8 * i);

        return Key(bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bytes(ref byte first)
    {
        var bytes = Unsafe.ReadUnaligned<uint>(ref first);
        return BitConverter.IsLittleEndian ? bytes : BinaryPrimitives.ReverseEndianness(bytes);
    }

    // Case does not count.
    private static uint Key(uint bytes) => (bytes & 0xFFFFFF) | 0x202020;

    private static int Slot(uint key) => (int)((key * 0x9E3779B1) >> (32 - Bits));
}

/// <summary>Where an anchor stands.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Anchor">Which one it is.</param>
internal readonly record struct AnchorPlace(int Start, SecretAnchor Anchor);
