namespace Hooks.Build.Checks.Agents;

/// <summary>The option of a word that takes a value, as getopt reads it: <c>-u bob</c>, <c>-ubob</c>, <c>-Eu bob</c>, <c>--user bob</c>, <c>--user=bob</c>, <c>--us bob</c>.</summary>
/// <param name="Name">The option; empty where none takes a value.</param>
/// <param name="Value">What the word says of its value; empty where that is the next word.</param>
internal readonly record struct OptionWord(string Name, string Value)
{
    /// <summary>Reads a word.</summary>
    /// <param name="word">It begins with <c>-</c>.</param>
    /// <param name="withValue">The options that take a value.</param>
    /// <param name="withRest">Letters of options whose value can only be the rest of their word.</param>
    public static OptionWord Of(string word, IReadOnlyList<string> withValue, string withRest = "")
    {
        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            var parts = word.Split('=', 2);
            var name = parts[0].Length == 2 ? null : withValue.FirstOrDefault(option => option == parts[0]) ?? withValue.FirstOrDefault(option => option.StartsWith(parts[0], StringComparison.Ordinal));
            return new OptionWord(name ?? "", parts.Length == 2 ? parts[1] : "");
        }

        for (var at = 1; at < word.Length && !withRest.Contains(word[at], StringComparison.Ordinal); at++)
        {
            var name = "-" + word[at];
            if (withValue.Contains(name, StringComparer.Ordinal))
                return new OptionWord(name, word[(at + 1)..]);
        }

        return new OptionWord("", "");
    }

    /// <summary>Whether the next word is the value.</summary>
    public bool TakesNext(string word) => Name.Length > 0 && Value.Length == 0 && !word.Contains('=', StringComparison.Ordinal);
}
