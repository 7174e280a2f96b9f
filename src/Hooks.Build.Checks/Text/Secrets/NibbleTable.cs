using System.Runtime.Intrinsics;

namespace Hooks.Build.Checks.Text.Secrets;

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
}
