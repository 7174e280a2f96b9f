using Hooks.Build.Engine.FileSystem;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Engine.History;

/// <summary>Adds lines to the end of a log that other processes add to as well.</summary>
internal static class LogAppend
{
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
        var file = AppendedFile.Open(path);
        try
        {
            var length = RandomAccess.GetLength(file);
            if (length > 0 && length + lines.Length > RunLogFormat.MostBytes)
            {
                file.Dispose();
                LogRotation.Rotate(folder, log);
                file = AppendedFile.Open(path);
                length = RandomAccess.GetLength(file);
            }

            if (IsTorn(file, length))
            {
                AppendedFile.Write(file, length, [(byte)'\n', .. lines]);
            }
            else
            {
                AppendedFile.Write(file, length, lines);
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
}
