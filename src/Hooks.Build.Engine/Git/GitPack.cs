using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;
using Microsoft.Win32.SafeHandles;

namespace Hooks.Build.Engine.Git;

/// <summary>A pack with its index of version 2 (gitformat-pack(5)). Nothing is kept of what is read: a commit reads a handful.</summary>
internal sealed class GitPack : IDisposable
{
    private const int HeadSize = 8;
    private const int Firsts = 256;
    private const int NamesStart = HeadSize + (Firsts * sizeof(uint));
    private const uint IsLarge = 0x80000000;

    // Longer than the head of any entry, and what is packed is hardly longer than what it was.
    private const int LongestHead = 64;
    private const int DeepestDelta = 4096;
    private const int MostPacks = 32;
    private readonly SafeFileHandle _index;
    private readonly SafeFileHandle _pack;
    private readonly uint[] _upTo;

    private GitPack(SafeFileHandle index, SafeFileHandle pack, uint[] upTo) => (_index, _pack, _upTo) = (index, pack, upTo);

    private enum Kind
    {
        Commit = 1,
        Tree = 2,
        OffsetDelta = 6,
        NamedDelta = 7,
    }

    /// <summary>Opens the packs in a folder that can be read.</summary>
    /// <exception cref="IOException">The folder or one of them cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    /// <exception cref="InvalidDataException">There are so many that git finds what is wanted as fast.</exception>
    public static List<GitPack> OpenAll(string folder)
    {
        string[] indexes = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.idx") : [];
        if (indexes.Length > MostPacks)
        {
            throw new InvalidDataException();
        }

        List<GitPack> packs = [];
        try
        {
            foreach (var index in indexes)
            {
#pragma warning disable CA2000 // whoever asked for them owns the packs
                if (Open(index) is { } pack)
#pragma warning restore CA2000
                {
                    packs.Add(pack);
                }
            }

            return packs;
        }
        catch
        {
            packs.ForEach(pack => pack.Dispose());
            throw;
        }
    }

    /// <summary>Where an object is in the pack; <see langword="null"/> where it is not.</summary>
    public long? Find(ReadOnlySpan<byte> id)
    {
        var (low, high) = (id[0] == 0 ? 0 : (long)_upTo[id[0] - 1], _upTo[id[0]] - 1L);
        Span<byte> name = stackalloc byte[Sha1.Size];
        while (low <= high)
        {
            var middle = (low + high) / 2;
            Fill(_index, name, NamesStart + (middle * Sha1.Size));
            var order = name.SequenceCompareTo(id);
            if (order == 0)
            {
                return Offset(middle);
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>Reads an object; <see langword="null"/> where it is of another kind, too large, or not as described.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <param name="offset">Where it is.</param>
    /// <param name="kind"><c>commit</c> or <c>tree</c>.</param>
    /// <param name="allowance">What may be unpacked.</param>
    /// <exception cref="InvalidDataException">It cannot be unpacked, or is larger than allowed.</exception>
    public byte[]? Read(long offset, ReadOnlySpan<byte> kind, ByteAllowance allowance)
    {
        List<byte[]> deltas = [];
        Span<byte> buffer = stackalloc byte[LongestHead];
        while (deltas.Count <= DeepestDelta)
        {
            var head = buffer[..RandomAccess.Read(_pack, buffer, offset)];
            if (!Head.TryRead(head, out var found))
            {
                return null;
            }

            allowance.Take(found.Length);

            var size = found.Size + (found.Kind == (int)Kind.NamedDelta ? Sha1.Size : 0);
            if (size > head.Length)
            {
                return null;
            }

            var content = Unpack(offset + size, (int)found.Length);
            switch ((Kind)found.Kind)
            {
                case Kind.OffsetDelta when found.Back > 0 && found.Back < offset:
                    deltas.Add(content);
                    offset -= found.Back;
                    break;
                case Kind.NamedDelta when Find(head.Slice(found.Size, Sha1.Size)) is { } named:
                    deltas.Add(content);
                    offset = named;
                    break;
                case Kind.Commit when kind.SequenceEqual("commit"u8):
                case Kind.Tree when kind.SequenceEqual("tree"u8):
                    return GitDelta.Apply(content, deltas, allowance);
                default:
                    return null;
            }
        }

        return null;
    }

    public void Dispose()
    {
        _index.Dispose();
        _pack.Dispose();
    }

    private static GitPack? Open(string path)
    {
        SafeFileHandle? index = null, pack = null;
        try
        {
            index = PlainFile.Open(path);
            pack = PlainFile.Open(Path.ChangeExtension(path, ".pack"));
            if (index is null || pack is null || UpTo(index) is not { } upTo)
            {
                return null;
            }

            GitPack opened = new(index, pack, upTo);
            (index, pack) = (null, null);
            return opened;
        }
        finally
        {
            index?.Dispose();
            pack?.Dispose();
        }
    }

    // How many objects there are up to each first byte of a name.
    private static uint[]? UpTo(SafeFileHandle index)
    {
        Span<byte> head = stackalloc byte[NamesStart];
        if (RandomAccess.Read(index, head, 0) != head.Length || !head.StartsWith((ReadOnlySpan<byte>)[0xFF, (byte)'t', (byte)'O', (byte)'c', 0, 0, 0, 2]))
        {
            return null;
        }

        var upTo = new uint[Firsts];
        for (var i = 0; i < Firsts; i++)
        {
            upTo[i] = BinaryPrimitives.ReadUInt32BigEndian(head[(HeadSize + (i * sizeof(uint)))..]);
            if (i > 0 && upTo[i] < upTo[i - 1])
            {
                return null;
            }
        }

        return upTo;
    }

    // Behind the names are checksums, then places; those beyond 2 GiB have a table of their own behind these.
    private long Offset(long position)
    {
        long count = _upTo[^1];
        var places = NamesStart + (count * (Sha1.Size + sizeof(uint)));
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        Fill(_index, bytes[..sizeof(uint)], places + (position * sizeof(uint)));
        var place = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        if ((place & IsLarge) == 0)
        {
            return place;
        }

        Fill(_index, bytes, places + (count * sizeof(uint)) + ((place & ~IsLarge) * (long)sizeof(ulong)));
        return BinaryPrimitives.ReadInt64BigEndian(bytes) is >= 0 and var far ? far : throw new InvalidDataException();
    }

    private byte[] Unpack(long offset, int length)
    {
        var packed = new byte[length + (length / 64) + LongestHead];
        return GitObjects.Inflate(packed, RandomAccess.Read(_pack, packed, offset), length);
    }

    private static void Fill(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        if (offset < 0 || RandomAccess.Read(file, bytes, offset) != bytes.Length)
        {
            throw new InvalidDataException();
        }
    }

    /// <summary>Kind and length of what follows unpacked, and how far back a delta's base is.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Head(int Kind, long Length, long Back, int Size)
    {
        public static bool TryRead(ReadOnlySpan<byte> data, out Head head)
        {
            head = default;
            if (data.IsEmpty)
            {
                return false;
            }

            var (position, kind, length, shift) = (1, (data[0] >> 4) & 7, (long)(data[0] & 0xF), 4);
            while ((data[position - 1] & 0x80) != 0)
            {
                if (position >= data.Length || shift > 50)
                {
                    return false;
                }

                length |= (long)(data[position++] & 0x7F) << shift;
                shift += 7;
            }

            var back = 0L;
            if (kind == (int)GitPack.Kind.OffsetDelta)
            {
                var more = true;
                for (var first = true; more; first = false)
                {
                    if (position >= data.Length || back > long.MaxValue >> 8)
                    {
                        return false;
                    }

                    back = ((first ? 0 : back + 1) << 7) | (long)(data[position] & 0x7F);
                    more = (data[position++] & 0x80) != 0;
                }
            }

            head = new Head(kind, length, back, position);
            return true;
        }
    }
}
