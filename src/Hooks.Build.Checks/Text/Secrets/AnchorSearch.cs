using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Hooks.Build.Checks;

/// <summary>
/// Searches for many short texts at once. They are in eight groups; four bytes of each say where it may stand, and a table for each of the four says of
/// sixteen positions at once in which groups such a byte stands there. A text of three bytes has any fourth one.
/// </summary>
internal sealed class AnchorSearch
{
    private const int Groups = 8;

    private readonly NibbleTable[] _looked = [new(), new(), new(), new()];
    private readonly AnchorTable _table;

    public AnchorSearch(IReadOnlyList<SecretAnchor> anchors)
    {
        _table = new AnchorTable(anchors);
        var groups = new ByteSet[Groups][];
        Array.Fill(groups, new ByteSet[SecretAnchor.Looked]);
        foreach (var anchor in anchors.OrderBy(one => one.Text.Length - one.Rare >= SecretAnchor.Looked))
        {
            var nearest = Nearest(groups, anchor);
            groups[nearest] = With(groups[nearest], anchor);
        }

        for (var group = 0; group < Groups; group++)
        {
            for (var i = 0; i < SecretAnchor.Looked; i++)
                _looked[i].Enter(groups[group][i], (byte)(1 << group));
        }
    }

    /// <summary>Adds the places where the texts stand.</summary>
    public void Search(ReadOnlySpan<byte> content, List<AnchorPlace> places)
    {
        var i = Ssse3.IsSupported ? SearchVectors<NibbleTable.Ssse3Shuffle>(content, places)
            : AdvSimd.Arm64.IsSupported ? SearchVectors<NibbleTable.ArmShuffle>(content, places)
            : 0;

        // At the end there may be no fourth byte; a zero stands for it.
        for (; i <= content.Length - SecretAnchor.Looked + 1; i++)
        {
            var last = i + 3 < content.Length ? content[i + 3] : (byte)0;
            if ((_looked[0][content[i]] & _looked[1][content[i + 1]] & _looked[2][content[i + 2]] & _looked[3][last]) != 0)
                _table.Look(content, i, places);
        }
    }

    // Goes to where less than a vector is left.
    private int SearchVectors<TShuffle>(ReadOnlySpan<byte> content, List<AnchorPlace> places)
        where TShuffle : NibbleTable.IShuffle
    {
        var (low0, low1, low2, low3) = (_looked[0].Low, _looked[1].Low, _looked[2].Low, _looked[3].Low);
        var (high0, high1, high2, high3) = (_looked[0].High, _looked[1].High, _looked[2].High, _looked[3].High);
        ref var start = ref MemoryMarshal.GetReference(content);
        var i = 0;
        for (; i <= content.Length - Vector128<byte>.Count - SecretAnchor.Looked; i += Vector128<byte>.Count)
        {
            var found = NibbleTable.Look<TShuffle>(low0, high0, Vector128.LoadUnsafe(ref start, (nuint)i))
                & NibbleTable.Look<TShuffle>(low1, high1, Vector128.LoadUnsafe(ref start, (nuint)i + 1))
                & NibbleTable.Look<TShuffle>(low2, high2, Vector128.LoadUnsafe(ref start, (nuint)i + 2))
                & NibbleTable.Look<TShuffle>(low3, high3, Vector128.LoadUnsafe(ref start, (nuint)i + 3));
            if (found == Vector128<byte>.Zero)
                continue;

            for (var at = ~Vector128.Equals(found, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF; at != 0; at &= at - 1)
                _table.Look(content, i + BitOperations.TrailingZeroCount(at), places);
        }

        return i;
    }

    // The fewer positions a group is found at by chance, the better: a text goes where it adds the fewest.
    private static int Nearest(ByteSet[][] groups, SecretAnchor anchor)
    {
        var (nearest, least) = (0, double.MaxValue);
        for (var group = 0; group < Groups; group++)
        {
            var more = Commonness(With(groups[group], anchor)) - Commonness(groups[group]);
            if (more < least)
                (nearest, least) = (group, more);
        }

        return nearest;
    }

    private static double Commonness(ByteSet[] group)
    {
        var product = 1.0;
        foreach (var set in group)
            product *= set.Commonness();

        return product;
    }

    private static ByteSet[] With(ByteSet[] group, SecretAnchor anchor)
    {
        var sets = new ByteSet[SecretAnchor.Looked];
        for (var i = 0; i < sets.Length; i++)
            sets[i] = anchor.Rare + i < anchor.Text.Length ? group[i].With(anchor.Text[anchor.Rare + i], anchor.IgnoresCase) : ByteSet.All;

        return sets;
    }
}
