using System.Globalization;

namespace Hooks.Build.Graph;

/// <summary>Writes out <c>{a,b}</c>. Braces and commas inside a class are ordinary characters.</summary>
internal static class GlobBraces
{
    public const int MostExpansions = 256;

    private const long MostCounted = 1_000_000;

    public static bool TryExpand(string pattern, out List<string> expanded, out string error)
    {
        expanded = [];
        error = "";
        var open = new Queue<string>();
        open.Enqueue(pattern);
        while (open.Count > 0)
        {
            var text = open.Dequeue();
            if (!TryFindGroup(text, out var marks, out error))
                return false;

            if (marks.Count == 0)
            {
                expanded.Add(text);
                continue;
            }

            var before = text.Substring(0, marks[0]);
            var after = text.Substring(marks[marks.Count - 1] + 1);
            for (var i = 1; i < marks.Count; i++)
                open.Enqueue(before + text.Substring(marks[i - 1] + 1, marks[i] - marks[i - 1] - 1) + after);

            if (open.Count + expanded.Count > MostExpansions)
            {
                var count = Count(pattern);
                error =
                    $"It stands for {(count >= MostCounted ? "more than a million" : count.ToString(CultureInfo.InvariantCulture))} patterns; {MostExpansions.ToString(CultureInfo.InvariantCulture)} is the most. Write several shorter ones instead.";
                return false;
            }
        }

        return true;
    }

    // How many there would be, of which none is written.
    private static long Count(string pattern)
    {
        var open = new Stack<(long Sum, long Product)>();
        var (sum, product) = (0L, 1L);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '[' && GlobClass.EndOf(pattern, i) is > 0 and var end)
            {
                i = end;
            }
            else if (pattern[i] == '{')
            {
                open.Push((sum, product));
                (sum, product) = (0, 1);
            }
            else if (pattern[i] == ',' && open.Count > 0)
            {
                (sum, product) = (Math.Min(sum + product, MostCounted), 1);
            }
            else if (pattern[i] == '}' && open.Count > 0)
            {
                var all = sum + product;
                (sum, product) = open.Pop();
                product = Math.Min(product * all, MostCounted);
            }
        }

        return product;
    }

    // The marks are the positions of the first outermost group's opening brace, its commas and its closing brace.
    private static bool TryFindGroup(string text, out List<int> marks, out string error)
    {
        marks = [];
        error = "";
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '[')
            {
                i = GlobClass.EndOf(text, i);
                if (i < 0)
                {
                    error = GlobClass.Unclosed(text);
                    return false;
                }
            }
            else if (text[i] == '{')
            {
                if (depth++ == 0)
                    marks.Add(i);
            }
            else if (text[i] == ',' && depth == 1)
            {
                marks.Add(i);
            }
            else if (text[i] == '}' && --depth <= 0)
            {
                marks.Add(i);
                break;
            }
        }

        if (depth > 0)
            error = $"'{text}' has a '{{' without its '}}'; add the '}}', or write [{{] for the character itself.";
        else if (depth < 0)
            error = $"'{text}' has a '}}' without its '{{'; add the '{{', or write [}}] for the character itself.";

        return depth == 0;
    }
}
