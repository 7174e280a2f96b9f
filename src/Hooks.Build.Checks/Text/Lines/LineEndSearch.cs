using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hooks.Build.Checks.Text.Lines;

/// <summary>Finds the ends of lines by the byte that stands before them; \r\n is one end. Sixteen bytes at a time, whatever the length of lines.</summary>
internal sealed class LineEndSearch
{
    private const int MostCompared = 8;

    private readonly bool[] _wanted = new bool[256];
    private readonly Vector128<byte>[] _compared;

    public LineEndSearch(ReadOnlySpan<byte> bytes)
    {
        _compared = bytes.Length <= MostCompared ? new Vector128<byte>[bytes.Length] : [];
        for (var i = 0; i < bytes.Length; i++)
        {
            _wanted[bytes[i]] = true;
            if (i < _compared.Length)
                _compared[i] = Vector128.Create(bytes[i]);
        }
    }

    /// <summary>The position of the next \n before which, or before whose \r, one of the bytes stands; -1 where there is none.</summary>
    public int IndexOf(ReadOnlySpan<byte> content, int from)
    {
        var i = from;
        for (var first = Math.Min(content.Length, 2); i < first; i++)
        {
            if (IsWanted(content, i))
                return i;
        }

        if (Vector128.IsHardwareAccelerated && _compared.Length > 0)
        {
            i = SkipVectors(content, i, out var isFound);
            if (isFound)
                return i;
        }

        for (; i < content.Length; i++)
        {
            if (IsWanted(content, i))
                return i;
        }

        return -1;
    }

    private int SkipVectors(ReadOnlySpan<byte> content, int from, out bool isFound)
    {
        var newline = Vector128.Create((byte)'\n');
        var carriageReturn = Vector128.Create((byte)'\r');
        var compared = _compared;
        ref var start = ref MemoryMarshal.GetReference(content);
        var i = from;
        for (; i <= content.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var before = Vector128.LoadUnsafe(ref start, (nuint)i - 1);
            before = Vector128.ConditionalSelect(Vector128.Equals(before, carriageReturn), Vector128.LoadUnsafe(ref start, (nuint)i - 2), before);
            var found = Vector128<byte>.Zero;
            foreach (var wanted in compared)
                found |= Vector128.Equals(before, wanted);

            found &= Vector128.Equals(Vector128.LoadUnsafe(ref start, (nuint)i), newline);
            if (found != Vector128<byte>.Zero)
            {
                isFound = true;
                return i + BitOperations.TrailingZeroCount(found.ExtractMostSignificantBits());
            }
        }

        isFound = false;
        return i;
    }

    private bool IsWanted(ReadOnlySpan<byte> content, int position)
    {
        if (content[position] != '\n')
            return false;

        var before = position > 0 && content[position - 1] == '\r' ? position - 2 : position - 1;
        return before >= 0 && _wanted[content[before]];
    }
}
