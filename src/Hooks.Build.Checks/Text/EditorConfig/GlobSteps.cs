using System.Globalization;

namespace Hooks.Build.Checks.Text.EditorConfig;

/// <summary>Reads a pattern without alternatives.</summary>
internal static class GlobSteps
{
    public static GlobStep[] Read(string pattern)
    {
        var steps = new List<GlobStep>();
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern.AsSpan(i);
            if (rest.StartsWith("**/"))
            {
                steps.Add(new AnyFolders());
                i += 2;
            }
            else if (rest.StartsWith("**"))
            {
                steps.Add(new AnyRun(AcrossFolders: true));
                i++;
            }
            else if (pattern[i] == '*')
            {
                steps.Add(new AnyRun(AcrossFolders: false));
            }
            else if (pattern[i] == '?')
            {
                steps.Add(new OneOf("/", IsNegated: true));
            }
            else if (pattern[i] == '[' && ReadClass(rest) is var (oneOf, length))
            {
                steps.Add(oneOf);
                i += length - 1;
            }
            else if (pattern[i] == '{' && ReadNumbers(rest) is var (numbers, span))
            {
                steps.Add(numbers);
                i += span - 1;
            }
            else
            {
                i += pattern[i] == '\\' && i + 1 < pattern.Length ? 1 : 0;
                steps.Add(new OneOf(pattern[i].ToString(), IsNegated: false));
            }
        }

        return [.. steps];
    }

    private static (OneOf OneOf, int Length)? ReadClass(ReadOnlySpan<char> text)
    {
        var close = 1;
        while (close < text.Length && text[close] != ']')
            close += text[close] == '\\' ? 2 : 1;
        if (close < 2 || close >= text.Length || text[..close].Contains('/'))
            return null;

        var isNegated = text[1] is '!' or '^' && close > 2;
        var characters = text[(isNegated ? 2 : 1)..close];
        var all = new System.Text.StringBuilder();
        while (characters.Length > 0)
        {
            var first = TakeCharacter(ref characters);
            var last = first;
            if (characters.Length > 1 && characters[0] == '-')
            {
                characters = characters[1..];
                last = TakeCharacter(ref characters);
            }

            for (int one = first; one <= last; one++)
                all.Append((char)one);
        }

        return (new OneOf(isNegated ? all.Append('/').ToString() : all.ToString(), isNegated), close + 1);
    }

    private static char TakeCharacter(ref ReadOnlySpan<char> characters)
    {
        var length = characters[0] == '\\' && characters.Length > 1 ? 2 : 1;
        var character = characters[length - 1];
        characters = characters[length..];
        return character;
    }

    private static (NumberBetween Numbers, int Length)? ReadNumbers(ReadOnlySpan<char> text)
    {
        var dots = text.IndexOf("..");
        var close = text.IndexOf('}');
        if (dots < 0 || close < dots
            || !int.TryParse(text[1..dots], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var one)
            || !int.TryParse(text[(dots + 2)..close], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var other))
        {
            return null;
        }

        return (new NumberBetween(Math.Min(one, other), Math.Max(one, other)), close + 1);
    }
}
