using System.Runtime.InteropServices;

namespace Hooks.Build.Checks.Toml;

/// <summary>Finds names by the table they are in. One table of hashes for a whole text, so that small tables cost nothing.</summary>
internal sealed class TomlNameTable
{
    private const int MostSpare = 4096;

    private Name[] _names = new Name[64];
    private int[] _buckets = new int[128];
    private byte[] _unescaped = [];
    private int _count;
    private int _unescapedCount;

    /// <summary>Whether it is worth keeping for the next text.</summary>
    public bool IsSmall => _names.Length <= MostSpare && _unescaped.Length <= MostSpare;

    public ref Name this[int name] => ref _names[name];

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
            ref var bucket = ref _buckets[name.Hash & (_buckets.Length - 1)];
            name.Next = bucket;
            bucket = _count + 1;
        }

        return _count++;
    }

    private int Find(ReadOnlySpan<byte> text, int table, ReadOnlySpan<byte> key)
    {
        var hash = Hash(table, key);
        for (var next = _buckets[hash & (_buckets.Length - 1)]; next > 0; next = _names[next - 1].Next)
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
        Array.Resize(ref _names, _count * 2);
        _buckets = new int[_names.Length * 2];
        for (var i = 0; i < _count; i++)
        {
            ref var name = ref _names[i];
            if (name.Table == TomlNames.None)
                continue;

            ref var bucket = ref _buckets[name.Hash & (_buckets.Length - 1)];
            name.Next = bucket;
            bucket = i + 1;
        }
    }

    /// <summary>Hashes differently in each process, so that nobody can write a text whose names all meet.</summary>
    private static int Hash(int table, ReadOnlySpan<byte> key)
    {
        HashCode hash = default;
        hash.Add(table);
        hash.AddBytes(key);
        return hash.ToHashCode();
    }

    /// <summary>A name in a table.</summary>
    [StructLayout(LayoutKind.Auto)]
    public struct Name
    {
        public int Table;
        public int Start;
        public int Length;
        public int Hash;
        public int Next;

        /// <summary>Of an array of tables its last element; of a table that dotted keys made, the section that did.</summary>
        public int Latest;

        public TomlKind Kind;
    }
}
