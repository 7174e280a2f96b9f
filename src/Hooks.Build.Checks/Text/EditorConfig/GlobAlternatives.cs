namespace Hooks.Build.Checks.Text.EditorConfig;

/// <summary>Writes out <c>{a,b}</c>. Braces without a comma, or without their counterpart, mean themselves; <c>{1..3}</c> stays as it is.</summary>
internal static class GlobAlternatives
{
    private const int Most = 500;

    public static List<string> Of(string pattern)
    {
        var done = new List<string>();
        var open = new Queue<string>([pattern]);
        while (open.TryDequeue(out var text))
        {
            if (done.Count + open.Count > Most || !TrySplit(text, out var before, out var choices, out var after))
                done.Add(text);
            else
                choices.ForEach(choice => open.Enqueue(before + choice + after));
        }

        return done;
    }

    private static bool TrySplit(string text, out string before, out List<string> choices, out string after)
    {
        for (var start = 0; start < text.Length; start++)
        {
            if (text[start] == '\\')
            {
                start++;
            }
            else if (text[start] == '{' && TryReadGroup(text, start, out choices, out var end))
            {
                (before, after) = (text[..start], text[(end + 1)..]);
                return true;
            }
        }

        (before, choices, after) = ("", [], "");
        return false;
    }

    private static bool TryReadGroup(string text, int start, out List<string> choices, out int end)
    {
        choices = [];
        var depth = 0;
        var from = start + 1;
        for (end = start; end < text.Length; end++)
        {
            if (text[end] == '\\')
            {
                end++;
            }
            else if (text[end] == '{')
            {
                depth++;
            }
            else if ((text[end] == ',' && depth == 1) || (text[end] == '}' && --depth == 0))
            {
                choices.Add(text[from..end]);
                from = end + 1;
                if (depth == 0)
                    return choices.Count > 1;
            }
        }

        return false;
    }
}
