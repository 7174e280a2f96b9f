using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Hooks.Build.Engine.Native;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>What a path leads to.</summary>
internal enum FileKind
{
    None = 0,
    File = 1,
    Link = 2,
    Folder = 3,
    Other = 4,
}

/// <summary>What the system knows of a file. .NET tells neither inode nor time of change, and cannot name a file whose name is not UTF-8.</summary>
internal readonly record struct FileStatus
{
    private const int TypeMask = 0xF000;
    private const int Many = 1000;

    /// <summary>What is there.</summary>
    public required FileKind Kind { get; init; }

    /// <summary>Whether all fields are known: they are on Linux and macOS. Elsewhere a file's size and time of writing are, in ticks.</summary>
    public bool IsDetailed { get; init; }

    public bool IsExecutable { get; init; }

    /// <summary>Its permissions with the sticky bit and its like; 0 where they are not known.</summary>
    public UnixFileMode Mode { get; init; }

    public ulong Inode { get; init; }

    public uint User { get; init; }

    public uint Group { get; init; }

    public long Size { get; init; }

    public FileTime Changed { get; init; }

    public FileTime Modified { get; init; }

    /// <summary>Reads the status of a path, of a link itself unless it is followed.</summary>
    [SkipLocalsInit]
    public static unsafe FileStatus Read(string path, bool followsLinks = false)
    {
        if (OperatingSystem.IsWindows())
        {
            return OfDotNet(path, followsLinks);
        }

        const int Short = 1024;
        // What is not UTF-8 has no fewer bytes in UTF-8 than by itself.
        var name = Encoding.UTF8.GetMaxByteCount(path.Length) < Short ? stackalloc byte[Short] : new byte[Encoding.UTF8.GetMaxByteCount(path.Length) + 1];
        name[PathText.Encode(path, name)] = 0;
        fixed (byte* pointer = name)
        {
            try
            {
                return OperatingSystem.IsMacOS() ? OfMac(pointer, followsLinks) : OfLinux(pointer, followsLinks);
            }
            catch (EntryPointNotFoundException)
            {
                // musl has statx from 1.2.5.
                return OfDotNet(path, followsLinks);
            }
        }
    }

    /// <summary>
    /// Reads the status of many files, by their paths from a folder. A few microseconds each add up: all processors read where it is worth their start.
    /// </summary>
    public static FileStatus[] ReadMany(string folder, IReadOnlyList<string> paths)
    {
        var found = new FileStatus[paths.Count];
        if (paths.Count < Many)
        {
            for (var i = 0; i < paths.Count; i++)
            {
                ReadOne(i);
            }
        }
        else
        {
            _ = Parallel.For(0, paths.Count, ReadOne);
        }

        return found;

        void ReadOne(int i) => found[i] = Read(Path.Combine(folder, paths[i]));
    }

    /// <summary>Whether a path leads to a file, as <see cref="File.Exists"/> has it: a link that leads nowhere is one.</summary>
    public static bool IsFile(string path) =>
        PathText.HasRawBytes(path)
            ? Read(path, followsLinks: true).Kind switch { FileKind.None => Read(path).Kind == FileKind.Link, FileKind.Folder => false, _ => true }
            : File.Exists(path);

    /// <summary>What .NET tells, where the system is not asked.</summary>
    internal static FileStatus OfDotNet(string path, bool followsLinks)
    {
        FileInfo file = new(path);
        if (file.LinkTarget is not null)
        {
            return !followsLinks ? new FileStatus { Kind = FileKind.Link } : TargetOf(file) is { } target ? OfDotNet(target, followsLinks: false) : default;
        }

        return file.Exists
            ? new FileStatus { Kind = FileKind.File, Size = file.Length, Modified = new FileTime(file.LastWriteTimeUtc.Ticks, 0) }
            : new FileStatus { Kind = Directory.Exists(path) ? FileKind.Folder : FileKind.None };
    }

    private static string? TargetOf(FileInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is { } target && Path.Exists(target.FullName) ? target.FullName : null;
        }
        catch (IOException)
        {
            // It leads to itself.
            return null;
        }
    }

    /// <summary>Reads the status of what a descriptor is open on.</summary>
    [SkipLocalsInit]
    public static unsafe FileStatus OfDescriptor(int descriptor)
    {
        if (OperatingSystem.IsMacOS())
        {
            NativeStatus.Mac status;
            return NativeStatus.OfMac(descriptor, &status) == 0 ? Of(in status) : default;
        }

        try
        {
            NativeStatus.Linux status;
            fixed (byte* itself = "\0"u8)
            {
                return NativeStatus.OfLinux(descriptor, itself, NativeStatus.EmptyPath, NativeStatus.Basic, &status) == 0 ? Of(in status) : default;
            }
        }
        catch (EntryPointNotFoundException)
        {
            return default;
        }
    }

    private static unsafe FileStatus OfLinux(byte* path, bool followsLinks)
    {
        NativeStatus.Linux status;
        return NativeStatus.OfLinux(NativeStatus.CurrentFolder, path, followsLinks ? 0 : NativeStatus.NoFollow, NativeStatus.Basic, &status) == 0
            ? Of(in status)
            : default;
    }

    private static FileStatus Of(in NativeStatus.Linux status) => Of(status.Mode) with
    {
        Inode = status.Inode,
        User = status.User,
        Group = status.Group,
        Size = (long)status.Size,
        Changed = new FileTime(status.Changed.Seconds, status.Changed.Nanoseconds),
        Modified = new FileTime(status.Modified.Seconds, status.Modified.Nanoseconds),
    };

    private static unsafe FileStatus OfMac(byte* path, bool followsLinks)
    {
        NativeStatus.Mac status;
        return NativeStatus.OfMac(path, followsLinks, &status) == 0 ? Of(in status) : default;
    }

    private static FileStatus Of(in NativeStatus.Mac status) => Of(status.Mode) with
    {
        Inode = status.Inode,
        User = status.User,
        Group = status.Group,
        Size = status.Size,
        Changed = new FileTime(status.Changed.Seconds, (uint)status.Changed.Nanoseconds),
        Modified = new FileTime(status.Modified.Seconds, (uint)status.Modified.Nanoseconds),
    };

    private static FileStatus Of(int mode) =>
        new() { Kind = KindOf(mode), IsDetailed = true, IsExecutable = IsExecutableMode(mode), Mode = (UnixFileMode)(mode & ~TypeMask) };

    internal static bool IsExecutableMode(int mode) => (mode & (int)UnixFileMode.UserExecute) != 0;

    internal static FileKind KindOf(int mode) => (mode & TypeMask) switch
    {
        0x8000 => FileKind.File,
        0xA000 => FileKind.Link,
        0x4000 => FileKind.Folder,
        _ => FileKind.Other,
    };
}

/// <summary>A time as file systems and git keep it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileTime(long Seconds, uint Nanoseconds);
