using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Hooks.Build.Graph.Tests;

/// <summary>Globs as regular expressions, and all short paths over a small alphabet.</summary>
internal static class NaiveGlob
{
    private static readonly string[] Segments = ["**", "*", "?", "a", "b", "a*", "*b", "?a", "*a*", "a?b", "[ab]", "[!a]", "[^b]*", "{a,b}", "{a,?b}*", "[a-c]c", "{a/b,c}", "{,a}b"];

    /// <summary>All paths of up to four segments, each of up to two letters of a, b, c, but for the longer ones only some.</summary>
    public static readonly string[] ShortPaths = MakePaths();

    public static Gen<string> Patterns() =>
        from count in Gen.Choose(1, 4)
        from segments in Gen.ArrayOf(Gen.Elements(Segments), count)
        from slash in Gen.Choose(0, 9)
        select string.Join('/', segments) + (slash == 0 ? "/" : "");

    public static Regex ToRegex(string pattern)
    {
        if (pattern.EndsWith('/'))
            pattern += "**";

        var text = new StringBuilder("^(?:");
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern[i..];
            if (rest == "**")
                (text, i) = (text.Append("[^/]+(?:/[^/]+)*"), i + 1);
            else if (rest.StartsWith("**/", StringComparison.Ordinal))
                (text, i) = (text.Append("(?:[^/]+/)*"), i + 2);
            else if (rest.StartsWith("[!", StringComparison.Ordinal))
                (text, i) = (text.Append("[^/"), i + 1);
            else if (rest.StartsWith("[^", StringComparison.Ordinal))
                (text, i) = (text.Append("[^/"), i + 1);
            else
                text.Append(rest[0] switch { '*' => "[^/]*", '?' => "[^/]", '{' => "(?:", '}' => ")", ',' => "|", var other => other.ToString() });
        }

        return new Regex(text.Append(")$").ToString(), RegexOptions.CultureInvariant);
    }

    private static string[] MakePaths()
    {
        string[] letters = ["a", "b", "c"];
        string[] names = [.. letters, .. from one in letters from other in letters select one + other, "abb", "aab"];
        string[] few = ["a", "b", "c", "ab", "ba"];
        var two = from one in names from other in names select one + "/" + other;
        var three = from one in few from middle in few from other in few select $"{one}/{middle}/{other}";
        return [.. names, .. two, .. three, .. three.SelectMany(path => few.Select(name => path + "/" + name))];
    }
}
