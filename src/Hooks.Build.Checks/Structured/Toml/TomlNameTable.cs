using System.Buffers;
using System.Runtime.InteropServices;

namespace Hooks.Build.Checks.Toml;

/// <summary>Finds names by the table they are in. One table of hashes for a whole text, so that small tables cost nothing.</summary>
internal sealed class TomlNameTable
{
    private const int MostSpare = 4096;

    private static readonly ulong Seed = ((ulong)(uint)HashCode.Combine(1, 2) << 32) | (uint)HashCode.Combine(3, 4);

    private Name[] _names = ArrayPool<Name>.Shared.Rent(64);
    private int[] _buckets = ArrayPool<int>.Shared.Rent(128);
    private byte[] _unescaped = [];
    private int _count;
    private int _unescapedCount;

    /// <summary>Whether it is worth keeping for the next text.</summary>
    public bool IsSmall => _names.Length <= MostSpare && _unescaped.Length <= MostSpare;

    public ref Name this[int name] => ref _names[name];

    /// <summary>Gives its memory back; it is not used again.</summary>
    public void Drop()
    {
        ArrayPool<Name>.Shared.Return(_names);
        ArrayPool<int>.Shared.Return(_buckets);
        _names = [];
        _buckets = [];
    }

    public void Clear()
    {
        Array.Clear(_buckets);
        _count = 0;
        _unescapedCount = 0;
    }

    /// <summary>The number of a name in a table, or <see cref="TomlNames.None"/>.</summary>
    public int Find(ReadOnlySpan<byte> text, int table, TomlKey key)
    {
        if (key.IsEscaped)
        {
            var length = Unescape(text, key);
            return Find(text, table, _unescaped.AsSpan(_unescapedCount, length));
        }

        return Find(text, table, key.In(text));
    }

    /// <summary>Adds a name; one without a table cannot be found.</summary>
    public int Add(ReadOnlySpan<byte> text, int table, TomlKey key, TomlKind kind)
    {
        if (_count == _names.Length)
            Grow();

        ref var name = ref _names[_count];
        name = new Name { Table = table, Start = key.Start, Length = key.Length, Kind = kind };
        if (key.IsEscaped)
        {
            name.Length = Unescape(text, key);
            name.Start = ~_unescapedCount;
            _unescapedCount += name.Length;
        }

        if (table != TomlNames.None)
        {
            name.Hash = Hash(table, TextOf(text, in name));
            ref var bucket = ref BucketOf(name.Hash);
            name.Next = bucket;
            bucket = _count + 1;
        }

        return _count++;
    }

    private int Find(ReadOnlySpan<byte> text, int table, ReadOnlySpan<byte> key)
    {
        var hash = Hash(table, key);
        for (var next = BucketOf(hash); next > 0; next = _names[next - 1].Next)
        {
            ref var name = ref _names[next - 1];
            if (name.Hash == hash && name.Table == table && TextOf(text, in name).SequenceEqual(key))
                return next - 1;
        }

        return TomlNames.None;
    }

    private ReadOnlySpan<byte> TextOf(ReadOnlySpan<byte> text, in Name name) =>
        name.Start < 0 ? _unescaped.AsSpan(~name.Start, name.Length) : text.Slice(name.Start, name.Length);

    private int Unescape(ReadOnlySpan<byte> text, TomlKey key)
    {
        // What is written out is never longer than its escapes.
        if (_unescaped.Length < _unescapedCount + key.Length)
            Array.Resize(ref _unescaped, Math.Max(_unescaped.Length * 2, _unescapedCount + key.Length));
        return TomlTexts.Unescape(key.In(text), _unescaped.AsSpan(_unescapedCount));
    }

    private void Grow()
    {
        var names = ArrayPool<Name>.Shared.Rent(_names.Length * 4);
        _names.AsSpan(0, _count).CopyTo(names);
        ArrayPool<Name>.Shared.Return(_names);
        _names = names;
        ArrayPool<int>.Shared.Return(_buckets);
        _buckets = ArrayPool<int>.Shared.Rent(names.Length * 2);
        Array.Clear(_buckets);
        for (var i = 0; i < _count; i++)
        {
            ref var name = ref _names[i];
            if (name.Table == TomlNames.None)
                continue;

            ref var bucket = ref BucketOf(name.Hash);
            name.Next = bucket;
            bucket = i + 1;
        }
    }

    /// <summary>Arrays of the pool have lengths of powers of two.</summary>
    private ref int BucketOf(uint hash) => ref _buckets[hash & (_buckets.Length - 1)];

    /// <summary>Differs in each process, so that nobody can write a text whose names all meet.</summary>
    private static uint Hash(int table, ReadOnlySpan<byte> key)
    {
        var hash = Seed ^ ((ulong)(uint)table << 32) ^ (uint)key.Length;
        for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(key));
        }

        ulong rest = 0;
        foreach (var letter in key)
        {
            rest = (rest << 8) | letter;
        }

        return (uint)(Mix(hash ^ rest) >> 7);
    }

    private static ulong Mix(ulong hash)
    {
        hash *= 0x9E3779B97F4A7C15;
        return hash ^ (hash >> 29);
    }

    /// <summary>A name in a table.</summary>
    [StructLayout(LayoutKind.Auto)]
    public struct Name
    {
        public int Table;
        public int Start;
        public int Length;
        public uint Hash;
        public int Next;

        /// <summary>Of an array of tables its last element; of a table that dotted keys made, the section that did.</summary>
        public int Latest;

        public TomlKind Kind;
    }
}
