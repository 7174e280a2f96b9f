using System.IO.Hashing;
using System.Runtime.InteropServices;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Caching.Store;

/// <summary>Marks as bytes: the format's number, the owner's digest, the marks, and a checksum of all that.</summary>
/// <remarks>
/// The checksum finds damage and is no protection, as SHA-256 would be none either: a flipped bit makes no mark of a file that exists. Numbers are in the
/// machine's order; that of another makes another format.
/// </remarks>
internal static class FingerprintList
{
    private const ulong Format = 0x32_736B72616D6B68;
    private const int Start = sizeof(ulong) + Sha256.Size;

    /// <summary>Writes marks.</summary>
    /// <param name="owner">SHA-256 of whose they are: a file in the place of another is of no use.</param>
    /// <param name="marks">The marks.</param>
    public static byte[] Write(ReadOnlySpan<byte> owner, ReadOnlySpan<Fingerprint> marks)
    {
        var bytes = new byte[Start + (marks.Length * Fingerprint.Size) + sizeof(ulong)];
        MemoryMarshal.Write(bytes, Format);
        owner.CopyTo(bytes.AsSpan(sizeof(ulong)));
        MemoryMarshal.AsBytes(marks).CopyTo(bytes.AsSpan(Start));
        MemoryMarshal.Write(bytes.AsSpan(bytes.Length - sizeof(ulong)), XxHash3.HashToUInt64(bytes.AsSpan(0, bytes.Length - sizeof(ulong))));
        return bytes;
    }

    /// <summary>Reads marks; none where the bytes are damaged, or another's.</summary>
    public static ReadOnlySpan<Fingerprint> Read(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length - Start - sizeof(ulong);
        return length >= 0
            && length % Fingerprint.Size == 0
            && MemoryMarshal.Read<ulong>(bytes) == Format
            && bytes.Slice(sizeof(ulong), Sha256.Size).SequenceEqual(owner)
            && MemoryMarshal.Read<ulong>(bytes[^sizeof(ulong)..]) == XxHash3.HashToUInt64(bytes[..^sizeof(ulong)])
            ? MemoryMarshal.Cast<byte, Fingerprint>(bytes.Slice(Start, length))
            : [];
    }
}
