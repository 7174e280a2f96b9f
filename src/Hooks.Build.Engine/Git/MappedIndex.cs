using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.Git;

/// <summary>Takes what it needs out of the bytes of an index.</summary>
internal delegate T? IndexTaker<out T>(ReadOnlySpan<byte> data)
    where T : class;

/// <summary>
/// Opens an index as git does, mapped: most of a large one is passed over, and a copy of it costs more than the search. Git replaces the file, it never
/// cuts it.
/// </summary>
internal static class MappedIndex
{
    /// <summary>Takes something out of an index; nothing where it cannot be read.</summary>
    public static T? Take<T>(string file, IndexTaker<T> take)
        where T : class
    {
        try
        {
            using var handle = File.OpenHandle(file);
            using var map = MemoryMappedFile.CreateFromFile(
                handle, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            using var view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            return Take(view.SafeMemoryMappedViewHandle, RandomAccess.GetLength(handle), take);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // An empty file cannot be mapped.
            return null;
        }
    }

    private static unsafe T? Take<T>(SafeBuffer view, long length, IndexTaker<T> take)
        where T : class
    {
        byte* data = null;
        view.AcquirePointer(ref data);
        try
        {
            return length > int.MaxValue ? null : take(new ReadOnlySpan<byte>(data, (int)length));
        }
        finally
        {
            view.ReleasePointer();
        }
    }
}
