using System.Numerics;
using System.Runtime.InteropServices;

namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>The bytes that a set of a <see cref="NibbleTable"/> has: those with one of some low halves and one of some high halves.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ByteSet(ushort Low, ushort High)
{
    // Bytes of source text, the commonest first.
    private const string Common = " etaoinsrlcdpumgh_fb-.";

    private static readonly int[] Weights = Weigh();

    /// <summary>All bytes there are.</summary>
    public static ByteSet All { get; } = new(ushort.MaxValue, ushort.MaxValue);

    /// <summary>How common a byte is in source text.</summary>
    public static int Commonness(byte value) => Weights[value];

    /// <summary>The set with a byte more, and perhaps its capital letter.</summary>
    public ByteSet With(byte value, bool withCapital)
    {
        var set = new ByteSet((ushort)(Low | (1 << (value & 0x0F))), (ushort)(High | (1 << (value >> 4))));
        return withCapital && char.IsAsciiLetterLower((char)value) ? set.With((byte)char.ToUpperInvariant((char)value), false) : set;
    }

    /// <summary>How common its bytes are together.</summary>
    public int Commonness()
    {
        var sum = 0;
        for (var high = (uint)High; high != 0; high &= high - 1)
        {
            for (var low = (uint)Low; low != 0; low &= low - 1)
                sum += Weights[(BitOperations.TrailingZeroCount(high) << 4) | BitOperations.TrailingZeroCount(low)];
        }

        return sum;
    }

    private static int[] Weigh()
    {
        var weights = new int[256];
        for (var i = 0; i < weights.Length; i++)
        {
            var rank = i < 128 ? Common.IndexOf((char)i, StringComparison.Ordinal) : -1;
            weights[i] = i >= 128 ? 0 : rank < 0 ? 1 : 2 + ((Common.Length - rank) * 2);
        }

        return weights;
    }
}
