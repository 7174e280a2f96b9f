using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.History;

/// <summary>Reads the end of a log.</summary>
internal static class LogTail
{
    /// <summary>Reads as much of the end of a file as there is room for.</summary>
    /// <param name="path">The file.</param>
    /// <param name="room">Where to put it.</param>
    /// <returns>What was read; the first line may have lost its beginning. Nothing where the file is not there or cannot be read.</returns>
    public static ReadOnlySpan<byte> Read(string path, Span<byte> room)
    {
        try
        {
            using var file = KeptFile.Open(path);
            if (file is null)
            {
                return [];
            }

            var length = RandomAccess.GetLength(file);
            var offset = Math.Max(0, length - room.Length);
            var used = 0;
            int count;
            while (used < room.Length && (count = RandomAccess.Read(file, room[used..], offset + used)) > 0)
            {
                used += count;
            }

            return room[..used];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return [];
        }
    }
}
