using Hooks.Build.Engine.Native;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// A file to whose end several processes add. On Unix it is opened for appending, where one write is never mixed with another's: .NET's own
/// <see cref="FileMode.Append"/> is a position that each process remembers for itself. On Windows who writes keeps the others out.
/// </summary>
internal static class AppendedFile
{
    private const int Patience = 200;

    /// <summary>Opens a file, made where there is none.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="mode">What a new one is to others.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static SafeFileHandle Open(string path, UnixFileMode mode = OwnFolder.FileMode)
    {
        if (!KeptFile.CanBe(path))
        {
            throw new IOException("it is a link, a folder or the like, and no file: remove it");
        }

        return OperatingSystem.IsWindows() ? OpenOnWindows(path) : OpenOnUnix(path, mode);
    }

    /// <summary>Adds bytes, all at once.</summary>
    /// <param name="file">The file.</param>
    /// <param name="end">How long it is, as far as known.</param>
    /// <param name="bytes">What is added.</param>
    /// <exception cref="IOException">They could not be written, or not all.</exception>
    public static unsafe void Write(SafeFileHandle file, long end, ReadOnlySpan<byte> bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.Write(file, bytes, end);
            return;
        }

        fixed (byte* first = bytes)
        {
            nint written;
            do
            {
                written = Libc.Write((int)file.DangerousGetHandle(), first, bytes.Length);
            }
            while (written < 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Libc.ErrorInterrupted);

            if (written != bytes.Length)
            {
                throw new IOException("the disk is full, or failed");
            }
        }
    }

    private static SafeFileHandle OpenOnUnix(string path, UnixFileMode mode)
    {
        const int ReadWrite = 2;
        var flags = ReadWrite | (OperatingSystem.IsMacOS() ? 0x8 | 0x1000000 : 0x400 | 0x80000);
        var descriptor = Libc.Open(path, flags);
        if (descriptor < 0)
        {
            // It is not there, or cannot be opened: .NET makes it, or says why not in its own words.
            OwnFolder.Open(path, FileShare.ReadWrite | FileShare.Delete, mode).Dispose();
            descriptor = Libc.Open(path, flags);
        }

        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new IOException("it cannot be opened");
    }

    private static SafeFileHandle OpenOnWindows(string path)
    {
        SpinWait wait = default;
        while (true)
        {
            try
            {
                return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
            }
            catch (IOException) when (wait.Count < Patience && File.Exists(path))
            {
                wait.SpinOnce();
            }
        }
    }
}
