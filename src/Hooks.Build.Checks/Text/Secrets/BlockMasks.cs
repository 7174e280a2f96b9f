using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>
/// What stands in blocks of 64 bytes, a bit for each byte. A vector's bits are written as they come and a block's are read as a whole, which is less work
/// than to put them together in registers.
/// </summary>
/// <param name="blocks">Where they are written.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct BlockMasks(Span<ulong> blocks)
{
    /// <summary>How many blocks there is room for, an even number.</summary>
    public const int Most = 32;

    /// <summary>How many masks of vectors there are of each of the three kinds.</summary>
    public const int OfOneKind = Most * VectorsOfBlock;

    /// <summary>How many there are of all blocks.</summary>
    public const int Length = 3 * Most;

    private const int VectorsOfBlock = LongWords.Block / 16;

    private readonly Span<ulong> _blocks = blocks;

    /// <summary>Where no text's four bytes end.</summary>
    public ReadOnlySpan<ulong> Nothing => _blocks[..Most];

    /// <summary>Where the masks of a block's vectors are written: of the first kind here, of each other so many masks behind the one before.</summary>
    public ref ushort At(int block) => ref Unsafe.As<ulong, ushort>(ref _blocks[block]);

    /// <summary>What no long word is made of, in two blocks.</summary>
    public Vector128<ulong> Others(int first) => Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(_blocks), (nuint)(Most + first));

    /// <summary>Behind what another long word may begin, in two blocks.</summary>
    public Vector128<ulong> Parting(int first) => Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(_blocks), (nuint)((2 * Most) + first));

    /// <summary>To be called when all are written: the blocks are an even number then, and each one's bits stand in order. Returns how many they are.</summary>
    public int Complete(int count)
    {
        if (!BitConverter.IsLittleEndian)
        {
            foreach (ref var block in _blocks)
                block = (block << 48) | ((block & 0xFFFF0000) << 16) | ((block >> 16) & 0xFFFF0000) | (block >> 48);
        }

        if (int.IsEvenInteger(count))
            return count;

        _blocks[count] = _blocks[Most + count] = ulong.MaxValue;
        return count + 1;
    }
}
