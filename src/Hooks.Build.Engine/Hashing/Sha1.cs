using System.Buffers.Binary;
using System.Numerics;

namespace Hooks.Build.Engine.Hashing;

/// <summary>SHA-1 (FIPS 180-4): what git names content by. Not safe for several threads.</summary>
/// <remarks>Why not .NET's own: see <see cref="Sha256"/>.</remarks>
internal sealed class Sha1 : BlockHash
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = 20;

    private readonly uint[] _state = new uint[5];
    private readonly uint[] _words = new uint[80];

    public Sha1() => Start();

    /// <inheritdoc />
    protected override void Start()
    {
        ReadOnlySpan<uint> start = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
        start.CopyTo(_state);
    }

    /// <inheritdoc />
    protected override void Compress(ReadOnlySpan<byte> block)
    {
        var w = _words;
        for (var i = 0; i < 16; i++)
        {
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(i * 4)..]);
        }

        for (var i = 16; i < 80; i++)
        {
            w[i] = BitOperations.RotateLeft(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
        }

        var (a, b, c, d, e) = (_state[0], _state[1], _state[2], _state[3], _state[4]);
        for (var i = 0; i < 80; i++)
        {
            var (f, k) = i switch
            {
                < 20 => ((b & c) | (~b & d), 0x5a827999u),
                < 40 => (b ^ c ^ d, 0x6ed9eba1u),
                < 60 => ((b & c) | (b & d) | (c & d), 0x8f1bbcdcu),
                _ => (b ^ c ^ d, 0xca62c1d6u),
            };
            var next = BitOperations.RotateLeft(a, 5) + f + e + k + w[i];
            e = d;
            d = c;
            c = BitOperations.RotateLeft(b, 30);
            b = a;
            a = next;
        }

        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
        _state[4] += e;
    }

    /// <inheritdoc />
    protected override ReadOnlySpan<uint> State => _state;
}
