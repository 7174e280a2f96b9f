using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hooks.Build.Checks;

/// <summary>
/// Says of a byte which of eight sets it is in. Two tables of sixteen entries, one for the four low bits of a byte and one for the four high bits, say it of
/// sixteen bytes at once; a set so has some bytes more than were entered.
/// </summary>
internal sealed class NibbleTable
{
    private readonly byte[] _low = new byte[16];
    private readonly byte[] _high = new byte[16];

    public Vector128<byte> Low => Vector128.Create(_low);

    public Vector128<byte> High => Vector128.Create(_high);

    /// <summary>The sets of a byte, a bit each.</summary>
    public byte this[byte value] => (byte)(_low[value & 0x0F] & _high[value >> 4]);

    /// <summary>Enters a byte into sets.</summary>
    public void Enter(byte value, byte sets)
    {
        _low[value & 0x0F] |= sets;
        _high[value >> 4] |= sets;
    }

    /// <summary>Enters all bytes of one set.</summary>
    public void Enter(ByteSet bytes, byte set)
    {
        for (var i = 0; i < 16; i++)
        {
            _low[i] |= ((bytes.Low >> i) & 1) != 0 ? set : (byte)0;
            _high[i] |= ((bytes.High >> i) & 1) != 0 ? set : (byte)0;
        }
    }

    /// <summary>The sets of sixteen bytes.</summary>
    public static Vector128<byte> Look<TShuffle>(Vector128<byte> low, Vector128<byte> high, Vector128<byte> bytes)
        where TShuffle : IShuffle
    {
        var nibble = Vector128.Create((byte)0x0F);
        return TShuffle.Shuffle(low, bytes & nibble) & TShuffle.Shuffle(high, Vector128.ShiftRightLogical(bytes.AsUInt16(), 4).AsByte() & nibble);
    }

    // What the processor can do is asked once before a loop and not in it, where a native program would ask again each time.
    internal interface IShuffle
    {
        static abstract Vector128<byte> Shuffle(Vector128<byte> table, Vector128<byte> indices);
    }

    internal readonly struct Ssse3Shuffle : IShuffle
    {
        public static Vector128<byte> Shuffle(Vector128<byte> table, Vector128<byte> indices) => Ssse3.Shuffle(table, indices);
    }

    internal readonly struct ArmShuffle : IShuffle
    {
        public static Vector128<byte> Shuffle(Vector128<byte> table, Vector128<byte> indices) => AdvSimd.Arm64.VectorTableLookup(table, indices);
    }
}
