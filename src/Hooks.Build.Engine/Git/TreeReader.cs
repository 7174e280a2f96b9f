using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Git;

/// <summary>Walks the entries of a tree object: mode, blank, name, NUL, id, one after another. Nothing is allocated.</summary>
internal ref struct TreeReader(ReadOnlySpan<byte> data)
{
    private const int Tree = 0x4000;
    private const int TypeMask = 0xF000;
    private const int File = 0x8000;
    private const int ExecutableBit = 0x40;
    private const int MostFiles = 16;
    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;
    private int _name;
    private int _nameLength;
    private bool _isTree;
    private Files _files;
    private int _open;

    /// <summary>The last part of its path.</summary>
    public readonly ReadOnlySpan<byte> Name => _data.Slice(_name, _nameLength);

    /// <summary>Its mode as an index has it: old trees know more permissions than executable or not.</summary>
    public int Mode { get; private set; }

    /// <summary>Whether it is a folder.</summary>
    public readonly bool IsTree => Mode == Tree;

    /// <summary>The id of its content.</summary>
    public readonly ReadOnlySpan<byte> Id => _data.Slice(_name + _nameLength + 1, Sha1.Size);

    /// <summary>Whether all was read, and it was a tree.</summary>
    public readonly bool IsWhole => _position == _data.Length;

    /// <summary>Goes to the next entry.</summary>
    public bool Read()
    {
        var rest = _data[_position..];
        var (blank, end) = (rest.IndexOf((byte)' '), rest.IndexOf((byte)0));
        if (blank is < 1 or > 6 || end <= blank + 1 || end + 1 + Sha1.Size > rest.Length)
        {
            return false;
        }

        var mode = 0;
        foreach (var digit in rest[..blank])
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return false;
            }

            mode = (mode * 8) + digit - '0';
        }

        var name = rest[(blank + 1)..end];
        Mode = (mode & TypeMask) switch
        {
            File => (mode & ExecutableBit) != 0 ? StagedEntry.Executable : StagedEntry.Plain,
            StagedEntry.Link => StagedEntry.Link,
            Tree => Tree,
            // As git takes whatever else there is.
            _ => StagedEntry.Submodule,
        };
        if (name.Contains((byte)'/') || !IsNext(_position + blank + 1, name.Length))
        {
            return false;
        }

        (_name, _nameLength, _isTree) = (_position + blank + 1, name.Length, IsTree);
        _position += end + 1 + Sha1.Size;
        return true;
    }

    /// <summary>The order of trees and indexes, in which a folder's name has a '/' behind it.</summary>
    public static int Order(ReadOnlySpan<byte> one, bool isFolder, ReadOnlySpan<byte> other, bool isTree)
    {
        var common = Math.Min(one.Length, other.Length);
        var order = one[..common].SequenceCompareTo(other[..common]);
        return order != 0 ? order : After(one, common, isFolder) - After(other, common, isTree);
    }

    private static int After(ReadOnlySpan<byte> name, int position, bool isFolder) => position < name.Length ? name[position] : isFolder ? '/' : 0;

    // What no git writes, and a stranger may, each git reads in its own way: names out of order, and a file and a folder of one name.
    private bool IsNext(int start, int length)
    {
        var name = _data.Slice(start, length);
        if (_position > 0 && Order(Name, _isTree, name, IsTree) >= 0)
        {
            return false;
        }

        // Between a file and the folder of its name stand only longer names.
        while (_open > 0 && !name.StartsWith(_data.Slice(_files[_open - 1].Start, _files[_open - 1].Length)))
        {
            _open--;
        }

        if (IsTree)
        {
            return _open == 0 || _files[_open - 1].Length < length;
        }

        if (_open == MostFiles)
        {
            return false;
        }

        _files[_open++] = (start, length);
        return true;
    }

    [InlineArray(MostFiles)]
    [StructLayout(LayoutKind.Auto)]
    private struct Files
    {
        private (int Start, int Length) _first;
    }
}
