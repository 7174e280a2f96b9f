using System.Runtime.InteropServices;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.UpToDate;

/// <summary>
/// The form of the file that says how everything was that a run without findings depended on. It is read in each build, so it is read in place: a head,
/// the identity of the run, variables, then one record a file, each followed by its path and a NUL.
/// </summary>
internal static class Stamp
{
    /// <summary>The first bytes; another version has others.</summary>
    public const ulong Magic = 0x33504D4154535348;

    /// <summary>What everything in the file starts at a multiple of.</summary>
    public const int Alignment = 8;

    /// <summary>How much stands before what the checksum is of: the counts of the head are read as they are, so they belong to it.</summary>
    public const int Unchecked = 2 * sizeof(ulong);

    /// <summary>The smallest multiple of <see cref="Alignment"/> that has room.</summary>
    public static int Aligned(int size) => (size + Alignment - 1) & -Alignment;

    /// <summary>FNV-1a over words of eight bytes: tells damage, not malice.</summary>
    /// <param name="bytes">As many as make whole words.</param>
    /// <param name="sum">The checksum of what stands before them.</param>
    public static ulong Checksum(ReadOnlySpan<byte> bytes, ulong sum = 14695981039346656037)
    {
        const ulong Prime = 1099511628211;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
        {
            sum = unchecked((sum ^ word) * Prime);
        }

        return sum;
    }

    /// <summary>What the file starts with.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Head
    {
        public ulong Magic;
        public ulong Checksum;
        public int IdentitySize;
        public int VariableCount;
        public int FileCount;

        /// <summary>Bytes of the path of the secret that masks variables; 0 where none is masked.</summary>
        public int SecretSize;
    }

    /// <summary>A file as it was.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Record
    {
        public ulong Inode;
        public long Size;
        public long ModifiedSeconds;
        public long ChangedSeconds;
        public uint ModifiedNanoseconds;
        public uint ChangedNanoseconds;
        public FileKind Kind;
        public ushort IsExecutable;
        public ushort PathSize;

        /// <summary>Makes the record of a status. What a folder's size is tells nothing.</summary>
        public static Record Of(FileStatus status) => new()
        {
            Inode = status.Inode,
            Size = status.Kind == FileKind.Folder ? 0 : status.Size,
            ModifiedSeconds = status.Modified.Seconds,
            ChangedSeconds = status.Changed.Seconds,
            ModifiedNanoseconds = status.Modified.Nanoseconds,
            ChangedNanoseconds = status.Changed.Nanoseconds,
            Kind = status.Kind,
            IsExecutable = status.IsExecutable ? (ushort)1 : (ushort)0,
        };
    }
}
