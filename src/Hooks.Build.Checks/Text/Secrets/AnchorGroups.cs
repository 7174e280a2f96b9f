namespace Hooks.Build.Checks.Text.Secrets;

/// <summary>
/// Many short texts in eight groups. Four bytes of each say where it may stand, and a table for each of the four says in which groups such a byte stands
/// there. A text of three bytes has any fourth one.
/// </summary>
internal sealed class AnchorGroups
{
    private const int Groups = 8;

    // Which four bytes are searched for, and with which others, so that the least is found by chance: tried out on the sources of git, EF Core and Ansible,
    // where it is a fifth of what is found when texts are divided by how common their bytes are.
    private static readonly byte[][][] Known =
    [
        .. new[]
        {
            "AIoT NRAL _pat _key",
            "Astr ACDb bsys auth",
            "Key= lasv _mmk lack assw apik",
            "sig= a256 EGIN lbkF skey ekey gkey -key",
            "+ASt +ASb +AEh +ABa +ACR -us :AA ://",
            "7Q~ 8Q~ AZDO QQJ9 AzFu AzSe AzCa sphr pwd ypti",
            "cord cret cred",
            "ab_s ook. ooks oken eare",
        }.Select(group => Array.ConvertAll(group.Split(' '), System.Text.Encoding.ASCII.GetBytes)),
    ];

    public AnchorGroups(IReadOnlyList<SecretAnchor> anchors)
    {
        Table = new AnchorTable(anchors);
        var groups = new ByteSet[Groups][];
        Array.Fill(groups, new ByteSet[SecretAnchor.Looked]);
        foreach (var anchor in anchors.OrderBy(one => one.Group is null))
        {
            var nearest = anchor.Group ?? Nearest(groups, anchor);
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

    /// <summary>The group that suits a text, and where the bytes begin that it is searched for by.</summary>
    public static (int? Group, int Start) Find(ReadOnlySpan<byte> text)
    {
        for (var group = 0; group < Known.Length; group++)
        {
            foreach (var bytes in Known[group])
            {
                var at = text.IndexOf(bytes);
                if (at >= 0)
                    return (group, at);
            }
        }

        SecretAnchor.Commonness(text, out var rarest);
        return (null, rarest);
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
