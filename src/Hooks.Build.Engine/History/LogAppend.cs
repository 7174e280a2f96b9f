using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Native;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Engine.History;

/// <summary>
/// Adds lines to the end of a log that other processes add to as well. On Unix the file is opened for appending, where one write is never mixed with
/// another's: .NET's own <see cref="FileMode.Append"/> is a position that each process remembers for itself. On Windows who writes keeps the others out.
/// </summary>
internal static class LogAppend
{
    private const int Patience = 200;

    /// <summary>Writes lines, and begins a new file where the old one is full.</summary>
    /// <param name="folder">The folder of the log.</param>
    /// <param name="log">Which of its logs.</param>
    /// <param name="lines">Whole lines.</param>
    /// <exception cref="IOException">They could not be written, or not all.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="NotSupportedException">It is a pipe: opened for both ways it makes nobody wait, and has no length.</exception>
    public static void Write(string folder, string log, ReadOnlySpan<byte> lines)
    {
        var path = RunLogFormat.PathOf(folder, log);
        if (!KeptFile.CanBe(path))
        {
            throw new IOException("it is a link, a folder or the like, and no file: remove it");
        }

        var file = Open(path);
        try
        {
            var length = RandomAccess.GetLength(file);
            if (length > 0 && length + lines.Length > RunLogFormat.MostBytes)
            {
                file.Dispose();
                LogRotation.Rotate(folder, log);
                file = Open(path);
                length = RandomAccess.GetLength(file);
            }

            if (IsTorn(file, length))
            {
                Write(file, length, [(byte)'\n', .. lines]);
            }
            else
            {
                Write(file, length, lines);
            }
        }
        finally
        {
            file.Dispose();
        }
    }

    // A process was killed while it wrote, or the disk was full: what it left must not swallow our first line.
    private static bool IsTorn(SafeFileHandle file, long length)
    {
        Span<byte> last = [(byte)'\n'];
        return length > 0 && RandomAccess.Read(file, last, length - 1) == 1 && last[0] != (byte)'\n';
    }

    private static unsafe void Write(SafeFileHandle file, long end, ReadOnlySpan<byte> lines)
    {
        if (OperatingSystem.IsWindows())
        {
            RandomAccess.Write(file, lines, end);
            return;
        }

        fixed (byte* first = lines)
        {
            nint written;
            do
            {
                written = Libc.Write((int)file.DangerousGetHandle(), first, lines.Length);
            }
            while (written < 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Libc.ErrorInterrupted);

            if (written != lines.Length)
            {
                throw new IOException("the disk is full, or failed");
            }
        }
    }

    private static SafeFileHandle Open(string path) => OperatingSystem.IsWindows() ? OpenOnWindows(path) : OpenOnUnix(path);

    private static SafeFileHandle OpenOnUnix(string path)
    {
        const int ReadWrite = 2;
        var flags = ReadWrite | (OperatingSystem.IsMacOS() ? 0x8 | 0x1000000 : 0x400 | 0x80000);
        var descriptor = Libc.Open(path, flags);
        if (descriptor < 0)
        {
            // It is not there, or cannot be opened: .NET makes it, or says why not in its own words.
            OwnFolder.Open(path, FileShare.ReadWrite | FileShare.Delete).Dispose();
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
