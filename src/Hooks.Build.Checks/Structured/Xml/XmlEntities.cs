using System.Buffers;
using System.Text;
using System.Xml;

namespace Hooks.Build.Checks.Structured.Xml;

/// <summary>References to entities that a document does not declare itself.</summary>
internal static class XmlEntities
{
    private const int MostName = 256;

    private static readonly SearchValues<byte> NoName = SearchValues.Create(" \t\r\n&<>;'\"#%/="u8);

    /// <summary>A copy in which semicolons stand for those references: they may stand wherever references may, and nowhere else.</summary>
    public static PooledBytes WithoutUnknown(ReadOnlySpan<byte> content)
    {
        PooledBytes copy = new(content.Length);
        var text = copy.GetSpan(content.Length)[..content.Length];
        content.CopyTo(text);
        copy.Advance(content.Length);
        var known = Declared(content);
        for (var start = 0; content[start..].IndexOf((byte)'&') is var skipped and >= 0;)
        {
            start += skipped + 1;
            var length = content[start..].IndexOfAny(NoName);
            if (length <= 0 || content[start + length] != ';')
                continue;

            if (length <= MostName && Encoding.UTF8.GetString(content.Slice(start, length)) is var name && XmlReader.IsName(name) && !known.Contains(name))
                text.Slice(start - 1, length + 2).Fill((byte)';');
        }

        return copy;
    }

    private static HashSet<string> Declared(ReadOnlySpan<byte> content)
    {
        HashSet<string> known = new(StringComparer.Ordinal) { "amp", "lt", "gt", "quot", "apos" };
        var declaration = "<!ENTITY"u8;
        for (var start = 0; content[start..].IndexOf(declaration) is var skipped and >= 0;)
        {
            start += skipped + declaration.Length;
            var rest = content[start..].TrimStart(" \t\r\n"u8);
            var length = rest.IndexOfAny(NoName);
            if (length is > 0 and <= MostName)
                known.Add(Encoding.UTF8.GetString(rest[..length]));
        }

        return known;
    }
}
