using System.Numerics;
using System.Runtime.InteropServices;

namespace Hooks.Build.Checks.Structured.Json;

/// <summary>Finds keys that stand twice in an object. Keeps the keys of the objects that are open, and no others.</summary>
internal sealed class JsonKeys
{
    /// <summary>Up to here a key is compared with all before it; the keys of larger objects are sorted at their end.</summary>
    private const int MostCompared = 64;

    private const int MostSpare = 4096;

    [ThreadStatic]
    private static JsonKeys? t_spare;

    private readonly Stack<int> _starts = new();
    private ulong[] _prints = new ulong[64];
    private Key[] _keys = new Key[64];
    private byte[] _unescaped = [];
    private int _count;
    private int _unescapedCount;

    public static JsonKeys Rent()
    {
        var keys = t_spare ?? new JsonKeys();
        t_spare = null;
        keys._starts.Clear();
        keys._count = keys._unescapedCount = 0;
        return keys;
    }

    public void Return()
    {
        if (_keys.Length <= MostSpare && _unescaped.Length <= MostSpare)
            t_spare = this;
    }

    /// <summary>An object begins.</summary>
    public void Open() => _starts.Push(_count);

    /// <summary>Takes a key of the innermost object.</summary>
    public void Add(ReadOnlySpan<byte> text, int start, int length, bool isEscaped, Findings findings)
    {
        if (_count == _keys.Length)
        {
            Array.Resize(ref _keys, _count * 2);
            Array.Resize(ref _prints, _count * 2);
        }

        Key key = new(start, length, Unescaped: -1, _count);
        if (isEscaped)
        {
            key = key with { Unescaped = _unescapedCount, Length = Unescape(text.Slice(start, length)) };
            _unescapedCount += key.Length;
        }

        var name = NameOf(text, in key);
        var print = Print(name);
        var first = _starts.Peek();
        if (_count - first < MostCompared && HasBefore(text, first, print, name))
            Report(text, in key, findings);

        _prints[_count] = print;
        _keys[_count++] = key;
    }

    /// <summary>The innermost object ends.</summary>
    public void Close(ReadOnlySpan<byte> text, Findings findings)
    {
        var first = _starts.Pop();
        if (_count - first > MostCompared)
            Sort(text, first, findings);
        _count = first;
        if (first == 0)
            _unescapedCount = 0;
    }

    private bool HasBefore(ReadOnlySpan<byte> text, int first, ulong print, ReadOnlySpan<byte> name)
    {
        var prints = _prints.AsSpan(first, _count - first);
        for (var i = prints.IndexOf(print); i >= 0;)
        {
            if (NameOf(text, in _keys[first + i]).SequenceEqual(name))
                return true;

            var next = prints[(i + 1)..].IndexOf(print);
            i = next < 0 ? next : i + 1 + next;
        }

        return false;
    }

    /// <summary>Compares hashes that differ in each process, so that no choice of keys makes this slow.</summary>
    private void Sort(ReadOnlySpan<byte> text, int first, Findings findings)
    {
        for (var i = first; i < _count; i++)
        {
            HashCode hash = default;
            hash.AddBytes(NameOf(text, in _keys[i]));
            _prints[i] = ((ulong)(uint)hash.ToHashCode() << 32) | (uint)_keys[i].Length;
        }

        Array.Sort(_prints, _keys, first, _count - first);
        for (var begin = first; begin < _count;)
        {
            var end = begin + 1;
            while (end < _count && _prints[end] == _prints[begin])
            {
                end++;
            }

            ReportRun(text, _keys.AsSpan(begin, end - begin), first, findings);
            begin = end;
        }
    }

    private void ReportRun(ReadOnlySpan<byte> text, Span<Key> same, int first, Findings findings)
    {
        if (same.Length == 1)
            return;

        same.Sort(static (one, other) => one.Number.CompareTo(other.Number));
        var name = NameOf(text, in same[0]);
        foreach (ref readonly var key in same[1..])
        {
            if (key.Number - first >= MostCompared && NameOf(text, in key).SequenceEqual(name))
                Report(text, in key, findings);
        }
    }

    private void Report(ReadOnlySpan<byte> text, in Key key, Findings findings) =>
        findings.AddAt(text, key.Start, $"the key {TextPlace.Name(NameOf(text, in key))} stands twice in its object; keep one");

    private ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> text, in Key key) =>
        key.Unescaped < 0 ? text.Slice(key.Start, key.Length) : _unescaped.AsSpan(key.Unescaped, key.Length);

    private int Unescape(ReadOnlySpan<byte> text)
    {
        if (_unescaped.Length < _unescapedCount + text.Length)
            Array.Resize(ref _unescaped, Math.Max(_unescaped.Length * 2, _unescapedCount + text.Length));
        return JsonTexts.Unescape(text, _unescaped.AsSpan(_unescapedCount));
    }

    /// <summary>Tells most names apart at the price of two reads.</summary>
    private static ulong Print(ReadOnlySpan<byte> name)
    {
        if (name.Length >= sizeof(ulong))
        {
            var begin = MemoryMarshal.Read<ulong>(name);
            return (begin * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft(MemoryMarshal.Read<ulong>(name[^sizeof(ulong)..]), 31) ^ (ulong)name.Length;
        }

        var print = (ulong)name.Length;
        foreach (var letter in name)
        {
            print = (print << 8) | letter;
        }

        return print;
    }

    /// <summary>A key of an object.</summary>
    /// <param name="Start">Where it begins in the text.</param>
    /// <param name="Length">The length of its name.</param>
    /// <param name="Unescaped">Where its name begins among those that were written with escapes; -1 where it stands in the text.</param>
    /// <param name="Number">Its place among all keys that are kept.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(int Start, int Length, int Unescaped, int Number);
}
