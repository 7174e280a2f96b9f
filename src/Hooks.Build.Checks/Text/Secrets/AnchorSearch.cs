using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hooks.Build.Checks;

/// <summary>
/// Searches for many short texts at once. Four bytes of each say where it may stand: two tables of sixteen entries for each of the four tell by one
/// shuffle of sixteen bytes which of eight groups have such a byte there. A text of three bytes has any fourth one.
/// </summary>
internal sealed class AnchorSearch
{
    private const int Looked = 4;

    private readonly SecretAnchor[][] _groups;
    private readonly byte[][] _scalar = [new byte[256], new byte[256], new byte[256], new byte[256]];
    private readonly Vector128<byte>[] _low = new Vector128<byte>[Looked];
    private readonly Vector128<byte>[] _high = new Vector128<byte>[Looked];

    /// <param name="groups">At most eight.</param>
    public AnchorSearch(SecretAnchor[][] groups)
    {
        _groups = groups;
        for (var group = 0; group < groups.Length; group++)
        {
            foreach (var anchor in _groups[group])
                Enter(anchor, (byte)(1 << group));
        }
    }

    /// <summary>The next position, from <paramref name="from"/>, where one of the texts may have its four bytes; -1 where there is none.</summary>
    public int Next(ReadOnlySpan<byte> content, int from, out byte groups)
    {
        var i = Ssse3.IsSupported ? SkipVectors<Ssse3Shuffle>(content, from)
            : AdvSimd.Arm64.IsSupported ? SkipVectors<ArmShuffle>(content, from)
            : from;

        // At the end there may be no fourth byte; a zero stands for it.
        for (; i <= content.Length - Looked + 1; i++)
        {
            groups = At(content, i);
            if (groups != 0)
                return i;
        }

        groups = 0;
        return -1;
    }

    /// <summary>The texts of a group.</summary>
    public ReadOnlySpan<SecretAnchor> Group(int group) => _groups[group];

    private byte At(ReadOnlySpan<byte> content, int i) =>
        (byte)(_scalar[0][content[i]] & _scalar[1][content[i + 1]] & _scalar[2][content[i + 2]] & _scalar[3][i + 3 < content.Length ? content[i + 3] : 0]);

    // Goes to the next position that is worth a look, or to where less than a vector is left.
    private int SkipVectors<TShuffle>(ReadOnlySpan<byte> content, int from)
        where TShuffle : IShuffle
    {
        var (low0, low1, low2, low3) = (_low[0], _low[1], _low[2], _low[3]);
        var (high0, high1, high2, high3) = (_high[0], _high[1], _high[2], _high[3]);
        ref var start = ref MemoryMarshal.GetReference(content);
        var i = from;
        for (; i <= content.Length - Vector128<byte>.Count - Looked; i += Vector128<byte>.Count)
        {
            var found = Look<TShuffle>(low0, high0, Vector128.LoadUnsafe(ref start, (nuint)i))
                & Look<TShuffle>(low1, high1, Vector128.LoadUnsafe(ref start, (nuint)i + 1))
                & Look<TShuffle>(low2, high2, Vector128.LoadUnsafe(ref start, (nuint)i + 2))
                & Look<TShuffle>(low3, high3, Vector128.LoadUnsafe(ref start, (nuint)i + 3));
            if (found != Vector128<byte>.Zero)
                return i + BitOperations.TrailingZeroCount(~Vector128.Equals(found, Vector128<byte>.Zero).ExtractMostSignificantBits());
        }

        return i;
    }

    // A table is asked by the four low bits of a byte, the other by the four high bits.
    private static Vector128<byte> Look<TShuffle>(Vector128<byte> low, Vector128<byte> high, Vector128<byte> bytes)
        where TShuffle : IShuffle
    {
        var nibble = Vector128.Create((byte)0x0F);
        return TShuffle.Shuffle(low, bytes & nibble) & TShuffle.Shuffle(high, Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & nibble);
    }

    private void Enter(SecretAnchor anchor, byte bit)
    {
        for (var i = 0; i < Looked; i++)
        {
            if (anchor.Rare + i >= anchor.Text.Length)
            {
                for (var any = 0; any < 256; any++)
                    Enter(i, (byte)any, bit);
                break;
            }

            Enter(i, anchor.Text[anchor.Rare + i], bit);
            if (anchor.IgnoresCase)
                Enter(i, (byte)char.ToUpperInvariant((char)anchor.Text[anchor.Rare + i]), bit);
        }
    }

    // The scalar table says what the two tables of the vectors say together, so that both ways find the same.
    private void Enter(int position, byte value, byte bit)
    {
        _low[position] = _low[position].WithElement(value & 0x0F, (byte)(_low[position].GetElement(value & 0x0F) | bit));
        _high[position] = _high[position].WithElement(value >> 4, (byte)(_high[position].GetElement(value >> 4) | bit));
        for (var any = 0; any < 256; any++)
            _scalar[position][any] = (byte)(_low[position].GetElement(any & 0x0F) & _high[position].GetElement(any >> 4));
    }

    // What the processor can do is asked once before the loop and not in it, where a native program would ask again each time.
    private interface IShuffle
    {
        static abstract Vector128<byte> Shuffle(Vector128<byte> table, Vector128<byte> indices);
    }

    private readonly struct Ssse3Shuffle : IShuffle
    {
        public static Vector128<byte> Shuffle(Vector128<byte> table, Vector128<byte> indices) => Ssse3.Shuffle(table, indices);
    }

    private readonly struct ArmShuffle : IShuffle
    {
        public static Vector128<byte> Shuffle(Vector128<byte> table, Vector128<byte> indices) => AdvSimd.Arm64.VectorTableLookup(table, indices);
    }
}
