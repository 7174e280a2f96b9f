using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.Native;

/// <summary>
/// The system calls that tell the status of a file. Linux has <c>statx</c>, whose layout is the same on every processor, unlike <c>stat</c>'s.
/// </summary>
internal static unsafe partial class NativeStatus
{
    public const int CurrentFolder = -100;
    public const int NoFollow = 0x100;
    public const int EmptyPath = 0x1000;
    public const uint Basic = 0x7FF;

    public static int OfMac(byte* path, bool followsLinks, Mac* status)
    {
        // On Intel the plain names are those of the calls with 32-bit inodes.
        var isIntel = RuntimeInformation.ProcessArchitecture == Architecture.X64;
        return followsLinks
            ? isIntel ? IntelStat(path, status) : ArmStat(path, status)
            : isIntel ? IntelLinkStat(path, status) : ArmLinkStat(path, status);
    }

    public static int OfMac(int descriptor, Mac* status) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? IntelDescriptorStat(descriptor, status) : ArmDescriptorStat(descriptor, status);

    [LibraryImport("libc", EntryPoint = "statx")]
    public static partial int OfLinux(int folder, byte* path, int flags, uint mask, Linux* status);

    [LibraryImport("libc", EntryPoint = "stat")]
    private static partial int ArmStat(byte* path, Mac* status);

    [LibraryImport("libc", EntryPoint = "lstat")]
    private static partial int ArmLinkStat(byte* path, Mac* status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64")]
    private static partial int IntelStat(byte* path, Mac* status);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64")]
    private static partial int IntelLinkStat(byte* path, Mac* status);

    [LibraryImport("libc", EntryPoint = "fstat")]
    private static partial int ArmDescriptorStat(int descriptor, Mac* status);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64")]
    private static partial int IntelDescriptorStat(int descriptor, Mac* status);

    [StructLayout(LayoutKind.Sequential)]
    internal struct LinuxTime
    {
        public long Seconds;
        public uint Nanoseconds;
        public int Reserved;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct MacTime
    {
        public long Seconds;
        public long Nanoseconds;
    }

    /// <summary>struct statx, and room for what later kernels add.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    internal struct Linux
    {
        [FieldOffset(20)]
        public uint User;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(96)]
        public LinuxTime Changed;

        [FieldOffset(112)]
        public LinuxTime Modified;
    }

    /// <summary>struct stat with 64-bit inodes.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    internal struct Mac
    {
        [FieldOffset(4)]
        public ushort Mode;

        [FieldOffset(8)]
        public ulong Inode;

        [FieldOffset(16)]
        public uint User;

        [FieldOffset(20)]
        public uint Group;

        [FieldOffset(48)]
        public MacTime Modified;

        [FieldOffset(64)]
        public MacTime Changed;

        [FieldOffset(96)]
        public long Size;
    }
}
