using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Git;

/// <summary>What an index keeps of a file beside its content: how the file was when git last knew it to be that content.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IndexEntry(FileTime Changed, FileTime Modified, uint Inode, uint Mode, uint User, uint Group, uint Size, bool IsUnwatched);

/// <summary>
/// Walks the entries of an index of version 2, 3 or 4 (gitformat-index(5)). Nothing is allocated. A split or sparse index, or anything newer, is
/// not whole at the end.
/// </summary>
internal ref struct IndexReader
{
    /// <summary>Longer paths are left to git.</summary>
    public const int LongestPath = 4096;

    private const int HeaderSize = 12;
    private const int StatSize = 40;
    private const int ExtensionHead = 8;
    private const ushort Extended = 0x4000;
    private const ushort AssumeUnchanged = 0x8000;
    private const ushort StageMask = 0x3000;
    private const ushort LengthMask = 0x0FFF;
    private const ushort SkipWorktree = 0x4000;
    private const ushort IntentToAdd = 0x2000;
    private const int MarkedEntries = 8;

    private readonly ReadOnlySpan<byte> _data;
    private readonly Span<byte> _path;
    private readonly int _idSize;
    private readonly uint _version;
    private readonly uint _count;
    private uint _left;
    private int[] _marks = [];
    private int _position;
    private int _entry;
    private int _pathLength;
    private ushort _flags;
    private ushort _moreFlags;

    public IndexReader(ReadOnlySpan<byte> data, int idSize, Span<byte> path)
    {
        _data = data;
        _idSize = idSize;
        _path = path;
        if (data.Length >= HeaderSize + idSize && data[..4].SequenceEqual("DIRC"u8))
        {
            _version = Number(4);
            _count = _left = Number(8);
            _position = HeaderSize;
        }
    }

    /// <summary>The path of the entry, from the top of the working tree.</summary>
    public readonly ReadOnlySpan<byte> Path => _path[.._pathLength];

    /// <summary>Whether all entries were read and nothing behind them changes what they mean.</summary>
    public readonly bool IsWhole
    {
        get
        {
            if (_position < HeaderSize || _left > 0 || _version is < 2 or > 4)
            {
                return false;
            }

            // Extensions whose names start with a capital may be ignored; of the others, a split index has one ("link") and so has a sparse one ("sdir").
            var position = _position;
            var end = _data.Length - _idSize;
            while (position + ExtensionHead <= end)
            {
                if (!char.IsAsciiLetterUpper((char)_data[position]) || Number(position + 4) > end - position - ExtensionHead)
                {
                    return false;
                }

                position += ExtensionHead + (int)Number(position + 4);
            }

            return position == end;
        }
    }

    public readonly IndexEntry Entry => new(
        new FileTime(Number(_entry), Number(_entry + 4)),
        new FileTime(Number(_entry + 8), Number(_entry + 12)),
        Number(_entry + 20),
        Number(_entry + 24),
        Number(_entry + 28),
        Number(_entry + 32),
        Number(_entry + 36),
        (_flags & AssumeUnchanged) != 0 || (_moreFlags & SkipWorktree) != 0);

    /// <summary>The id of the entry's content.</summary>
    public readonly ReadOnlySpan<byte> ObjectId => _data.Slice(_entry + StatSize, _idSize);

    /// <summary>Git's mode of the entry.</summary>
    public readonly int Mode => (int)Number(_entry + 24);

    /// <summary>Whether the entry is in no conflict.</summary>
    public readonly bool IsMerged => (_flags & StageMask) == 0;

    /// <summary>Whether the entry only says that a file will be added: nothing of it is staged.</summary>
    public readonly bool IsAnnounced => (_moreFlags & IntentToAdd) != 0;

    /// <summary>Whether the entry has this content and is in no conflict.</summary>
    public readonly bool HasObjectId(string id) =>
        IsMerged && ObjectId.SequenceEqual(Convert.FromHexString(id));

    /// <summary>Whether the entry is what a commit may have at its path: in no conflict, staged, and a file, a link or a submodule.</summary>
    private readonly bool IsCommittable =>
        IsMerged && !IsAnnounced && Mode is StagedEntry.Plain or StagedEntry.Executable or StagedEntry.Link or StagedEntry.Submodule;

    /// <summary>Goes over all entries.</summary>
    /// <param name="again">A reader of the same entries from the first, which passes over many at a time.</param>
    /// <returns>Whether each is what a commit may have.</returns>
    public bool PassCommittable(out IndexReader again)
    {
        again = this;
        // With shared paths each entry needs the one before.
        var marks = _version == 4 ? [] : new int[Math.Min(_left, (uint)_data.Length / StatSize) / MarkedEntries];
        while (_left > 0)
        {
            var entry = _count - _left;
            if (entry % MarkedEntries == 0 && entry / MarkedEntries < marks.Length)
            {
                marks[entry / MarkedEntries] = _position;
            }

            if (!PassPlain() && !(Read(withPath: false) && IsCommittable))
            {
                return false;
            }
        }

        again._marks = marks;
        return true;
    }

    /// <summary>Goes to the next entry.</summary>
    public bool Read() => Read(withPath: true);

    /// <summary>Goes over entries; <see cref="Path"/> is any then.</summary>
    public bool Pass(uint count)
    {
        if (count > _left)
        {
            return false;
        }

        var (next, left) = (_count - _left + count, _left - count);
        if (next / MarkedEntries is var mark && mark < _marks.Length && mark * MarkedEntries > _count - _left)
        {
            (_position, _left) = (_marks[mark], _count - (mark * MarkedEntries));
        }

        while (_left > left)
        {
            if (!Read(withPath: false))
            {
                return false;
            }
        }

        return true;
    }

    // Nearly all entries are files with no flag but the length of their path.
    private bool PassPlain()
    {
        var head = StatSize + _idSize + 2;
        if (_position + head + 2 > _data.Length - _idSize)
        {
            return false;
        }

        var entry = _data.Slice(_position, head);
        int length = BinaryPrimitives.ReadUInt16BigEndian(entry[(head - 2)..]);
        if (length is 0 or >= LengthMask || _version is not (2 or 3) || BinaryPrimitives.ReadUInt32BigEndian(entry[24..]) != StagedEntry.Plain)
        {
            return false;
        }

        var next = _position + ((head + length + 8) & ~7);
        if (next > _data.Length)
        {
            return false;
        }

        _position = next;
        _left--;
        return true;
    }

    /// <summary>What an extension holds; nothing where there is none of that name. For a reader that <see cref="IsWhole"/>.</summary>
    /// <param name="name">Four letters.</param>
    public readonly ReadOnlySpan<byte> Extension(ReadOnlySpan<byte> name)
    {
        for (var position = _position; position + ExtensionHead <= _data.Length - _idSize; position += ExtensionHead + (int)Number(position + 4))
        {
            if (_data.Slice(position, 4).SequenceEqual(name))
            {
                return _data.Slice(position + ExtensionHead, (int)Number(position + 4));
            }
        }

        return [];
    }

    private bool Read(bool withPath)
    {
        var head = StatSize + _idSize + 2;
        if (_left == 0 || _version is < 2 or > 4 || _position + head + 2 > _data.Length - _idSize)
        {
            return false;
        }

        _entry = _position;
        _flags = BinaryPrimitives.ReadUInt16BigEndian(_data[(_entry + head - 2)..]);
        _moreFlags = 0;
        if ((_flags & Extended) != 0)
        {
            _moreFlags = BinaryPrimitives.ReadUInt16BigEndian(_data[(_entry + head)..]);
            head += 2;
            if ((_moreFlags & ~(SkipWorktree | IntentToAdd)) != 0)
            {
                return false;
            }
        }

        if (!(_version == 4 ? ReadShared(_entry + head) : ReadPadded(_entry + head, withPath)))
        {
            return false;
        }

        _left--;
        return true;
    }

    // Versions 2 and 3: the path, then 1 to 8 NULs up to a multiple of 8.
    private bool ReadPadded(int start, bool withPath)
    {
        var length = _flags & LengthMask;
        if (length == LengthMask)
        {
            length = _data[start..].IndexOf((byte)0);
        }

        if (length < 0 || length > LongestPath || start + length > _data.Length)
        {
            return false;
        }

        if (withPath)
        {
            _data.Slice(start, length).CopyTo(_path);
            _pathLength = length;
        }

        _position = _entry + ((start - _entry + length + 8) & ~7);
        return _position <= _data.Length;
    }

    // Version 4: how many bytes of the path before to drop, then what to put in their place.
    private bool ReadShared(int start)
    {
        long drop = _data[start] & 0x7F;
        while ((_data[start++] & 0x80) != 0)
        {
            if (start >= _data.Length || drop > LongestPath)
            {
                return false;
            }

            drop = ((drop + 1) << 7) | (long)(_data[start] & 0x7F);
        }

        var length = _data[start..].IndexOf((byte)0);
        var kept = _pathLength - drop;
        if (length < 0 || kept < 0 || kept + length > LongestPath)
        {
            return false;
        }

        _data.Slice(start, length).CopyTo(_path[(int)kept..]);
        _pathLength = (int)kept + length;
        _position = start + length + 1;
        return true;
    }

    private readonly uint Number(int position) => BinaryPrimitives.ReadUInt32BigEndian(_data[position..]);
}
