using Hooks.Build.Engine.Hashing;

namespace Hooks.Build.Engine.Git;

/// <summary>Walks the entries of a tree object: mode, blank, name, NUL, id, one after another. Nothing is allocated.</summary>
internal ref struct TreeReader(ReadOnlySpan<byte> data)
{
    private const int Tree = 0x4000;
    private const int TypeMask = 0xF000;
    private const int File = 0x8000;
    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;
    private int _name;
    private int _nameLength;

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

        Mode = (mode & TypeMask) == File ? (mode & 0x40) != 0 ? StagedEntry.Executable : StagedEntry.Plain : mode & TypeMask;
        (_name, _nameLength) = (_position + blank + 1, end - blank - 1);
        _position += end + 1 + Sha1.Size;
        return true;
    }
}
