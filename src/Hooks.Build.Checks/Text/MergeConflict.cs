using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Hooks.Build.Checks.Text.Lines;

namespace Hooks.Build.Checks.Text;

/// <summary>No conflict markers of a merge.</summary>
/// <param name="isActive">Whether to look at all: outside a merge such lines are text like any other.</param>
internal sealed class MergeConflict(bool isActive) : LineCheck
{
    public override ContentNeed Need => isActive ? ContentNeed.Whole : ContentNeed.Nothing;

    public override BlockScan Scan(CheckedFile file) => new MergeConflictScan(isActive);
}

/// <summary>Finds lines that begin with seven of &lt;, = or &gt;.</summary>
internal sealed class MergeConflictScan(bool isActive) : BlockScan
{
    private const int MarkerLength = 7;

    private readonly LineCursor _lines = new();
    private bool _isAtLineStart = true;

    public override void Read(ReadOnlySpan<byte> block, bool isLast, Findings findings)
    {
        if (!isActive || block.IsEmpty)
            return;

        if (_isAtLineStart)
            Look(block, 0, findings);
        for (var newline = -1; (newline = NextCandidate(block, newline + 1)) >= 0;)
            Look(block, newline + 1, findings);

        _isAtLineStart = block[^1] == '\n';
        if (!isLast)
            _lines.Leave(block);
    }

    private void Look(ReadOnlySpan<byte> block, int start, Findings findings)
    {
        var line = block[start..];
        if (line.StartsWith("<<<<<<< "u8) || line.StartsWith(">>>>>>> "u8)
            || line.StartsWith("======= "u8) || line.StartsWith("=======\n"u8) || line.StartsWith("=======\r\n"u8))
        {
            var marker = Encoding.ASCII.GetString(line[..MarkerLength]);
            findings.Add(_lines.LineAt(block, start), 1, $"conflict marker {marker}; resolve the conflict and delete its markers");
        }
    }

    // The position of a newline behind which one of the three characters stands, and again six bytes later.
    private static int NextCandidate(ReadOnlySpan<byte> block, int from)
    {
        ref var start = ref MemoryMarshal.GetReference(block);
        var newline = Vector128.Create((byte)'\n');
        var i = from;
        for (; Vector128.IsHardwareAccelerated && i <= block.Length - Vector128<byte>.Count - MarkerLength; i += Vector128<byte>.Count)
        {
            var first = Vector128.LoadUnsafe(ref start, (nuint)i + 1);
            var found = Vector128.Equals(Vector128.LoadUnsafe(ref start, (nuint)i), newline)
                & Vector128.Equals(first, Vector128.LoadUnsafe(ref start, (nuint)i + MarkerLength))
                & Vector128.LessThanOrEqual(first - Vector128.Create((byte)'<'), Vector128.Create((byte)('>' - '<')));
            if (found != Vector128<byte>.Zero)
                return i + BitOperations.TrailingZeroCount(found.ExtractMostSignificantBits());
        }

        var rest = block[i..].IndexOf((byte)'\n');
        return rest < 0 || i + rest + 1 == block.Length ? -1 : i + rest;
    }
}
