using System.Buffers;
using System.IO.Hashing;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.State;

/// <summary>A file as it was when the plan was built.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Time">When it was last written, in ticks of universal time.</param>
/// <param name="Size">Its size in bytes; -1 where it changed while it was compiled, so that it never counts as unchanged.</param>
/// <param name="Hash">Its content, by 64-bit XXH3.</param>
public sealed record InputFile(string Path, long Time, long Size, ulong Hash)
{
    /// <summary>
    /// When anything of it was last changed, in nanoseconds, where the system tells: who sets the time of writing (<c>cp -p</c>, <c>rsync -t</c>, <c>touch
    /// -r</c>) cannot set it.
    /// </summary>
    public long Changed { get; init; }

    /// <summary>Takes the stamp of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static InputFile Of(string path)
    {
        // Looked at before it is read: what is changed meanwhile differs afterwards.
        var now = Look(path) ?? throw new FileNotFoundException($"{path} is gone");
        return now with { Hash = HashOf(path) };
    }

    /// <summary>A file as it is, without its content; <see langword="null"/> where there is none.</summary>
    internal static InputFile? Look(string path)
    {
        const long Nanoseconds = 1_000_000_000;
        var status = FileStatus.Read(path, followsLinks: true);
        if (status.Kind is FileKind.None or FileKind.Folder)
        {
            return null;
        }

        if (!status.IsDetailed)
        {
            FileInfo file = new(path);
            return new InputFile(path, file.LastWriteTimeUtc.Ticks, file.Length, Hash: 0);
        }

        var time = DateTime.UnixEpoch.Ticks + (status.Modified.Seconds * TimeSpan.TicksPerSecond) + (status.Modified.Nanoseconds / TimeSpan.NanosecondsPerTick);
        return new InputFile(path, time, status.Size, Hash: 0) { Changed = (status.Changed.Seconds * Nanoseconds) + status.Changed.Nanoseconds };
    }

    /// <summary>The 64-bit XXH3 of a file's content: it tells an edit from a touched time, and guards against no one.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ulong HashOf(string path)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        using var file = PlainFile.Open(path) ?? throw new FileNotFoundException($"{path} is gone");
        XxHash3 hash = new();
        long offset = 0;
        int count;
        while ((count = RandomAccess.Read(file, buffer, offset)) > 0)
        {
            hash.Append(buffer.AsSpan(0, count));
            offset += count;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return hash.GetCurrentHashAsUInt64();
    }
}

/// <summary>A folder of sources as it was when the plan was built.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Time">When an entry was last added or removed, in ticks of universal time.</param>
public sealed record InputFolder(string Path, long Time);
