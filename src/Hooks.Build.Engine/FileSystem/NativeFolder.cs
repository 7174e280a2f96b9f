using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>The system calls behind <see cref="OpenFolder"/>: .NET reaches files by their whole path only, which somebody may change meanwhile.</summary>
internal static unsafe partial class NativeFolder
{
    private const string Library = "libc";

    /// <summary>O_DIRECTORY, O_CLOEXEC and O_NONBLOCK: nothing but a folder, which no child inherits and nothing waits for.</summary>
    public static int FolderFlags { get; } = OperatingSystem.IsMacOS() ? 0x100000 | 0x1000000 | 0x4 : (IsOfArm ? 0x4000 : 0x10000) | 0x80000 | 0x800;

    /// <summary>O_NOFOLLOW.</summary>
    public static int NoFollow { get; } = OperatingSystem.IsMacOS() ? 0x100 : IsOfArm ? 0x8000 : 0x20000;

    /// <summary>O_RDWR, O_CLOEXEC and O_NONBLOCK.</summary>
    public static int FileFlags { get; } = OperatingSystem.IsMacOS() ? 0x2 | 0x1000000 | 0x4 : 0x2 | 0x80000 | 0x800;

    /// <summary>AT_REMOVEDIR.</summary>
    public static int RemoveFolder { get; } = OperatingSystem.IsMacOS() ? 0x80 : 0x200;

    // The two are the other way round there, in the kernel's own headers.
    private static bool IsOfArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm or Architecture.Arm64 or Architecture.Ppc64le;

    // Without O_CREAT: what it would take after the flags is passed in another way on macOS/arm64.
    [LibraryImport(Library, EntryPoint = "openat", SetLastError = true)]
    public static partial int OpenAt(int folder, byte* name, int flags);

    [LibraryImport(Library, EntryPoint = "unlinkat", SetLastError = true)]
    public static partial int UnlinkAt(int folder, byte* name, int flags);

    [LibraryImport(Library, EntryPoint = "mkdtemp", SetLastError = true)]
    public static partial byte* MakeFolder(byte* template);

    [LibraryImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int descriptor, int operation);

    [LibraryImport(Library, EntryPoint = "fchmod", SetLastError = true)]
    public static partial int ChangeMode(int descriptor, uint mode);

    [LibraryImport(Library, EntryPoint = "closedir")]
    public static partial int CloseListing(nint listing);

    public static nint OpenListing(int descriptor) => OperatingSystem.IsMacOS() ? MacOpenListing(descriptor) : PlainOpenListing(descriptor);

    /// <summary>The next name, with the zero at its end; null at the end of the listing.</summary>
    public static byte* NextName(nint listing)
    {
        var entry = OperatingSystem.IsMacOS() ? MacNext(listing) : PlainNext(listing);
        return entry == null ? null : entry + NameOffset;
    }

    // On Intel the plain names are those of the calls with 32-bit inodes.
    private static bool IsIntel => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    // Reached on macOS alone, which the native compiler sees: elsewhere it would look for names that are not there.
    private static nint MacOpenListing(int descriptor) => IsIntel ? IntelOpenListing(descriptor) : PlainOpenListing(descriptor);

    private static byte* MacNext(nint listing) => IsIntel ? IntelNext(listing) : PlainNext(listing);

    // Where struct dirent has d_name: glibc's plain call has a smaller one on 32 bits.
    private static int NameOffset => OperatingSystem.IsMacOS() ? 21
        : System.Environment.Is64BitProcess || RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? 19 : 11;

    [LibraryImport(Library, EntryPoint = "fdopendir", SetLastError = true)]
    private static partial nint PlainOpenListing(int descriptor);

    [LibraryImport(Library, EntryPoint = "fdopendir$INODE64", SetLastError = true)]
    private static partial nint IntelOpenListing(int descriptor);

    [LibraryImport(Library, EntryPoint = "readdir")]
    private static partial byte* PlainNext(nint listing);

    [LibraryImport(Library, EntryPoint = "readdir$INODE64")]
    private static partial byte* IntelNext(nint listing);
}
