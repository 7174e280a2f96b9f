using System.Text;

namespace Hooks.Build.Checks.Agents;

/// <summary>Variables that a script sets itself.</summary>
public sealed class ShellVariables
{
    // What doubles itself at each step is no path.
    private const int Longest = 4096;
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Takes what a command sets: <c>NAME=value</c>.</summary>
    public void Set(IReadOnlyList<string> assignments)
    {
        foreach (var assignment in assignments)
        {
            var sign = assignment.IndexOf('=', StringComparison.Ordinal);
            var value = Expand(assignment[(sign + 1)..]);
            _values[assignment[..sign].TrimEnd('+')] = value.Length > Longest ? "$" : value;
        }
    }

    /// <summary>A word with the values of those that are known; <c>$NAME</c> and <c>${NAME}</c> of others stay.</summary>
    public string Expand(string word) => Expand(word, name => _values.GetValueOrDefault(name));

    /// <summary>A word with the values of those that somebody knows.</summary>
    /// <param name="word">The word.</param>
    /// <param name="valueOf">The value of a variable; <see langword="null"/> where it is not known.</param>
    public static string Expand(string word, Func<string, string?> valueOf)
    {
        if (!word.Contains('$', StringComparison.Ordinal))
        {
            return word;
        }

        StringBuilder text = new(word.Length);
        for (var at = 0; at < word.Length;)
        {
            var isBraced = word.AsSpan(at).StartsWith("${");
            var begin = at + (isBraced ? 2 : 1);
            var end = begin;
            while (word[at] == '$' && end < word.Length && (char.IsAsciiLetterOrDigit(word[end]) || word[end] == '_'))
            {
                end++;
            }

            var isWhole = end > begin && (!isBraced || (end < word.Length && word[end] == '}'));
            if (isWhole && valueOf(word[begin..end]) is { } value)
            {
                _ = text.Append(value);
                at = end + (isBraced ? 1 : 0);
            }
            else
            {
                _ = text.Append(word[at]);
                at++;
            }
        }

        return text.ToString();
    }
}
