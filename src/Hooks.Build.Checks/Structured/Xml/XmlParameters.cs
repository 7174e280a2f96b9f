using System.Buffers;
using System.Text;

namespace Hooks.Build.Checks.Structured.Xml;

/// <summary>
/// Whether parameter entities that a document declares itself are whole declarations (XML 1.0, 2.8, WFC: PE Between Declarations). XmlReader reads their text
/// in the place of the reference, and so takes one that begins, or ends, within a declaration.
/// </summary>
internal sealed class XmlParameters
{
    private static readonly SearchValues<char> EndOfName = SearchValues.Create(" \t\r\n\"'");

    private readonly Dictionary<string, string> _declared = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    // What is read, the innermost last, with the place where it goes on: of entities in entities there may be thousands.
    private readonly Stack<(string Name, string Text, int Place)> _open = new();

    /// <summary>The name of an entity that is part of a declaration; <see langword="null"/> where there is none.</summary>
    /// <param name="declarations">What stands between the brackets of the document type, well formed otherwise.</param>
    public static string? FindPart(string declarations) => new XmlParameters().Find(declarations);

    private string? Find(string declarations)
    {
        _open.Push(("", declarations, 0));
        while (_open.TryPop(out var one))
        {
            if (!Read(one.Name, one.Text, one.Place))
                return one.Name.Length == 0 ? null : one.Name;
        }

        return null;
    }

    // To the end of a text, or to the next entity in it; false where neither is between declarations.
    private bool Read(string name, string text, int place)
    {
        while (true)
        {
            while (place < text.Length && char.IsWhiteSpace(text[place]))
                place++;
            if (place == text.Length)
                return true;

            var end = text[place] switch { '<' => EndOfDeclaration(text, place), '%' => text.IndexOf(';', place), _ => -1 };
            if (end < 0)
                return false;

            if (text[place] == '<')
            {
                Declare(text.AsSpan(place..end));
                place = end;
                continue;
            }

            var entity = text[(place + 1)..end];
            place = end + 1;
            if (_declared.TryGetValue(entity, out var content) && _seen.Add(entity))
            {
                _open.Push((name, text, place));
                _open.Push((entity, content, 0));
                return true;
            }
        }
    }

    // Behind it; -1 where it does not end in the text.
    private static int EndOfDeclaration(string text, int start)
    {
        var rest = text.AsSpan(start);
        if (rest.StartsWith("<!--", StringComparison.Ordinal))
            return Behind(text, "-->", start + 4);
        if (rest.StartsWith("<?", StringComparison.Ordinal))
            return Behind(text, "?>", start + 2);
        if (rest.StartsWith("<![", StringComparison.Ordinal))
            return Behind(text, "]]>", start + 3);

        for (var place = start; place < text.Length; place++)
        {
            if (text[place] == '>')
                return place + 1;
            if (text[place] is '"' or '\'')
                place = text.IndexOf(text[place], place + 1);
            if (place < 0)
                return -1;
        }

        return -1;
    }

    private static int Behind(string text, string end, int start)
    {
        var found = start > text.Length ? -1 : text.IndexOf(end, start, StringComparison.Ordinal);
        return found < 0 ? -1 : found + end.Length;
    }

    // <!ENTITY % name "text">, where the first of a name counts. One of another file (SYSTEM, PUBLIC) is not read.
    private void Declare(ReadOnlySpan<char> declaration)
    {
        const string Keyword = "<!ENTITY";
        if (!declaration.StartsWith(Keyword, StringComparison.Ordinal))
            return;

        var rest = declaration[Keyword.Length..].TrimStart();
        if (rest is not ['%', ..])
            return;

        rest = rest[1..].TrimStart();
        var end = rest.IndexOfAny(EndOfName);
        var value = end < 0 ? default : rest[end..].TrimStart();
        var name = end < 0 ? "" : rest[..end].ToString();
        if (value is not ['"' or '\'', ..])
        {
            _ = _declared.TryAdd(name, "");
            return;
        }

        var length = value[1..].IndexOf(value[0]);
        _ = length < 0 || _declared.TryAdd(name, WithCharacters(value.Slice(1, length)));
    }

    // References to characters are replaced when an entity is declared, all others when it is used.
    private static string WithCharacters(ReadOnlySpan<char> value)
    {
        StringBuilder text = new(value.Length);
        while (value.IndexOf("&#") is var at and >= 0)
        {
            _ = text.Append(value[..at]);
            value = value[(at + 2)..];
            var end = value.IndexOf(';');
            var isHex = value is ['x', ..];
            var style = isHex ? System.Globalization.NumberStyles.AllowHexSpecifier : System.Globalization.NumberStyles.None;
            if (end < 0
                || !int.TryParse(isHex ? value[1..end] : value[..end], style, System.Globalization.CultureInfo.InvariantCulture, out var code)
                || !Rune.IsValid(code))
                continue;

            _ = text.Append(new Rune(code).ToString());
            value = value[(end + 1)..];
        }

        return text.Append(value).ToString();
    }
}
