using System.Runtime.InteropServices;

namespace Hooks.Build.Checks;

/// <summary>
/// What stands in blocks of 64 bytes, a bit for each byte. A vector's bits are written as they come and a block's are read as a whole, which is less work
/// than to put them together in registers.
/// </summary>
/// <param name="bits">Where they are written.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly ref struct BlockMasks(Span<ushort> bits)
{
    /// <summary>How many blocks there is room for.</summary>
    public const int Most = 32;

    /// <summary>How many masks of vectors there are of each of the three kinds.</summary>
    public const int OfOneKind = Most * VectorsOfBlock;

    /// <summary>How many there are of all.</summary>
    public const int Length = 3 * OfOneKind;

    private const int VectorsOfBlock = LongWords.Block / 16;

    private readonly Span<ushort> _bits = bits;

    /// <summary>Where the masks of a block's vectors are written: of the first kind here, of each other so many masks behind the one before.</summary>
    public ref ushort At(int block) => ref _bits[block * VectorsOfBlock];

    /// <summary>Where no text's four bytes end.</summary>
    public ulong Nothing(int block) => Whole(block);

    /// <summary>What no long word is made of.</summary>
    public ulong Others(int block) => Whole(Most + block);

    /// <summary>Behind what another long word may begin.</summary>
    public ulong Parting(int block) => Whole((2 * Most) + block);

    private ulong Whole(int block)
    {
        if (BitConverter.IsLittleEndian)
            return MemoryMarshal.Cast<ushort, ulong>(_bits)[block];

        var masks = _bits.Slice(block * VectorsOfBlock, VectorsOfBlock);
        return masks[0] | ((ulong)masks[1] << 16) | ((ulong)masks[2] << 32) | ((ulong)masks[3] << 48);
    }
}
