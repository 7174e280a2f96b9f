using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>
/// Reads files that we keep for ourselves. A plain file is read and nothing else: to open a pipe waits for somebody to write, to read a device may never end,
/// and what a link leads to was not written by us. All that is as if there were no file.
/// </summary>
internal static class KeptFile
{
    /// <summary>Opens a file; <see langword="null"/> where there is none.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SafeFileHandle? Open(string path)
    {
        if (FileStatus.Read(path).Kind != FileKind.File)
        {
            return null;
        }

        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Gone meanwhile.
            return null;
        }
    }

    /// <summary>Opens a file as a stream; <see langword="null"/> where there is none.</summary>
    /// <inheritdoc cref="Open"/>
#pragma warning disable CA2000 // the stream owns the handle
    public static FileStream? OpenStream(string path) => Open(path) is { } file ? new FileStream(file, FileAccess.Read, bufferSize: 0) : null;
#pragma warning restore CA2000

    /// <summary>Reads a file; <see langword="null"/> where there is none, it cannot be read, or it is longer than any of ours.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="most">As long as it may be.</param>
    public static byte[]? Read(string path, int most)
    {
        try
        {
            using var file = Open(path);
            return file is null ? null : Read(file, most);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Reads an open file; <see langword="null"/> where it is longer than any of ours, or changes while it is read.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[]? Read(SafeFileHandle file, int most)
    {
        var length = RandomAccess.GetLength(file);
        if (length > most)
        {
            return null;
        }

        var bytes = new byte[length];
        var used = 0;
        int count;
        while (used < bytes.Length && (count = RandomAccess.Read(file, bytes.AsSpan(used), used)) > 0)
        {
            used += count;
        }

        return used == bytes.Length ? bytes : null;
    }

    /// <summary>Reads a text; <see langword="null"/> where <see cref="Read(string, int)"/> has nothing.</summary>
    public static string? ReadText(string path, int most) => Read(path, most) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>Whether a file can be opened without waiting, made where there is none.</summary>
    public static bool CanBe(string path) => FileStatus.Read(path).Kind is FileKind.None or FileKind.File;
}
