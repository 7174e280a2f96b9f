using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>Bits of blocks, as numbers.</summary>
internal static class Positions
{
    /// <summary>Writes where bits are set, and something behind them; returns how many they are.</summary>
    /// <param name="blocks">A bit for each byte of a block.</param>
    /// <param name="unset">A bit that is not set: all ones where it is a one.</param>
    /// <param name="first">The position of the first one.</param>
    /// <param name="positions">Where to write: there is room for one for each bit.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Write<TVector>(ReadOnlySpan<ulong> blocks, ulong unset, int first, Span<int> positions)
        where TVector : VectorOperations.IOperations
    {
        var count = 0;
        ref var start = ref MemoryMarshal.GetReference(positions);
        foreach (var block in blocks)
        {
            var bits = block ^ unset;
            ref var position = ref Unsafe.Add(ref start, count);
            count += TVector.Count(bits);

            // Whether there are none, one or two is not asked: a processor would guess it wrong every other time.
            do
            {
                position = first + Lowest(bits);
                bits &= bits - 1;
                Unsafe.Add(ref position, 1) = first + Lowest(bits);
                bits &= bits - 1;
                position = ref Unsafe.Add(ref position, 2);
            }
            while (bits != 0);

            first += LongWords.Block;
        }

        return count;
    }

    // Where there is none, any.
    private static int Lowest(ulong bits) => BitOperations.TrailingZeroCount(bits | (1UL << 63));
}
