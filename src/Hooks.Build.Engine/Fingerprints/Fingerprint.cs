using System.Runtime.InteropServices;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Fingerprints;

/// <summary>The fingerprint of a file for one hook: 16 bytes of a digest of its path, content and mode.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Fingerprint(ulong High, ulong Low)
{
    /// <summary>Bytes of a mark.</summary>
    public const int Size = 16;

    /// <summary>Takes the first bytes of a digest.</summary>
    public static Fingerprint Of(ReadOnlySpan<byte> digest) => MemoryMarshal.Read<Fingerprint>(digest);

    /// <summary>Digests the marks of files, in the order in which they stand.</summary>
    public static string DigestOf(IReadOnlyList<string> files, Func<string, Fingerprint> mark)
    {
        Sha256 hash = new();
        foreach (var file in files)
        {
            var next = mark(file);
            hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<Fingerprint>(in next)));
        }

        return hash.FinishHex();
    }

    /// <summary>It is part of a digest: any bits of it will do.</summary>
    public override int GetHashCode() => (int)Low;
}
