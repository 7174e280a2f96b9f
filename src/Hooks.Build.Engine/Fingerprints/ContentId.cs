using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Fingerprints;

/// <summary>Names the bytes of a file as git does: SHA-1 of <c>blob SIZE NUL</c> and the content, 20 bytes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ContentId(ulong Head, ulong Middle, uint Tail)
{
    /// <summary>Reads the 20 bytes.</summary>
    public static ContentId Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]));

    /// <summary>Writes the 20 bytes.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Head);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Middle);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[16..], Tail);
    }

    /// <summary>The id in hexadecimal.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Sha1.Size];
        Write(bytes);
        return Hex.Lower(bytes);
    }
}
