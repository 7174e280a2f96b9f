using System.Runtime.InteropServices;
using Hooks.Build.Engine.Native;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// Reads files of other people that are known by name, such as an .editorconfig. A plain file is read, wherever a link leads to it, and nothing else: to open a
/// pipe waits for somebody to write, and a device may never end.
/// </summary>
internal static class PlainFile
{
    /// <summary>Longer than any that is written by hand.</summary>
    public const int Most = 16 << 20;

    /// <summary>Opens a file; <see langword="null"/> where there is none.</summary>
    /// <exception cref="IOException">It is no plain file, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafeFileHandle? Open(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.Exists(path) ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;
        }

        var descriptor = OpenAtOnce(path);
        if (descriptor < 0)
        {
            // .NET has words for errors.
            const int NotFolder = 20;
            var error = Marshal.GetLastPInvokeError();
            return error switch
            {
                Libc.ErrorNoEntry or NotFolder => null,
                Libc.ErrorAccess => throw new UnauthorizedAccessException("permission is denied"),
                _ => throw new IOException(Marshal.GetPInvokeErrorMessage(error)),
            };
        }

        SafeFileHandle handle = new(descriptor, ownsHandle: true);
        var kind = FileStatus.OfDescriptor(descriptor).Kind;
        // Musl before 1.2.5 does not tell of descriptors.
        if (kind == FileKind.None ? File.Exists(path) : kind == FileKind.File)
        {
            return handle;
        }

        handle.Dispose();
        throw new IOException(kind == FileKind.Folder ? "it is a folder and no file" : "it is no file, but a pipe, a device or the like");
    }

    /// <summary>Reads a file; <see langword="null"/> where there is none.</summary>
    /// <inheritdoc cref="Open"/>
    public static byte[]? Read(string path)
    {
        using var file = Open(path);
        return file is null ? null : KeptFile.Read(file, Most) ?? throw new IOException("it is larger than 16 MiB, or changes while it is read");
    }

    // O_CLOEXEC, and O_NONBLOCK and O_NOCTTY for what is no file.
    private static unsafe int OpenAtOnce(string path)
    {
        var flags = OperatingSystem.IsMacOS() ? 0x1000000 | 0x4 | 0x20000 : 0x80000 | 0x800 | 0x100;
        fixed (byte* name = (byte[])[.. PathText.Encode(path), 0])
        {
            int descriptor;
            do
            {
                descriptor = Libc.Open(name, flags);
            }
            while (descriptor < 0 && Marshal.GetLastPInvokeError() == Libc.ErrorInterrupted);

            return descriptor;
        }
    }
}
