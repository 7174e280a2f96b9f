using System.Numerics;
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
    private void Search<TVector>(ReadOnlySpan<byte> content, List<AnchorPlace> places)
        where TVector : VectorOperations.IOperations
    {
        var (low0, low1, low2, low3) = (_texts.Looked[0].Low, _texts.Looked[1].Low, _texts.Looked[2].Low, _texts.Looked[3].Low);
        var (high0, high1, high2, high3) = (_texts.Looked[0].High, _texts.Looked[1].High, _texts.Looked[2].High, _texts.Looked[3].High);
        var (wordLow, wordHigh) = (_words.Sets.Low, _words.Sets.High);
        var nibble = Vector128.Create((byte)0x0F);
        var (was0, was1, was2) = (Vector128<byte>.Zero, Vector128<byte>.Zero, Vector128<byte>.Zero);
        var last = default(LongWords.Masks);
        Span<int> starts = stackalloc int[8 * Block];
        var count = 0;
        Span<byte> rest = stackalloc byte[Block];
        for (var i = 0; i <= content.Length; i += Block)
        {
            scoped var block = content[i..];
            if (block.Length < Block)
            {
                rest.Clear();
                block.CopyTo(rest);
                block = rest;
            }

            ref var start = ref MemoryMarshal.GetReference(block);
            var (nothing, others, parting) = (0UL, 0UL, 0UL);
            for (var at = 0; at < Block; at += Vector128<byte>.Count)
            {
                var bytes = Vector128.LoadUnsafe(ref start, (nuint)at);
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

            for (var ends = ~nothing; ends != 0; ends &= ends - 1)
                _texts.Table.Look(content, i + BitOperations.TrailingZeroCount(ends) - SecretAnchor.Looked + 1, places);

            var masks = new LongWords.Masks(last, ~others, parting);
            count += masks.Write(last, i, starts[count..]);
            last = masks;
            if (count > starts.Length - Block)
            {
                _words.Look(content, starts[..count], places);
                count = 0;
            }
        }

        _words.Look(content, starts[..count], places);
    }

    // Behind four vectors the first one's bits are the lowest.
    private static ulong Next(ulong bits, Vector128<byte> vector) => (bits >> Vector128<byte>.Count) | ((ulong)vector.ExtractMostSignificantBits() << (Block - Vector128<byte>.Count));
}
