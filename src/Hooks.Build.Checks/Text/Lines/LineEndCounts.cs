using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hooks.Build.Checks.Text.Lines;

/// <summary>How many lines of a file end with what.</summary>
internal struct LineEndCounts
{
    private long _newlines;
    private long _returns;
    private bool _endsWithReturn;

    /// <summary>Ends of \r\n.</summary>
    public long CrLf { get; private set; }

    /// <summary>Ends of \n alone.</summary>
    public readonly long Lf => _newlines - CrLf;

    /// <summary>Ends of \r alone.</summary>
    public readonly long Cr => _returns - CrLf;

    /// <summary>Whether there is more than one kind.</summary>
    public readonly bool AreMixed => (Cr > 0 ? 1 : 0) + (CrLf > 0 ? 1 : 0) + (Lf > 0 ? 1 : 0) > 1;

    /// <summary>The kind there is most of; \n rather than \r\n rather than \r where there are as many.</summary>
    public readonly LineEnd Most => Lf >= CrLf && Lf >= Cr ? LineEnd.Lf : CrLf >= Cr ? LineEnd.CrLf : LineEnd.Cr;

    /// <summary>Counts those of the next block.</summary>
    public void Add(ReadOnlySpan<byte> block)
    {
        if (_endsWithReturn && block.StartsWith("\n"u8))
            CrLf++;
        if (!block.IsEmpty)
            _endsWithReturn = block[^1] == '\r';

        _newlines += block.Count((byte)'\n');
        var firstReturn = block.IndexOf((byte)'\r');
        if (firstReturn >= 0)
        {
            _returns += block[firstReturn..].Count((byte)'\r');
            CrLf += PairsIn(block[firstReturn..]);
        }
    }

    /// <summary>How many lines end with something else.</summary>
    public readonly long OtherThan(LineEnd end) => end switch
    {
        LineEnd.Lf => _returns,
        LineEnd.CrLf => Lf + Cr,
        _ => _newlines,
    };

    /// <summary>Whether lines end with something else, or with more than one kind where none is wanted.</summary>
    public readonly bool AreOtherThan(LineEnd? end) => end is { } one ? OtherThan(one) > 0 : AreMixed;

    private static long PairsIn(ReadOnlySpan<byte> block)
    {
        var pairs = 0L;
        var i = 0;
        ref var start = ref MemoryMarshal.GetReference(block);
        for (; Vector128.IsHardwareAccelerated && i < block.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
        {
            var found = Vector128.Equals(Vector128.LoadUnsafe(ref start, (nuint)i), Vector128.Create((byte)'\r'))
                & Vector128.Equals(Vector128.LoadUnsafe(ref start, (nuint)i + 1), Vector128.Create((byte)'\n'));
            pairs += BitOperations.PopCount(found.ExtractMostSignificantBits());
        }

        return pairs + block[i..].Count("\r\n"u8);
    }

    public override readonly string ToString() => $"{Lf} LF, {CrLf} CRLF, {Cr} CR";
}
