namespace Hooks.Build.Checks.Agents;

/// <summary>
/// A word behind a command, and the option in it that takes a value, as getopt reads it: <c>-u bob</c>, <c>-ubob</c>, <c>-Eu bob</c>, <c>--user bob</c>,
/// <c>--user=bob</c>, <c>--us bob</c>.
/// </summary>
/// <param name="Word">The word.</param>
/// <param name="Name">The option; empty where none takes a value.</param>
/// <param name="Value">Its value; empty where it has none.</param>
/// <param name="Flags">The letters of options before it that take no value.</param>
/// <param name="At">Which word it is.</param>
/// <param name="End">Which word follows it and its value.</param>
internal readonly record struct OptionWord(string Word, string Name, string Value, string Flags, int At, int End)
{
    /// <summary>Whether it is an option at all.</summary>
    public bool IsOption => Word.StartsWith('-');

    /// <summary>Whether the value is a word of its own.</summary>
    public bool IsApart => End > At + 1;

    /// <summary>Reads words, each that is the value of the one before with that.</summary>
    /// <param name="words">The words.</param>
    /// <param name="withValue">The options that take a value.</param>
    /// <param name="withRest">Letters of options whose value can only be the rest of their word.</param>
    public static IEnumerable<OptionWord> In(IReadOnlyList<string> words, IReadOnlyList<string> withValue, string withRest = "")
    {
        for (var at = 0; at < words.Count; at++)
        {
            var option = Of(words[at], withValue, withRest) with { At = at, End = at + 1 };
            if (option.Name.Length > 0 && option.Value.Length == 0 && !option.Word.Contains('=', StringComparison.Ordinal) && ++at < words.Count)
                option = option with { Value = words[at], End = at + 1 };

            yield return option;
        }
    }

    private static OptionWord Of(string word, IReadOnlyList<string> withValue, string withRest)
    {
        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            var parts = word.Split('=', 2);
            var name = parts[0].Length == 2
                ? null
                : withValue.FirstOrDefault(option => option == parts[0])
                    ?? withValue.FirstOrDefault(option => option.StartsWith(parts[0], StringComparison.Ordinal));
            return new OptionWord(word, name ?? "", parts.Length == 2 ? parts[1] : "", "", 0, 0);
        }

        var at = 1;
        for (; at < word.Length && word[0] == '-' && !withRest.Contains(word[at], StringComparison.Ordinal); at++)
        {
            var name = "-" + word[at];
            if (withValue.Contains(name, StringComparer.Ordinal))
                return new OptionWord(word, name, word[(at + 1)..], word[1..at], 0, 0);
        }

        return new OptionWord(word, "", "", word.Length > 0 && word[0] == '-' ? word[1..at] : "", 0, 0);
    }
}
