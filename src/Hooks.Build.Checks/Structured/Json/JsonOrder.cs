namespace Hooks.Build.Checks.Structured.Json;

/// <summary>In which order the keys of an object are written.</summary>
/// <param name="style">How JSON is to be written.</param>
internal sealed class JsonOrder(PrettyStyle style)
{
    /// <summary>The numbers of an object's keys, in order. Python sorts by code points, as UTF-8 does.</summary>
    public int[] KeysOf(ReadOnlySpan<byte> text, JsonParts parts, int number)
    {
        List<Entry> entries = [];
        for (var key = number + 1; key < parts[number].Next; key = parts[key + 1].Next)
        {
            var name = NameOf(text, in parts[key]);
            entries.Add(new Entry(name, style.Rank(name), key));
        }

        entries.Sort(Compare);
        return entries.ConvertAll(entry => entry.Key).ToArray();
    }

    private int Compare(Entry one, Entry other)
    {
        var byRank = one.Rank.CompareTo(other.Rank);
        if (byRank != 0)
            return byRank;

        var byName = style.SortKeys ? one.Name.AsSpan().SequenceCompareTo(other.Name) : 0;
        return byName != 0 ? byName : one.Key.CompareTo(other.Key);
    }

    private static byte[] NameOf(ReadOnlySpan<byte> text, in JsonPart key)
    {
        var written = text.Slice(key.Start, key.Length);
        if (!key.IsEscaped)
            return written.ToArray();

        var name = new byte[written.Length];
        return name[..JsonTexts.Unescape(written, name)];
    }

    private readonly record struct Entry(byte[] Name, int Rank, int Key);
}
