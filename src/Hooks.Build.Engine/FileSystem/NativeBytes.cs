using System.Runtime.InteropServices;

namespace Hooks.Build.Engine.FileSystem;

/// <summary>The bytes of a kept file, outside the heap: as a large array they would stay until all of the heap is collected.</summary>
internal sealed unsafe class NativeBytes : IDisposable
{
    private readonly byte* _data;
    private readonly int _length;

    private NativeBytes(int length)
    {
        _data = (byte*)NativeMemory.Alloc((nuint)length);
        _length = length;
    }

    /// <summary>The bytes, until this is disposed of.</summary>
    public ReadOnlySpan<byte> Span => new(_data, _length);

    /// <summary>Reads a file; <see langword="null"/> where there is none, it is longer than any of ours, or changes while it is read.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="most">As long as it may be.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static NativeBytes? Read(string path, int most)
    {
        using var file = KeptFile.Open(path);
        var length = file is null ? long.MaxValue : RandomAccess.GetLength(file);
        if (file is null || length > most)
        {
            return null;
        }

        NativeBytes bytes = new((int)length);
        try
        {
            var used = 0;
            int count;
            while (used < length && (count = RandomAccess.Read(file, new Span<byte>(bytes._data + used, (int)length - used), used)) > 0)
            {
                used += count;
            }

            if (used == length)
            {
                return bytes;
            }
        }
        catch
        {
            bytes.Dispose();
            throw;
        }

        bytes.Dispose();
        return null;
    }

    /// <summary>The bytes as a stream.</summary>
    public UnmanagedMemoryStream AsStream() => new(_data, _length);

    /// <inheritdoc />
    public void Dispose() => NativeMemory.Free(_data);
}
