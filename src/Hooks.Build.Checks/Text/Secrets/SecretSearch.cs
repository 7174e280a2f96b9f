using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hooks.Build.Checks;

/// <summary>
/// Searches for all anchors in one pass. Of 64 bytes at once it says where four bytes of a text may stand and which bytes are of words; only what is left
/// after that is looked at one by one.
/// </summary>
/// <param name="texts">What may stand anywhere.</param>
/// <param name="words">What long words may begin with.</param>
internal sealed class SecretSearch(IReadOnlyList<SecretAnchor> texts, IReadOnlyList<SecretAnchor> words)
{
    private const int Block = LongWords.Block;

    private readonly AnchorGroups _texts = new(texts);
    private readonly LongWords _words = new(words);

    /// <summary>Adds the places where the anchors stand.</summary>
    public void Search(ReadOnlySpan<byte> content, List<AnchorPlace> places)
    {
        if (Ssse3.IsSupported)
            Search<VectorOperations.Ssse3>(content, places);
        else if (AdvSimd.Arm64.IsSupported)
            Search<VectorOperations.Arm>(content, places);
        else
            Search<VectorOperations.Any>(content, places);
    }

    // The last block has zeros behind the text, one at least: a text of three bytes has any fourth one.
    [SkipLocalsInit]
    private void Search<TVector>(ReadOnlySpan<byte> content, List<AnchorPlace> places)
        where TVector : VectorOperations.IOperations
    {
        const int together = 64;
        Span<BlockMasks> blocks = stackalloc BlockMasks[together];
        Span<int> starts = stackalloc int[together * Block / 2];
        Span<byte> rest = stackalloc byte[Block];
        var before = default(BlockVectors);
        var words = default(LongWords.Masks);
        for (var i = 0; i <= content.Length; i += together * Block)
        {
            var whole = Math.Min((content.Length - i) / Block, together);
            Read<TVector>(content.Slice(i, whole * Block), blocks, ref before);
            if (whole < together)
            {
                rest.Clear();
                content[(i + (whole * Block))..].CopyTo(rest);
                Read<TVector>(rest, blocks[whole..], ref before);
                whole++;
            }

            var count = 0;
            for (var j = 0; j < whole; j++)
            {
                var at = i + (j * Block);
                for (var ends = blocks[j].Found; ends != 0; ends &= ends - 1)
                    _texts.Table.Look(content, at + BitOperations.TrailingZeroCount(ends) - SecretAnchor.Looked + 1, places);

                var masks = new LongWords.Masks(words, blocks[j].Characters, blocks[j].Parting);
                count += masks.Write(words, at, starts[count..]);
                words = masks;
            }

            _words.Look(content, starts[..count], places);
        }
    }

    // A method of its own: its vectors need all registers that there are.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Read<TVector>(ReadOnlySpan<byte> content, Span<BlockMasks> blocks, ref BlockVectors before)
        where TVector : VectorOperations.IOperations
    {
        var (low0, low1, low2, low3) = (_texts.Looked[0].Low, _texts.Looked[1].Low, _texts.Looked[2].Low, _texts.Looked[3].Low);
        var (high0, high1, high2, high3) = (_texts.Looked[0].High, _texts.Looked[1].High, _texts.Looked[2].High, _texts.Looked[3].High);
        var (wordLow, wordHigh) = (_words.Sets.Low, _words.Sets.High);
        var nibble = Vector128.Create((byte)0x0F);
        var (was0, was1, was2) = (before.Was0, before.Was1, before.Was2);
        ref var start = ref MemoryMarshal.GetReference(content);
        for (var i = 0; i + Block <= content.Length; i += Block)
        {
            var (nothing, others, parting) = (0UL, 0UL, 0UL);
            for (var at = 0; at < Block; at += Vector128<byte>.Count)
            {
                var bytes = Vector128.LoadUnsafe(ref start, (nuint)(i + at));
                var low = bytes & nibble;
                var high = Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & nibble;

                // Whether four bytes stand one behind the other is told where the last of them stands.
                var is0 = TVector.Shuffle(low0, low) & TVector.Shuffle(high0, high);
                var is1 = TVector.Shuffle(low1, low) & TVector.Shuffle(high1, high);
                var is2 = TVector.Shuffle(low2, low) & TVector.Shuffle(high2, high);
                var is3 = TVector.Shuffle(low3, low) & TVector.Shuffle(high3, high);
                var found = TVector.Align(was0, is0, 13) & TVector.Align(was1, is1, 14) & TVector.Align(was2, is2, 15) & is3;
                (was0, was1, was2) = (is0, is1, is2);

                var sets = TVector.Shuffle(wordLow, low) & TVector.Shuffle(wordHigh, high);
                nothing = Next(nothing, Vector128.Equals(found, Vector128<byte>.Zero));
                others = Next(others, Vector128.Equals(sets, Vector128<byte>.Zero));
                parting = Next(parting, sets);
            }

            blocks[i / Block] = new BlockMasks(~nothing, ~others, parting);
        }

        before = new BlockVectors(was0, was1, was2);
    }

    // Behind four vectors the first one's bits are the lowest.
    private static ulong Next(ulong bits, Vector128<byte> vector) => (bits >> Vector128<byte>.Count) | ((ulong)vector.ExtractMostSignificantBits() << (Block - Vector128<byte>.Count));

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct BlockMasks(ulong Found, ulong Characters, ulong Parting);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct BlockVectors(Vector128<byte> Was0, Vector128<byte> Was1, Vector128<byte> Was2);
}
