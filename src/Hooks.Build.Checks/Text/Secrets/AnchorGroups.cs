namespace Hooks.Build.Checks;

/// <summary>
/// Many short texts in eight groups. Four bytes of each say where it may stand, and a table for each of the four says in which groups such a byte stands
/// there. A text of three bytes has any fourth one.
/// </summary>
internal sealed class AnchorGroups
{
    private const int Groups = 8;

    public AnchorGroups(IReadOnlyList<SecretAnchor> anchors)
    {
        Table = new AnchorTable(anchors);
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
                Looked[i].Enter(groups[group][i], (byte)(1 << group));
        }
    }

    /// <summary>In which groups a byte is, for each of the four.</summary>
    public NibbleTable[] Looked { get; } = [new(), new(), new(), new()];

    /// <summary>Tells the texts.</summary>
    public AnchorTable Table { get; }

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
